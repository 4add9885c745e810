/** The posts of a list against the posting log: what did not pass the barrier comes into it. */
import { createHash, randomBytes } from 'node:crypto';
import { postingText } from '../../../shared/audit/posting-text.ts';
import { detect } from '../../../shared/detection/detect.ts';
import { isPublishedKind } from '../../../shared/detection/finding.ts';
import { textPart } from '../../../shared/detection/part.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import { editPassed, passedBarrier } from '../../../shared/posting/imported/compare-imported.ts';
import type { ImportedPost } from '../../../shared/posting/imported/imported-post.ts';
import type { ImportState, KnownPost } from '../store/import-store.ts';
import { changeOf, type ImportLog, type KnownImport } from './known-import.ts';

const minute = 60_000;
/** Records reach the hub after the post has reached the service. */
export const graceMs = 15 * minute;
/** More is masked than a policy may say: nobody looked at this text before. */
const threshold = 0.5;
/** What left long before: scheduled posts. */
const backMs = 100 * 24 * 60 * minute;

export function createComparePosts({ store, audit, now }: ImportLog) {
  /** When another text was first seen: its record may be on its way. In memory alone. */
  const noticed = new Map<string, number>();
  const time = () => new Date(now()).toISOString();

  /** `isDecided`: nothing more can come of this list; what was found outside may still be taken back. */
  async function compare(
    each: KnownImport,
    { since }: ImportState,
    posts: readonly ImportedPost[],
  ): Promise<{ found: number; isDecided: boolean }> {
    const late = posts.filter(({ at }) => at >= since && Date.parse(at) <= now() + minute);
    const first = late.map(({ at }) => at).sort()[0];
    if (first === undefined) return { found: 0, isDecided: true };
    const { service } = each;
    const from = new Date(Date.parse(first) - backMs).toISOString();
    const logged = await store.logged(service, from, time());
    const known = new Map(
      (
        await store.known(
          service,
          late.map(({ key }) => key),
        )
      ).map((one) => [one.key, one]),
    );
    let found = 0;
    let isDecided = true;
    // The oldest first: the log gets them in their order.
    for (const post of late.toReversed()) {
      const outcome = await decide(each, post, known.get(post.key), logged);
      if (outcome === 'found') found++;
      isDecided &&= outcome === 'done';
    }
    await audit.settle();
    return { found, isDecided };
  }

  async function decide(
    each: KnownImport,
    post: ImportedPost,
    known: KnownPost | undefined,
    logged: Parameters<typeof passedBarrier>[2],
  ): Promise<'done' | 'found' | 'open'> {
    const { service, account } = each;
    const text = maskedText(post.text);
    const digest = digestOf(text);
    const isEdit = known !== undefined && known.digest !== digest;
    if (known?.state === 'passed' && !isEdit) return 'done';
    const hasPassed =
      isEdit || known?.state === 'edited'
        ? editPassed(post, text, logged)
        : passedBarrier(post, text, logged);
    const { key, at, address } = post;
    if (hasPassed) {
      if (known !== undefined && !isEdit) {
        const left = audit.left(changeOf('posting-came-later', each));
        await store.cameLater(service, known, [left]);
      } else await store.passed(service, { key, digest, at, address, account });
      return 'done';
    }
    if (known !== undefined && !isEdit) return 'open';
    const name = JSON.stringify([service, key, digest]);
    const since = isEdit ? (noticed.get(name) ?? now()) : Date.parse(at);
    if (now() - since < graceMs) {
      if (isEdit) noticed.set(name, since);
      return 'open';
    }
    noticed.delete(name);
    const reference = decisionId(now(), randomBytes(5));
    const act = isEdit ? 'edit' : post.act;
    const left = audit.left(changeOf('posting-found', each, { detail: act, decision: reference }));
    await store.addOutside(
      service,
      {
        key,
        digest,
        // Lists do not say when an edit was made: it is of when it was seen.
        at: new Date(since).toISOString(),
        ...{ address, account },
        reference,
        posting: {
          service,
          act,
          account,
          text,
          attachments: [],
          action: 'allow',
          reason: 'found-outside',
          rule: `posting/${service}/${account}/import`,
          review: true,
        },
      },
      [left],
    );
    return 'found';
  }

  return compare;
}

/** As of a posting that passes the gateway. */
function maskedText(text: string): string {
  const found = detect([textPart(text)], { threshold });
  return postingText(
    text,
    found.some(({ kind }) => !isPublishedKind(kind)),
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
