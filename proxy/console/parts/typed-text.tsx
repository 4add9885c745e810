import { typedLines } from '../text/typed-lines.ts';
import { Foreign } from './foreign.tsx';

/** What somebody typed into a larger field, line by line as it was typed. */
export function TypedText({ text }: { readonly text: string }) {
  return (
    <>
      {typedLines(text).map((line, index) => (
        <div key={`${index} ${line}`} class="typed-line">
          <Foreign text={line} />
        </div>
      ))}
    </>
  );
}
