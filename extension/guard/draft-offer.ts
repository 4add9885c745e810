/**
 * The way on of a stopped posting: pick its topic and post again; send it for approval; or see what
 * is not as it was approved.
 *
 *   offer ─► topic, a word ─► sent: wait for the answer, then post the very same
 */
import type { AskedDraft } from '../../shared/protocol/drafts.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { PostedWay } from '../../shared/protocol/link-drafts.ts';
import { failureText } from '../pages/failure-text.ts';
import { visibleLines, visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';
import { answerWords } from './answer-words.ts';
import { element } from './element.ts';
import { button } from './frame.ts';

export interface DraftWays {
  /** @returns what went wrong; null: nothing */
  onSend(topic: string | null, word: string | null): Promise<string | null>;
  onPick(topic: string): Promise<string | null>;
}

/** Nothing where there is no such way. @param onDone with the sentence that is then shown */
export function draftOffer(
  { posted }: DecisionSummary,
  ways: DraftWays,
  onDone: (sentence: string) => void,
): Node[] {
  if (posted === undefined) return [];
  return [
    ...differenceView(posted),
    ...(posted.draft === null ? [] : [standingView(posted.draft)]),
    ...(posted.mayPick ? pickForm(posted, ways, onDone) : []),
    ...(posted.maySend ? sendForm(posted, ways, onDone) : []),
  ];
}

function differenceView({ difference }: PostedWay): Node[] {
  if (difference === null) return [];
  const { text: pieces, files } = difference;
  const isChanged = pieces.some(({ kind }) => kind !== 'same');
  return [
    element('h3', {}, text('draft_difference')),
    ...(isChanged
      ? [
          element('p', { class: 'hint' }, text('draft_difference_hint')),
          element(
            'p',
            { class: 'difference', dir: 'auto' },
            ...pieces.map(({ kind, text: words }) => {
              const shown = visibleLines(words);
              if (kind === 'same') return element('span', {}, shown);
              const tag = kind === 'added' ? 'ins' : 'del';
              const spoken = text(kind === 'added' ? 'draft_added' : 'draft_removed');
              return element(
                tag,
                {},
                element('span', { class: 'spoken' }, `${spoken} `),
                shown.trim() === '' ? shown.replace(/\n/g, '↵\n').replace(/ /g, '␣') : shown,
              );
            }),
          ),
        ]
      : []),
    ...(files === 'none' ? [] : [element('p', {}, text(fileWords[files]))]),
  ];
}

const fileWords: Readonly<
  Record<Exclude<NonNullable<PostedWay['difference']>['files'], 'none'>, TextKey>
> = {
  fewer: 'draft_files_fewer',
  more: 'draft_files_more',
  others: 'draft_files_others',
  unseen: 'draft_files_unseen',
};

const standings: Readonly<Record<AskedDraft['state'], TextKey>> = {
  waiting: 'draft_waiting',
  refused: 'draft_refused',
  open: 'draft_open',
  approved: 'draft_approved',
  'sent-back': 'draft_sent_back',
  withdrawn: 'draft_withdrawn',
  used: 'draft_used',
  ended: 'draft_ended',
};

function standingView(answer: AskedDraft): HTMLElement {
  return element('p', {}, text(standings[answer.state]), ...answerWords(answer));
}

function pickForm(posted: PostedWay, { onPick }: DraftWays, onDone: (sentence: string) => void) {
  const topics = topicField(posted, 'pick-topic');
  const error = element('p', { class: 'error', role: 'alert' });
  const send = button(text('topic_pick'), () => void press());
  async function press(): Promise<void> {
    const topic = topics.value();
    if (topic === null) {
      error.textContent = text('topic_none');
      return;
    }
    const wrong = await onPick(topic);
    if (wrong === null) onDone(text('topic_picked'));
    else error.textContent = failureText(wrong);
  }
  return [
    element('h3', {}, text('topic_heading')),
    element('p', {}, text('topic_words')),
    ...topics.contents,
    error,
    element('p', {}, send),
  ];
}

function sendForm(posted: PostedWay, { onSend }: DraftWays, onDone: (sentence: string) => void) {
  const topics = posted.topics.length === 0 ? null : topicField(posted, 'draft-topic');
  const word = element('textarea', { id: 'draft-word', rows: '2', maxlength: '500' });
  const error = element('p', { class: 'error', role: 'alert' });
  let isSending = false;
  const send = button(text('draft_send'), () => void press());
  async function press(): Promise<void> {
    if (isSending) return;
    isSending = true;
    send.textContent = text('ask_sending');
    const said = word.value.trim();
    const wrong = await onSend(topics?.value() ?? null, said === '' ? null : said);
    isSending = false;
    send.textContent = text('draft_send');
    if (wrong === null) onDone(text('draft_sent'));
    else error.textContent = failureText(wrong);
  }
  return [
    element('h3', {}, text('draft_heading')),
    element('p', {}, text('draft_words')),
    ...(topics?.contents ?? []),
    element('label', { for: 'draft-word' }, text('draft_word')),
    word,
    error,
    element('p', {}, send),
  ];
}

function topicField({ topics }: PostedWay, id: string) {
  const select = element(
    'select',
    { id },
    element('option', { value: '' }, text('topic_choose')),
    ...topics.map((topic) => element('option', { value: topic }, visibleText(topic))),
  );
  return {
    contents: [element('label', { for: id }, text('topic_label')), select],
    value: () => (select.value === '' ? null : select.value),
  };
}
