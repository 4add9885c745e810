import type { UploadRow } from '../../../shared/protocol/uploads.ts';
import { queryText } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { TypedText } from './typed-text.tsx';
import { UploadItems } from './upload-items.tsx';

/** An opened upload: what was looked at, whether somebody went on, and what came of it. */
export function UploadDetails({ row }: { readonly row: UploadRow }) {
  const words = useWords();
  const own = words.content.uploads;
  const { acknowledged, copied, approval, outcome, left } = row;
  return (
    <div class="details">
      <h3>{own.section}</h3>
      <UploadItems upload={row.upload} />
      <h3>{own.result}</h3>
      <Facts
        facts={[
          [own.sending, left ? own.left : own.notLeft],
          [
            own.acknowledged,
            acknowledged === null ? (
              row.action === 'warn' && !left ? (
                own.notAcknowledged
              ) : null
            ) : (
              <>
                <TypedText text={acknowledged.reason ?? ''} /> <Moment iso={acknowledged.at} />
              </>
            ),
          ],
          [
            own.copied,
            copied === null ? null : (
              <>
                <Foreign text={copied.detail ?? ''} /> <Moment iso={copied.at} />
              </>
            ),
          ],
          [
            own.approval,
            approval === null ? null : (
              <>
                <a href={approval.state === 'open' ? '/approvals' : '/approvals?show=decided'}>
                  {words.approvals.states[approval.state]}
                </a>{' '}
                {approval.until === null ? null : (
                  <>
                    {own.approvedUntil} <Moment iso={approval.until} to="minute" />
                  </>
                )}
              </>
            ),
          ],
          [own.page, row.initiator === null ? null : <Foreign key="p" text={row.initiator} code />],
          [own.clause, row.clause === null ? null : <Foreign key="c" text={row.clause} />],
          [
            own.result,
            left ? outcome === null ? own.outcomeUnknown : <Outcome outcome={outcome} /> : null,
          ],
          [
            own.reference,
            <a key="reference" href={`/audit${queryText({ id: row.id })}`}>
              <Foreign text={row.id} code />
            </a>,
          ],
        ]}
      />
    </div>
  );
}

function Outcome({
  outcome: { end, status },
}: {
  readonly outcome: { end: string; status: number | null };
}) {
  const own = useWords().content.uploads;
  return <Foreign text={status === null ? end : own.outcome(end, String(status))} />;
}
