import type { AccessRequest } from '../../shared/protocol/link.ts';
import { language, type TextKey, text } from '../platform/text.ts';
import { shownMoment } from './moment.ts';
import { TypedLines } from './typed-lines.tsx';
import { visibleText } from './visible-text.ts';

const states: Readonly<Record<AccessRequest['state'], TextKey>> = {
  open: 'state_open',
  granted: 'state_granted',
  declined: 'state_declined',
};

/** Newest first, as the link gives them. */
export function Requests({ requests }: { requests: readonly AccessRequest[] }) {
  return (
    <ul class="requests">
      {requests.map((request) => (
        <li key={request.id}>
          <p class="line">
            <span class={`mark ${request.state}`}>{text(states[request.state])}</span>{' '}
            <time dateTime={request.at}>{shownMoment(request.at, language())}</time>
          </p>
          <p class="hostile">
            <bdi>{visibleText(request.url)}</bdi>
          </p>
          <p>
            <bdi>
              <TypedLines text={text('reason_given', visibleText(request.reason))} />
            </bdi>
          </p>
          {request.answer?.word && (
            <p>
              <bdi>
                <TypedLines text={text('answer_line', visibleText(request.answer.word))} />
              </bdi>
            </p>
          )}
          {request.answer?.until && (
            <p>{text('until_line', shownMoment(request.answer.until, language()))}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
