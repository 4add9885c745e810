/**
 *   recognised ─► whose account ─► approved? the same? ─► judged ─┬ passes: the approvals are used, durably
 *                 files that went ahead ┘                        └ stopped: remembered, so that its
 *                                                                  person can send it for approval
 * Of services whose postings wait for nobody the files that went ahead are all there is.
 */
import { postingText } from '../../shared/audit/posting-text.ts';
import { uploadRecord } from '../../shared/audit/upload-record.ts';
import { isPublishedKind } from '../../shared/detection/finding.ts';
import type { CompiledPosting } from '../../shared/policy/compile-posting.ts';
import { accountKey } from '../../shared/policy/compile-posting.ts';
import type { Recognition } from '../../shared/posting/recognise.ts';
import type { Attachment } from '../../shared/posting/service.ts';
import { type Segment, segmentOf } from '../../shared/posting/uploaded-references.ts';
import { draftActs } from '../../shared/protocol/drafts.ts';
import { fileSha256 } from '../platform/draft-digest.ts';
import type { HeldFile, HeldPosting } from '../record/held-postings.ts';
import type { InspectedItem } from './content-options.ts';
import type { DraftGate, FoundDrafts } from './draft-gate.ts';
import type { SeenPosting } from './judge-content.ts';
import { type PostedPicture, postedPictures } from './posted-pictures.ts';
import { type KnownAs, seenPostings } from './seen-postings.ts';
import type { UploadedFile } from './uploaded-files.ts';

export interface LookedPostings {
  readonly postings: readonly SeenPosting[];
  /** Files of this request that a later post may mean. */
  readonly uploads: readonly {
    readonly service: string;
    readonly file: UploadedFile;
    readonly segment: Segment | null;
  }[];
  /** That a thumbnail may be made of, once they have left. */
  readonly pictures: readonly PostedPicture[];
  /** To be called once. @throws where an approval cannot be marked as used: then nothing leaves */
  end(passes: boolean, decision: string): Promise<void>;
  /** Instead of `end`, where nothing was decided. */
  release(): void;
}

export const noPostings: LookedPostings = {
  postings: [],
  uploads: [],
  pictures: [],
  end: async () => {},
  release: () => {},
};

const mostKept = 5 * 1024 * 1024;

