/**
 * Pictures of a request that a thumbnail may be made of: their bytes are here, they were read wholly,
 * and nothing at all was found in them.
 */
import type { Recognition } from '../../shared/posting/recognise.ts';
import type { InspectedItem } from './content-options.ts';
import type { SeenPosting } from './judge-content.ts';

export interface PostedPicture {
  /** Keyed: that of its attachment in the record. */
  readonly digest: string;
  /** The request's own memory. */
  readonly bytes: Uint8Array;
}

/** No service takes a larger picture. */
const mostBytes = 25 * 1024 * 1024;

/** @param seen the same postings, with the digests of what hangs on them */
export function postedPictures(
  { postings }: Pick<Recognition, 'postings'>,
  seen: readonly Pick<SeenPosting, 'attachments'>[],
  items: readonly Pick<InspectedItem, 'digest' | 'inspected' | 'findings'>[],
): PostedPicture[] {
  const pictures = postings.flatMap(({ attachments }, at) =>
    attachments.flatMap(({ data }, place): PostedPicture[] => {
      const digest = seen[at]?.attachments[place]?.digest;
      if (data === undefined || !digest || data.length > mostBytes) return [];
      return mayBePicture(data) && isClean(digest, items) ? [{ digest, bytes: data }] : [];
    }),
  );
  return [...new Map(pictures.map((each) => [each.digest, each])).values()];
}

/** Where it was not inspected as a file of its own, all that was inspected has to be clean. */
function isClean(
  digest: string,
  items: readonly Pick<InspectedItem, 'digest' | 'inspected' | 'findings'>[],
): boolean {
  const own = items.filter((item) => item.digest === digest);
  const those = own.length > 0 ? own : items;
  return (
    those.length > 0 &&
    those.every(({ inspected, findings }) => inspected === true && findings.length === 0)
  );
}

/** PNG, JPEG, GIF, WebP, BMP. */
const starts = /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM)/s;

function mayBePicture(bytes: Uint8Array): boolean {
  return starts.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'));
}
