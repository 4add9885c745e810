/** The person's drafts of postings, with their answers; what was approved can be copied. */
import { useState } from 'preact/hooks';
import type { AskedDraft, DraftPlace } from '../../shared/protocol/drafts.ts';
import { type TextKey, text } from '../platform/text.ts';
import { AnswerWord } from './answer-word.tsx';
import { askBackground } from './ask-background.ts';
import { DraftForm } from './draft-form.tsx';
import { failureText } from './failure-text.ts';
import { shownMoment } from './moment.ts';
import { ReviseForm } from './revise-form.tsx';
import { shortened, visibleLines, visibleText } from './visible-text.ts';

const marks: Readonly<Record<AskedDraft['state'], { word: TextKey; look: string }>> = {
  waiting: { word: 'draft_waiting', look: 'open' },
  refused: { word: 'draft_refused', look: 'declined' },
  open: { word: 'draft_open', look: 'open' },
  approved: { word: 'draft_approved', look: 'granted' },
  'sent-back': { word: 'draft_sent_back', look: 'declined' },
  withdrawn: { word: 'draft_withdrawn', look: 'declined' },
  used: { word: 'draft_used', look: 'granted' },
  ended: { word: 'draft_ended', look: 'declined' },
};
const shown = 10;
const mayWithdraw: ReadonlySet<AskedDraft['state']> = new Set([
  'waiting',
  'refused',
  'open',
  'sent-back',
  'approved',
]);

export function PostingDrafts({
  drafts,
  places,
  onChanged,
}: {
  drafts: readonly AskedDraft[];
  places: readonly DraftPlace[];
  onChanged: () => void;
}) {
  const [isWriting, setIsWriting] = useState(false);
  if (drafts.length === 0 && places.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">{text('drafts_heading')}</h2>
      {drafts.length === 0 ? <p>{text('drafts_none')}</p> : null}
      <ul class="requests">
        {drafts.slice(0, shown).map((draft) => (
          <Draft key={draft.id} draft={draft} onChanged={onChanged} />
        ))}
      </ul>
      {places.length === 0 ? null : isWriting ? (
        <DraftForm
          places={places}
          onSent={() => {
            setIsWriting(false);
            onChanged();
          }}
        />
      ) : (
        <button type="button" class="quiet" onClick={() => setIsWriting(true)}>
          {text('drafts_write')}
        </button>
      )}
    </section>
  );
}

function Draft({ draft, onChanged }: { draft: AskedDraft; onChanged: () => void }) {
  const [said, setSaid] = useState('');
  const [isRevising, setIsRevising] = useState(false);
  const { id, state, account, word, until, files, isWhole, changed, words } = draft;
  const mark = marks[state];
  async function copy(): Promise<void> {
    const isDone = await navigator.clipboard.writeText(draft.text).then(
      () => true,
      () => false,
    );
    setSaid(text(isDone ? 'drafts_copied' : 'error_unreachable'));
  }
  async function withdraw(): Promise<void> {
    const answer = await askBackground('withdraw-draft', { draft: id });
    if (answer?.ok) onChanged();
    else setSaid(failureText(answer?.message));
  }
  return (
    <li>
      <p class="line">
        <span class={`mark ${mark.look}`}>{text(mark.word)}</span>{' '}
        {until === null ? null : text('approval_until', shownMoment(until))}
      </p>
      <p class="strong hostile">
        <bdi>{visibleText(account)}</bdi>
      </p>
      <p class="hostile">
        <bdi class="lines">{visibleLines(shortened(draft.text))}</bdi>
      </p>
      {files === 0 ? null : <p>{text('drafts_files', String(files))}</p>}
      {changed === null ? null : <p class="strong">{text('drafts_changed')}</p>}
      <AnswerWord word={word} />
      <div class="row">
        {state === 'approved' && isWhole ? (
          <button type="button" onClick={() => void copy()}>
            {text('drafts_copy')}
          </button>
        ) : null}
        {words === null || isRevising ? null : (
          <button type="button" onClick={() => setIsRevising(true)}>
            {text('drafts_revise')}
          </button>
        )}
        {mayWithdraw.has(state) ? (
          <button type="button" class="quiet" onClick={() => void withdraw()}>
            {text('drafts_withdraw')}
          </button>
        ) : null}
      </div>
      {words !== null && isRevising ? (
        <ReviseForm
          draft={id}
          words={words}
          files={files}
          onClose={() => setIsRevising(false)}
          onSent={() => {
            setIsRevising(false);
            onChanged();
          }}
        />
      ) : null}
      {state === 'approved' && !isWhole ? <p>{text('drafts_masked')}</p> : null}
      <p role="status">{said}</p>
    </li>
  );
}