export async function lookAtPostings(
  found: Recognition | null,
  session: KnownAs | null,
  items: readonly InspectedItem[],
  options: {
    readonly rules: CompiledPosting | null;
    readonly user: string | null;
    readonly digestKey: Uint8Array;
    readonly gate: DraftGate | undefined;
    /** Of the request's address. */
    readonly query: string;
    /** Whether thumbnails are kept. */
    readonly withPictures: boolean;
  },
): Promise<LookedPostings> {
  const { rules, user, digestKey, gate, query, withPictures } = options;
  if (found === null || rules === null || found.service === null) return noPostings;
  if (found.postings.length === 0) return noPostings;
  const sent = seenPostings(found, session, items, digestKey);
  const { service } = found;
  const rule = rules.rules.get(service);
  if (gate === undefined || user === null || rule === undefined)
    return { ...noPostings, postings: sent };
  const waits = rule.approval === 'before';
  const known = ({ reference }: Attachment) =>
    reference === null ? null : gate.files.find(user, service, reference);
  const refersToUnknown = found.postings.some(({ attachments }) =>
    attachments.some((each) => each.reference !== null && known(each) === null),
  );
  if (waits || refersToUnknown) await gate.files.ready(user);
  const files = found.postings.map(({ attachments }, at) =>
    attachments.map((each, place): UploadedFile | null => {
      const digest = sent[at]?.attachments[place]?.digest;
      if (each.data !== undefined && digest) return fileOf(each, each.data, digest, waits);
      const file = known(each);
      return file === null ? null : { ...file, bytes: file.bytes || (each.size ?? 0) };
    }),
  );
  const seen = sent.map((posting, at) => withFiles(posting, files[at] ?? []));
  const segment = segmentOf(service, query);
  const uploads = found.postings.flatMap(({ act }, at) =>
    act !== 'upload'
      ? []
      : (files[at] ?? []).flatMap((file) => (file === null ? [] : [{ service, file, segment }])),
  );
  const pictures = withPictures ? postedPictures(found, sent, items) : [];
  const going = { postings: seen, uploads, pictures };
  if (!waits && rule.topics === null) return { ...noPostings, ...going };

  const isFound = items.some(
    ({ findings, inspected }) =>
      inspected !== true || findings.some(({ kind }) => !isPublishedKind(kind)),
  );
  const comparable = files.map((own) => (waits ? own.map(comparableFile) : []));
  const asked = seen.map((posting, at) => ({
    service,
    account: accountOf(rule, posting),
    act: posting.act,
    text: posting.text,
    masked: postingText(posting.text, isFound),
    files: (comparable[at] ?? []).map((file) => file?.sha256 ?? null),
  }));
  const isAsked = asked.map(({ act }) => waits && isDraftAct(act));
  const looked: FoundDrafts | null = isAsked.includes(true)
    ? await gate.drafts.lookFor(
        user,
        asked.filter((_, at) => isAsked[at]),
      )
    : null;
  let next = 0;
  const matches = isAsked.map((is) => (is ? (looked?.matches[next++] ?? null) : null));
  const postings = seen.map((posting, at): SeenPosting => {
    const match = matches[at];
    const topic = match?.kind === 'same' ? match.draft.topic : null;
    return {
      ...posting,
      topic: topic ?? gate.held.topicOf(user, posting.digest),
      ...(match?.kind === 'same' && { approval: `${match.draft.id}/${match.draft.version}` }),
      ...(match?.kind === 'differs' && { isDifferent: true }),
    };
  });
  return {
    ...going,
    postings,
    release: () => looked?.release(),
    async end(passes, decision) {
      if (passes) {
        await looked?.commit(decision);
        return;
      }
      looked?.release();
      const { items: shown } = uploadRecord(
        items.map((item) => ({ ...item, level: null, action: null })),
        [],
      );
      const findings = shown.flatMap((item) => item.findings).slice(0, 50);
      const held = postings.map((posting, at): HeldPosting => {
        const match = matches[at];
        const own = comparable[at] ?? [];
        return {
          service,
          account: asked[at]?.account ?? null,
          act: posting.act,
          text: posting.text,
          isFound,
          findings,
          files: own.includes(null) ? null : own.filter((file) => file !== null),
          digest: posting.digest,
          near: match?.kind === 'differs' ? match : null,
        };
      });
      gate.held.keep(user, decision, held);
    },
  };
}

function isDraftAct(act: string): boolean {
  return (draftActs as readonly string[]).includes(act);
}

/** As the policy names it. */
function accountOf(
  { accounts }: { readonly accounts: ReadonlyMap<string, { readonly name: string }> },
  { account, aliases = [] }: SeenPosting,
): string | null {
  const names = account === null ? [] : [account, ...aliases];
  return names.map((name) => accounts.get(accountKey(name))?.name).find(Boolean) ?? null;
}

/** A file of this request. @param isCompared with what was approved: its bytes may be asked for again */
function fileOf(
  { name, type }: Attachment,
  data: Uint8Array,
  digest: string,
  isCompared: boolean,
): UploadedFile {
  return {
    name,
    type,
    bytes: data.length,
    digest,
    sha256: isCompared ? fileSha256(data) : null,
    // A copy: the request's own memory is given back.
    data: isCompared && data.length <= mostKept ? Uint8Array.from(data) : null,
  };
}

/** null: nobody saw its bytes, or not when they were to be compared. */
function comparableFile(file: UploadedFile | null): HeldFile | null {
  if (file === null || file.sha256 === null) return null;
  const { name, type, bytes, sha256, data } = file;
  return { name, type, bytes, sha256, data };
}

/** The post's own record says what went ahead of it. Its digest stays that of what it says. */
function withFiles(posting: SeenPosting, files: readonly (UploadedFile | null)[]): SeenPosting {
  const attachments = posting.attachments.map((each, place) => {
    const file = files[place];
    if (each.digest !== null || file == null) return each;
    const { name, type, bytes, digest } = file;
    return { name: each.name ?? name, type: each.type ?? type, bytes, digest };
  });
  return { ...posting, attachments };
}
