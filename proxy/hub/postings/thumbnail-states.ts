/** For each attachment of a posting: its thumbnail, or why there is none. */
import type { PostingRecord, UploadRecord } from '../../../shared/audit/content-record.ts';
import { firstThumbnailDay, keepsThumbnails } from '../../../shared/policy/retention.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ThumbnailState } from '../../../shared/protocol/thumbnails.ts';
import type { StoredPosting } from '../store/content-stores.ts';

type Attachment = PostingRecord['attachments'][number];

const pictureType = /^image\//i;
const pictureName = /\.(?:jpe?g|png|gif|webp|bmp|heic|heif|avif|tiff?)$/i;

/**
 * @param upload what was looked at in the request that held the posting
 * @param kept digests of those that the hub has
 */
export function thumbnailStates(
  posting: Pick<StoredPosting, 'at' | 'fate' | 'posting'>,
  upload: Pick<UploadRecord, 'items'> | null,
  kept: ReadonlySet<string>,
  { retention }: Pick<Policy, 'retention'>,
  now: number,
): ThumbnailState[] {
  const first = firstThumbnailDay(retention, now);
  return posting.posting.attachments.map((attachment): ThumbnailState => {
    const isKept = attachment.digest !== null && kept.has(attachment.digest);
    if (!isKept && !isPicture(attachment)) return 'not-a-picture';
    if (!keepsThumbnails(retention)) return 'off';
    if (isKept) return 'kept';
    if (posting.fate === 'stopped' || posting.fate === 'warned') return 'not-sent';
    if (isFound(attachment, upload)) return 'found';
    return first !== null && posting.at.slice(0, 10) < first ? 'over' : 'none';
  });
}

function isPicture({ name, type }: Attachment): boolean {
  return pictureType.test(type ?? '') || pictureName.test(name ?? '');
}

function isFound({ digest }: Attachment, upload: Pick<UploadRecord, 'items'> | null): boolean {
  return (upload?.items ?? []).some(
    (item) =>
      item.digest === digest &&
      digest !== null &&
      (item.findings.length > 0 || item.inspected !== true),
  );
}
