/**
 * The cheap test before the costly one: may a query or a short message hold anything that a
 * detector looks for? Most hold nothing, and need no other process. In doubt: yes.
 *   percent-encoding off (twice) → fold → digits, marks → the same in what is Base64
 */
import type { Detector } from '../../shared/detection/detector.ts';
import { detectors } from '../../shared/detection/detectors.ts';
import {
  type FindingKind,
  isPublishedKind,
  personalKinds,
} from '../../shared/detection/finding.ts';
import { fold } from '../../shared/detection/fold.ts';
import type { Uploads } from '../../shared/policy/uploads-schema.ts';

/** What is longer is a content of its own. */
const longest = 4_000;
/** Base64 of fewer characters holds no word. */
const base64Run = /[A-Za-z0-9+/_-]{8,}/g;
/** From here on it may be a file, whatever its bytes look like. */
const longBase64 = 256;

const digit = /[0-9〇零一壱二弐三参四五六七八九]/g;
/** Escapes of JSON, JavaScript and markup may spell digits. */
const escapes = /\\u|\\x|&#/i;
const isPlain = /^[ -$'-[\]-~]*$/;

/** Names, addresses, telephones: in most queries, and by themselves without a level. */
const isEveryday = (kind: FindingKind) => isPublishedKind(kind) || personalKinds.has(kind);

/**
 * @param text a query as it was sent, or a message's text
 * @param levelOf of the policy: mail addresses, names and the like count where it gives them a level
 */
export function mayHold(text: string, levelOf: Uploads['levelOf'] = {}): boolean {
  if (text.length > longest) return true;
  const read = isPlain.test(text) ? text : unescaped(text);
  if (read === null || escapes.test(read)) return true;
  const wanted = detectors.filter(({ kind }) => !isEveryday(kind) || Object.hasOwn(levelOf, kind));
  return says(read, wanted) || (text.match(base64Run) ?? []).some((run) => hidesText(run, wanted));
}

/** What is no text at all is looked at by those who know formats. */
export function messageMayHold(bytes: Uint8Array, levelOf?: Uploads['levelOf']): boolean {
  if (bytes.length > longest) return true;
  const text = textOf(bytes);
  return text === null || mayHold(text, levelOf);
}

function says(text: string, wanted: readonly Detector[]): boolean {
  const folded = fold(text).text;
  if ((folded.match(digit)?.length ?? 0) >= 12) return true;
  return wanted.some(
    ({ cheap, room = 0 }) => folded.length >= room && (cheap === null || cheap.test(folded)),
  );
}

function hidesText(run: string, wanted: readonly Detector[]): boolean {
  if (run.length >= longBase64) return true;
  const bytes = Buffer.from(run, 'base64');
  // Archives and compressed text.
  if (bytes[0] === 0x1f || (bytes[0] === 0x50 && bytes[1] === 0x4b)) return run.length >= 40;
  const text = textOf(bytes);
  return text !== null && !/(?![\t\n\r])\p{Cc}/u.test(text) && says(text, wanted);
}

/** Twice, as far as it goes; null where the bytes are no UTF-8. */
function unescaped(text: string): string | null {
  const once = unescapedOnce(text);
  return once === null ? null : unescapedOnce(once);
}

function unescapedOnce(text: string): string | null {
  if (!text.includes('%')) return text;
  const bytes = Buffer.from(text, 'utf8');
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === 0x25 ? bytes.toString('latin1', at + 1, at + 3) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(hex);
    out.push(isEscape ? Number.parseInt(hex, 16) : (bytes[at] ?? 0));
    if (isEscape) at += 2;
  }
  return textOf(Uint8Array.from(out));
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // another encoding, or no text
  }
}
