/** One stopped upload that waits for an answer, or has one: what was found where, never a value. */
import type { UploadApprovalRequest } from '../../../shared/protocol/upload-approvals.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { RuleName } from './rule-name.tsx';
import { TypedText } from './typed-text.tsx';
import { UploadItems } from './upload-items.tsx';
import type { Names } from './use-names.ts';

export type ShownApproval = UploadApprovalRequest & {
  readonly mayAnswer: boolean;
  readonly latest: string;
};

const tones: Record<UploadApprovalRequest['state'], Tone> = {
  open: 'caution',
  approved: 'good',
  'sent-back': 'bad',
};

export function ApprovalCard({
  request,
  names,
  now,
  onApprove,
  onSendBack,
}: {
  readonly request: ShownApproval;
  readonly names: Names;
  /** ISO. */
  readonly now: string;
  readonly onApprove: () => void;
  readonly onSendBack: () => void;
}) {
  const words = useWords();
  const own = words.approvals;
  const asked = words.work.requests;
  const { state, answer, item } = request;
  const who = [names.person(request.user), request.unit].filter((each) => each !== null);
  const isOver = answer?.until != null && answer.until <= now;
  const label = visible(`${item.name ?? ''} → ${request.host}`);
  return (
    <li class="card">
      <h2 class="card-title">
        <Badge tone={isOver ? 'plain' : tones[state]}>
          {isOver ? own.ended : own.states[state]}
        </Badge>{' '}
        <Foreign text={item.name ?? own.file} />
      </h2>
      <Facts
        facts={[
          [own.to, <Foreign key="to" text={`${request.host}:${request.port}`} code />],
          [asked.reason, <TypedText key="reason" text={request.reason} />],
          [asked.who, <Foreign key="who" text={who.join(words.comma)} />],
          [asked.at, <Moment key="at" iso={request.at} to="minute" />],
          [own.rule, <RuleName key="rule" rule={request.rule} />],
          [
            own.clause,
            request.clause === null ? null : <Foreign key="clause" text={request.clause} />,
          ],
          [asked.terminal, <Foreign key="terminal" text={names.terminal(request.terminal)} />],
          [asked.decision, <Foreign key="decision" text={request.decision} code />],
          [asked.answer, answer?.word ? <TypedText key="word" text={answer.word} /> : null],
          [
            asked.until,
            answer?.until ? <Moment key="until" iso={answer.until} to="minute" /> : null,
          ],
          [
            asked.answeredBy,
            answer === null ? null : (
              <>
                <Foreign text={answer.by} /> <Moment iso={answer.at} to="minute" />
              </>
            ),
          ],
        ]}
      />
      <UploadItems
        upload={{ level: item.level, inspected: item.inspected, items: [item], count: 1 }}
      />
      {state !== 'open' ? null : request.mayAnswer ? (
        <div class="button-row">
          <button
            type="button"
            class="button button-strong"
            aria-label={`${own.approve}: ${label}`}
            onClick={onApprove}
          >
            {own.approve}
          </button>
          <button
            type="button"
            class="button"
            aria-label={`${own.sendBack}: ${label}`}
            onClick={onSendBack}
          >
            {own.sendBack}
          </button>
        </div>
      ) : (
        <p class="quiet">{own.notYours}</p>
      )}
    </li>
  );
}
