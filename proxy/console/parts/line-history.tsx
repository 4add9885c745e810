import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { Foreign } from './foreign.tsx';
import { Loading } from './loading.tsx';
import { Moment } from './moment.tsx';
import { Signatures } from './signatures.tsx';
import { TypedText } from './typed-text.tsx';
import { useLoad } from './use-load.ts';

/** Who put a line into a list, changed it, took it out: in which revision, why, and signed by whom. */
export function LineHistory({
  list,
  match,
  onClose,
}: {
  readonly list: string;
  readonly match: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.signing;
  const loaded = useLoad(match, (signal) =>
    call('lineHistory', { id: list, query: { match }, signal }),
  );
  return (
    <Dialog title={own.lineHistory} onClose={onClose}>
      <p>
        <Foreign text={match} code />
      </p>
      <Loading loaded={loaded}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p class="empty">{own.lineEmpty}</p>
          ) : (
            <ol class="plain-list line-history">
              {lines.map(({ change, revision, at, by, note, signatures }) => (
                <li key={`${revision} ${change}`}>
                  <p>
                    <strong>{own.lineChanges[change]}</strong>{' '}
                    {words.policy.whole.published(revision)} <Moment iso={at} to="minute" />{' '}
                    <Foreign text={by} />
                  </p>
                  <TypedText text={note} />
                  {signatures.length === 0 ? null : (
                    <div>
                      {own.signatures}: <Signatures signatures={signatures} none="" />
                    </div>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Loading>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}
