import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { MessageAnswer } from '../messages.ts';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { StandingMark } from './request-standing.tsx';
import { visibleText } from './visible-text.ts';

const shownAtMost = 20;

/** Parts of the page that were refused, each with a way to ask for it. */
export function WantedParts({
  wanted,
  requests,
}: {
  wanted: MessageAnswer<'popup'>['wanted'];
  requests: readonly AccessRequest[] | null;
}) {
  return (
    <section aria-labelledby="wanted">
      <h2 id="wanted">{text('wanted_title')}</h2>
      {wanted.length === 0 ? (
        <p>{text('wanted_none')}</p>
      ) : (
        <>
          <p>{text('wanted_intro', String(wanted.length))}</p>
          <ul class="decisions">
            {wanted.slice(0, shownAtMost).map(({ host, count, ref }) => {
              const request = requests?.find((each) => hostOf(each.url) === host);
              return (
                <li key={host}>
                  <span>{text('wanted_count', String(count))}</span>
                  <span class="hostile">
                    <bdi>{visibleText(host)}</bdi>
                  </span>
                  {request && (
                    <span class="hint">
                      <StandingMark request={request} />
                    </span>
                  )}
                  <button
                    type="button"
                    class="quiet"
                    aria-label={`${text('ask_title')} ${host}`}
                    onClick={() => void askBackground('ask-for-part', { ref })}
                  >
                    {text('ask_title')}
                  </button>
                </li>
              );
            })}
          </ul>
          {wanted.length > shownAtMost && (
            <p class="hint">{text('wanted_more', String(wanted.length - shownAtMost))}</p>
          )}
        </>
      )}
    </section>
  );
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
