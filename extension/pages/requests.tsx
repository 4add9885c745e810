import type { AccessRequest } from '../../shared/protocol/link.ts';
import { text } from '../platform/text.ts';
import { shownMoment } from './moment.ts';
import { EndOf, StandingMark } from './request-standing.tsx';
import { TypedLines } from './typed-lines.tsx';
import { visibleText } from './visible-text.ts';

/** Newest first, as the link gives them. */
export function Requests({ requests }: { requests: readonly AccessRequest[] }) {
  return (
    <ul class="requests">
      {requests.map((request) => (
        <li key={request.id}>
          <p class="line">
            <StandingMark request={request} />{' '}
            <time dateTime={request.at}>{shownMoment(request.at)}</time>
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
          <EndOf request={request} />
        </li>
      ))}
    </ul>
  );
}
