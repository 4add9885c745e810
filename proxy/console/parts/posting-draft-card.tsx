/** One posting that waits for an approval, or has its answer: all that whoever answers has to see. */
import type { DifferencePiece } from '../../../shared/posting/draft-difference.ts';
import type { ShownDraft } from '../../../shared/protocol/drafts.ts';
import { jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';
import { DraftPictures } from './draft-pictures.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { PostingText } from './posting-text.tsx';
import { TypedText } from './typed-text.tsx';
import { useInspected } from './use-inspected.ts';
import type { Names } from './use-names.ts';

export type DraftAct = 'approve' | 'send-back' | 'revise' | 'withdraw';

const tones: Record<ShownDraft['state'], Tone> = {
  open: 'caution',
  approved: 'good',
  'sent-back': 'bad',
  withdrawn: 'plain',
  used: 'plain',
  ended: 'plain',
};

export function PostingDraftCard({
  draft: loaded,
  names,
  onAct,
}: {
  readonly draft: ShownDraft;
  readonly names: Names;
  readonly onAct: (act: DraftAct) => void;
}) {
  const words = useWords();
  const own = words.drafts;
  const draft = useInspected(loaded);
  const label = visible(`${draft.title} ${draft.account} ${draft.text.slice(0, 20)}`);
  const acts: readonly (readonly [act: DraftAct, may: boolean, word: string, look: string])[] = [
    ['approve', draft.mayAnswer, own.approve, 'button button-strong'],
    ['send-back', draft.mayAnswer, own.sendBack, 'button'],
    ['revise', draft.isOwn && isGoing(draft), own.revise, 'button'],
    ['withdraw', draft.isOwn && isGoing(draft), own.withdraw, 'button'],
  ];
  const may = acts.filter(([, is]) => is);
  const who = [names.person(draft.user), draft.unit].filter((each) => each !== null);
  return (
    <li class="card">
      <h2 class="card-title">
        <Badge tone={tones[draft.state]}>{own.states[draft.state]}</Badge>{' '}
        <Foreign text={draft.title} /> <Foreign text={draft.account} />
      </h2>
      <PostingText text={draft.text} />
      {draft.masked ? <p class="quiet">{own.masked}</p> : null}
      <DraftPictures draft={draft} />
      <Facts
        facts={[
          [own.act, own.acts[draft.act]],
          [own.topic, draft.topic === null ? own.noTopic : <Foreign key="t" text={draft.topic} />],
          [
            own.replyTo,
            draft.replyTo === null ? null : <Foreign key="r" text={draft.replyTo} code />,
          ],
          [own.author, <Foreign key="who" text={who.join(words.comma)} />],
          [own.at, <Moment key="at" iso={draft.at} to="minute" />],
          [own.findings, draft.findings.length === 0 ? null : <Found key="f" draft={draft} />],
          [own.rules, <Objections key="o" draft={draft} />],
          [
            words.work.requests.decision,
            draft.decision === null ? null : <Foreign key="d" text={draft.decision} code />,
          ],
        ]}
      />
      <History draft={draft} names={names} />
      {may.length === 0 ? null : (
        <div class="button-row">
          {may.map(([act, , word, look]) => (
            <button
              key={act}
              type="button"
              class={look}
              aria-label={`${word}: ${label}`}
              onClick={() => onAct(act)}
            >
              {word}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

function isGoing({ state }: ShownDraft): boolean {
  return state === 'open' || state === 'sent-back' || state === 'approved' || state === 'ended';
}

function Found({ draft: { findings } }: { readonly draft: ShownDraft }) {
  const words = useWords();
  return (
    <ul class="plain-list">
      {findings.map(({ kind, count, masked }, index) => (
        <li key={`${index} ${kind}`}>
          {words.content.kinds[kind]} ×{count} <Foreign text={masked} code />
        </li>
      ))}
    </ul>
  );
}

function Objections({ draft: { objections } }: { readonly draft: ShownDraft }) {
  const words = useWords();
  if (objections.length === 0) return <>{words.drafts.rulesFine}</>;
  return (
    <ul class="plain-list">
      {objections.map(({ action, reason, rule }, index) => (
        <li key={`${index} ${reason}`}>
          <Badge tone={action === 'block' ? 'bad' : 'caution'}>{words.actions[action]}</Badge>{' '}
          {words.reasons[reason]} {rule === null ? null : <Foreign text={rule} code />}
        </li>
      ))}
    </ul>
  );
}

function History({ draft, names }: { readonly draft: ShownDraft; readonly names: Names }) {
  const own = useWords().drafts;
  return (
    <details>
      <summary>{own.history}</summary>
      <ol class="plain-list">
        {draft.history.map(({ kind, at, by, word, until, difference, version }) => (
          <li key={`${at} ${kind} ${version}`}>
            <Moment iso={at} to="minute" /> {own.events[kind]}{' '}
            <Foreign text={names.person(by) ?? by} />
            {until === null ? null : ` ${own.untilAt(jst(until, 'minute'))}`}
            {word === null ? null : <TypedText text={word} />}
            {difference === null ? null : <TextDifference pieces={difference} />}
          </li>
        ))}
        {draft.uses.map(({ decision, at, taken }) => (
          <li key={decision}>
            <Moment iso={at} to="minute" /> {own.used}{' '}
            {own.takens[taken === null ? 'unknown' : taken ? 'yes' : 'no']}{' '}
            <Foreign text={decision} code />
          </li>
        ))}
      </ol>
    </details>
  );
}

export function TextDifference({ pieces }: { readonly pieces: readonly DifferencePiece[] }) {
  const own = useWords().drafts;
  return (
    <p class="text-difference">
      {pieces.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{lines(text)}</span>;
        const spoken = <span class="unseen">{kind === 'added' ? own.added : own.removed}</span>;
        return kind === 'added' ? (
          <ins key={key}>
            {spoken}
            {lines(text)}
          </ins>
        ) : (
          <del key={key}>
            {spoken}
            {lines(text)}
          </del>
        );
      })}
    </p>
  );
}

/** Ends of lines stay what they are. */
function lines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
