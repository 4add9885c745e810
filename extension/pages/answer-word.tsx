/** The word that was said with an answer; null: none. */
import { text } from '../platform/text.ts';
import { TypedLines } from './typed-lines.tsx';
import { visibleText } from './visible-text.ts';

export function AnswerWord({ word }: { word: string | null }) {
  if (word === null) return null;
  return (
    <p>
      <bdi>
        <TypedLines text={text('approval_word', visibleText(word))} />
      </bdi>
    </p>
  );
}
