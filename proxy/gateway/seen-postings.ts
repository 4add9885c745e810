/** What was recognised → what is judged and kept: account, digests of text and attachments. Never the bytes. */
import { createHmac } from 'node:crypto';
import type { PostingRecord } from '../../shared/audit/content-record.ts';
import type { Recognition } from '../../shared/posting/recognise.ts';
import type { Attachment } from '../../shared/posting/service.ts';
import type { InspectedItem } from './content-options.ts';
import type { SeenPosting } from './judge-content.ts';

export interface KnownAs {
  readonly account: string;
  readonly aliases: readonly string[];
}

/** @param session whose session the request is made in, where that is known */
export function seenPostings(
  { service, by, postings }: Recognition,
  session: KnownAs | null,
  items: readonly InspectedItem[],
  digestKey: Uint8Array,
): SeenPosting[] {
  if (service === null || by === null) return [];
  return postings.map(({ act, text, account: named, attachments: sent, about }) => {
    const names = session === null ? [] : [session.account, ...session.aliases];
    const isSession = named === null || names.includes(named);
    const account = named ?? session?.account ?? null;
    const attachments = sent.map((each) => attachmentRecord(each, items, digestKey));
    const said = [
      service,
      act,
      account,
      text,
      ...sent.map((each, at) => attachments[at]?.digest ?? each.reference),
    ];
    return {
      service,
      by,
      act,
      text,
      account,
      aliases: isSession ? names.filter((name) => name !== account) : [],
      attachments,
      ...(about !== undefined && { about }),
      digest: keyedDigest(digestKey, JSON.stringify(said)),
    };
  });
}

/** Hexadecimal, keyed and truncated, as those of inspected items. */
export function keyedDigest(key: Uint8Array, content: string | Uint8Array): string {
  return createHmac('sha256', key).update(content).digest('hex').slice(0, 32);
}

function attachmentRecord(
  { name, type, size, data }: Attachment,
  items: readonly InspectedItem[],
  digestKey: Uint8Array,
): PostingRecord['attachments'][number] {
  return {
    name,
    type,
    bytes: size,
    digest: data === undefined ? null : digestOf(data, name, items, digestKey),
  };
}

/** The inspection has made it already: a large file is not read twice. */
function digestOf(
  data: Uint8Array,
  name: string | null,
  items: readonly InspectedItem[],
  digestKey: Uint8Array,
): string {
  const same = items.filter((item) => item.bytes === data.length && item.digest !== '');
  const [only] = same.filter((item) => item.name === name);
  if (same.length === 1 && only !== undefined) return only.digest;
  return keyedDigest(digestKey, data);
}
