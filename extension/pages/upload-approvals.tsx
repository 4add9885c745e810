/** Stopped files that the person asked somebody to let go, with what was answered. */
import type { ListedApproval } from '../../shared/protocol/upload-approvals.ts';
import { type TextKey, text } from '../platform/text.ts';
import { AnswerWord } from './answer-word.tsx';
import { shownMoment } from './moment.ts';
import { visibleText } from './visible-text.ts';

const marks: Readonly<Record<ListedApproval['state'], { word: TextKey; look: string }>> = {
  waiting: { word: 'approval_waiting', look: 'open' },
  open: { word: 'approval_open', look: 'open' },
  approved: { word: 'approval_approved', look: 'granted' },
  'sent-back': { word: 'approval_sent_back', look: 'declined' },
  ended: { word: 'approval_ended', look: 'declined' },
};
const shown = 10;

export function UploadApprovals({ approvals }: { approvals: readonly ListedApproval[] }) {
  if (approvals.length === 0) return null;
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">{text('approvals_heading')}</h2>
      <ul class="requests">
        {approvals.slice(0, shown).map(({ id, state, name, host, word, until }) => (
          <li key={id}>
            <p class="line">
              <span class={`mark ${marks[state].look}`}>{text(marks[state].word)}</span>{' '}
              {until === null ? null : text('approval_until', shownMoment(until))}
            </p>
            <p class="strong hostile">
              <bdi>{visibleText(name ?? text('guard_text_item'))}</bdi>
            </p>
            <p class="hostile">
              <bdi>{visibleText(host)}</bdi>
            </p>
            <AnswerWord word={word} />
          </li>
        ))}
      </ul>
    </section>
  );
}
