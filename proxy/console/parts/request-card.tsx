import type { AccessRequest, RequestStanding } from '../../../shared/protocol/link.ts';
import { queryText } from '../api.ts';
import { maySee } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { momentText } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { TypedText } from './typed-text.tsx';
import type { Names } from './use-names.ts';

const tones: Record<RequestStanding, Tone> = {
  waiting: 'caution',
  open: 'caution',
  granted: 'good',
  ending: 'caution',
  ended: 'plain',
  withdrawn: 'plain',
  declined: 'bad',
};

/** One request with all that is known about it. Its URL is text: nobody opens it by a click. */
export function RequestCard({
  request,
  names,
  earlier = [],
  proposal,
  onGrant,
  onDecline,
}: {
  readonly request: AccessRequest;
  readonly names: Names;
  /** Answered ones of the same person for the same host. */
  readonly earlier?: readonly AccessRequest[];
  /** Its grant waits for a signature. */
  readonly proposal: number | null;
  readonly onGrant?: () => void;
  readonly onDecline?: () => void;
}) {
  const words = useWords();
  const own = words.work.requests;
  const { role } = useSession().account;
  const standing = request.standing ?? request.state;
  const person = names.person(request.user);
  const who = [person, request.unit].filter((each) => each !== null).join(words.comma);
  return (
    <li class="card">
      <h2 class="card-title">
        <Badge tone={tones[standing]}>{words.access.requests.standings[standing]}</Badge>{' '}
        <Foreign text={request.url} code />
      </h2>
      <Facts
        facts={[
          [own.reason, <TypedText key="reason" text={request.reason} />],
          [own.who, <Foreign key="who" text={who === '' ? own.nobody : who} />],
          [own.at, <Moment key="at" iso={request.at} to="minute" />],
          [
            own.page,
            request.page === null ? null : <Foreign key="page" text={request.page} code />,
          ],
          // Its id says nothing to those who may not read its name.
          [
            own.terminal,
            maySee(role, 'overview') ? (
              <Foreign key="terminal" text={names.terminal(request.terminal)} />
            ) : null,
          ],
          [
            own.decision,
            maySee(role, 'audit') ? (
              <a key="decision" href={`/audit${queryText({ id: request.decision })}`}>
                <Foreign text={request.decision} code />
              </a>
            ) : (
              <Foreign key="decision" text={request.decision} code />
            ),
          ],
          [
            own.answer,
            request.answer?.word ? <TypedText key="word" text={request.answer.word} /> : null,
          ],
          [own.until, request.answer?.until ? momentText(request.answer.until) : null],
          [
            own.answeredBy,
            request.answer === null ? null : (
              <>
                <Foreign text={request.answer.by} /> <Moment iso={request.answer.at} to="minute" />
              </>
            ),
          ],
        ]}
      />
      {earlier.length > 0 ? (
        <section>
          <h3>{words.access.requests.earlier}</h3>
          <ul class="plain-list">
            {earlier.slice(0, 5).map((each) => (
              <li key={each.id}>
                <Badge tone={tones[each.standing ?? each.state]}>
                  {words.access.requests.standings[each.standing ?? each.state]}
                </Badge>{' '}
                <Moment iso={each.at} to="minute" />{' '}
                {each.answer?.word ? <TypedText text={each.answer.word} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {proposal === null ? null : (
        <Notice kind="info">
          <p>
            {words.signing.grantWaits}:{' '}
            {maySee(role, 'proposals') ? (
              <a href={`/proposals/${proposal}`}>{words.signing.title(proposal)}</a>
            ) : (
              words.signing.title(proposal)
            )}
          </p>
        </Notice>
      )}
      {onGrant && onDecline ? (
        <div class="button-row">
          {proposal === null ? (
            <button
              type="button"
              class="button button-strong"
              aria-label={`${own.grant}: ${visible(request.url)}`}
              onClick={onGrant}
            >
              {own.grant}
            </button>
          ) : null}
          <button
            type="button"
            class="button"
            aria-label={`${own.decline}: ${visible(request.url)}`}
            onClick={onDecline}
          >
            {own.decline}
          </button>
        </div>
      ) : null}
    </li>
  );
}
