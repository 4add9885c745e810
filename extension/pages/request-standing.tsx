import type { AccessRequest, RequestStanding } from '../../shared/protocol/link.ts';
import { type TextKey, text } from '../platform/text.ts';
import { standingOf } from './asked.ts';
import { shownMoment } from './moment.ts';
import { TypedLines } from './typed-lines.tsx';
import { visibleText } from './visible-text.ts';

const marks: Readonly<Record<RequestStanding, { word: TextKey; look: string }>> = {
  waiting: { word: 'state_waiting', look: 'open' },
  open: { word: 'state_open', look: 'open' },
  granted: { word: 'state_granted', look: 'granted' },
  ending: { word: 'state_ending', look: 'open' },
  ended: { word: 'state_ended', look: 'declined' },
  withdrawn: { word: 'state_withdrawn', look: 'declined' },
  declined: { word: 'state_declined', look: 'declined' },
};

export function StandingMark({ request }: { request: AccessRequest }) {
  const { word, look } = marks[standingOf(request)];
  return <span class={`mark ${look}`}>{text(word)}</span>;
}

/** Until when it is good, that it ends soon, or when it ended; nothing where there is no end. */
export function EndOf({ request }: { request: AccessRequest }) {
  const until = request.answer?.until;
  if (!until) return null;
  const moment = shownEnd(until);
  switch (standingOf(request)) {
    case 'ending':
      return <p class="strong">{text('ending_line', moment)}</p>;
    case 'ended':
      return <p>{text('ended_line', moment)}</p>;
    case 'granted':
      return <p>{text('until_line', moment)}</p>;
    default:
      return null;
  }
}

/** A date is good to its last minute. */
function shownEnd(until: string): string {
  return until.length === 10 ? until : shownMoment(until);
}

/** What the block page says of the newest request for its page, above the form. */
export function AskedLine({ request }: { request: AccessRequest }) {
  const word = request.answer?.word;
  const until = request.answer?.until;
  return (
    <div role="status">
      <p class={good.has(standingOf(request)) ? 'good' : undefined}>
        {text(lines[standingOf(request)])}
      </p>
      {standingOf(request) === 'ended' && until && <p>{text('ended_line', shownEnd(until))}</p>}
      {word && (
        <p>
          <bdi>
            <TypedLines text={text('answer_line', visibleText(word))} />
          </bdi>
        </p>
      )}
    </div>
  );
}

const good: ReadonlySet<RequestStanding> = new Set(['waiting', 'open', 'granted', 'ending']);

const lines: Readonly<Record<RequestStanding, TextKey>> = {
  waiting: 'ask_kept',
  open: 'ask_sent',
  granted: 'ask_granted',
  ending: 'ask_granted',
  ended: 'ask_ended',
  withdrawn: 'ask_withdrawn',
  declined: 'ask_declined',
};
