/** Base64 in a text: whatever stands there is looked at as content of its own. */
import { base64Content } from './extractors/base64.ts';

/** A run, also over lines of one length, or a `data:` URL. */
const runs =
  /(?:data:[\w.+/;=-]{0,100},)?(?:[A-Za-z0-9+/]{60,100}\r?\n)*[A-Za-z0-9+/_-]{16,}(?:={1,2})?/g;
/** Says at once that there is none. */
const sign = /[A-Za-z0-9+/_-]{16}/;
/** Runs of one text that are looked at. */
const most = 2000;

/** Most texts are done with by this, and need no generator of their own. */
export function mayHoldBase64(text: string): boolean {
  return sign.test(text);
}

export async function* base64In(text: string): AsyncGenerator<Uint8Array> {
  if (!mayHoldBase64(text)) return;
  let seen = 0;
  for (const { 0: run } of text.matchAll(runs)) {
    if (++seen > most) return;
    // Words and paths have no digit or capital between, and no content is so plain.
    if (!/\d/.test(run) && !/[a-z][A-Z]/.test(run)) continue;
    const bytes = await base64Content(run);
    if (bytes !== null) yield bytes;
  }
}
