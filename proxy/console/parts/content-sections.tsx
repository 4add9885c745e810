import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { AuditRecord } from '../../../shared/audit/record.ts';
import { useWords } from '../words/language.tsx';
import { ActionBadge } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Attachments, PostingText } from './posting-text.tsx';
import { UploadItems } from './upload-items.tsx';

/** What a record of the audit log says of content: the upload, the postings, what became of them. */
export function ContentSections({ record }: { readonly record: AuditRecord }) {
  const words = useWords();
  const { uploads, postings: own, posting } = words.content;
  if (record.type === 'decision') {
    return (
      <>
        {record.upload === undefined ? null : (
          <>
            <h4>{uploads.section}</h4>
            <UploadItems upload={record.upload} />
          </>
        )}
        {(record.postings ?? []).map((each, place) => (
          <Posting key={`${place} ${each.service}`} posting={each} />
        ))}
      </>
    );
  }
  if (record.type !== 'outcome' || record.postings === undefined) return null;
  return (
    <>
      <h4>{own.acts.post}</h4>
      {record.postings.map(({ taken, address }, place) => (
        <Facts
          key={`${place} ${address}`}
          facts={[
            [posting.taken, posting.takens[takenWord(taken)]],
            [posting.address, address === null ? null : <Foreign key="a" text={address} code />],
          ]}
        />
      ))}
    </>
  );
}

export function takenWord(taken: boolean | null): 'yes' | 'no' | 'unknown' {
  if (taken === null) return 'unknown';
  return taken ? 'yes' : 'no';
}

function Posting({ posting }: { readonly posting: PostingRecord }) {
  const words = useWords();
  const { postings: own, posting: labels } = words.content;
  return (
    <>
      <h4>{own.acts[posting.act]}</h4>
      <Facts
        facts={[
          [own.service, <Foreign key="service" text={posting.service} />],
          [own.account, <Foreign key="account" text={posting.account ?? own.unknownAccount} />],
          [own.decision, <ActionBadge key="action" action={posting.action} />],
          [labels.reason, words.reasons[posting.reason]],
          [
            labels.rule,
            posting.rule === null ? null : <Foreign key="rule" text={posting.rule} code />,
          ],
        ]}
      />
      <PostingText text={posting.text} />
      {posting.attachments.length === 0 ? null : <Attachments attached={posting.attachments} />}
    </>
  );
}
