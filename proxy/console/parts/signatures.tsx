import type { Signature } from '../../../shared/protocol/proposals.ts';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

/** Who signed, when, and with what word. */
export function Signatures({
  signatures,
  none,
}: {
  readonly signatures: readonly Signature[];
  readonly none: string;
}) {
  if (signatures.length === 0) return <span class="quiet">{none}</span>;
  return (
    <ul class="plain-list">
      {signatures.map(({ by, at, word }) => (
        <li key={by}>
          <Foreign text={by} /> <Moment iso={at} to="minute" />
          {word === null ? null : (
            <div>
              <Foreign text={word} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
