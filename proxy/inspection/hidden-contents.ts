/** Base64 in a text: whatever stands there is looked at as content of its own. */
import { base64Content } from './extractors/base64.ts';

/** A run, also over lines of one length, or a `data:` URL. */
const runs =
  /(?:data:[\w.+/;=-]{0,100},)?(?:[A-Za-z0-9+/]{60,100}\r?\n)*[A-Za-z0-9+/_-]{16,}(?:={1,2})?/g;
/** Runs of one text that are looked at. */
const most = 2000;

/** Characters of Base64 that a run has at least. */
const shortest = 16;
const isOfRun = new Uint8Array(0x1_0000);
for (const each of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')
  isOfRun[each.charCodeAt(0)] = 1;

/** Most texts are done with by this. Of a run, one of so many characters following each other tells. */
export function mayHoldBase64(text: string): boolean {
  const isIn = (at: number) => isOfRun[text.charCodeAt(at)] === 1;
  for (let probe = shortest - 1; probe < text.length; probe += shortest) {
    if (!isIn(probe)) continue;
    let from = probe;
    while (from > probe - shortest + 1 && isIn(from - 1)) from--;
    let to = probe + 1;
    while (to - from < shortest && isIn(to)) to++;
    if (to - from >= shortest) return true;
  }
  return false;
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
