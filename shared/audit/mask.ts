/**
 * Text from outside before it is stored: no run of 7 or more digits in any spelling, no mail
 * address in full, no long opaque token of a path, nothing that could act on whoever reads it.
 */
import { canonicalAddress } from '../destination/address.ts';
import { type Destination, urlText } from '../destination/destination.ts';
import { type Folded, foldDigits } from './fold-digits.ts';
import type { RecordedDestination } from './record.ts';

/** Stands for what was taken out: says neither digits nor their number. */
export const mask = '•••';

const longestText = 1000;
const longestPath = 2000;
const longestPosting = 10_000;
/** What is longer is cut before it is looked at: nobody reads that far, and it costs time. */
const longestInput = 32_768;

/** A typed reason, a title, a note: masked, escaped, at most 1000 characters. */
export function maskText(text: string): string {
  return shorten(maskAll(bounded(text), [digitRuns, slashedGroups, mailNames]), longestText);
}

/**
 * The text of a posting, at most 10,000 characters, its lines kept. The city publishes telephone
 * numbers and addresses, so without a finding only what may be an Individual Number is masked.
 */
export function maskPosting(text: string, isFound: boolean): string {
  const spans = isFound ? [digitRuns, slashedGroups, mailNames] : [longRuns, slashedGroups];
  const masked = maskAll(bounded(text), spans);
  return shorten(masked.replaceAll('\\u{A}', '\n').replaceAll('\\u{D}', ''), longestPosting);
}

/** A path as it is kept: without query and fragment, masked, escaped, at most 2000 characters. */
export function maskPath(path: string): string {
  const [seen = ''] = path.split(/[?#]/, 1);
  const spans = [digitRuns, slashedGroups, mailNames, opaqueTokens];
  return shorten(maskAll(bounded(seen), spans), longestPath);
}

/**
 * A host in canonical form as it is kept. Addresses stay; a name's label with 12 or more digits is
 * masked (an Individual Number has 12), also where dots part them, since names with a few digits
 * more than usual are common.
 */
export function maskHost(host: string): string {
  if (host.includes(':') || /^[\d.]+$/.test(host)) return host;
  return host
    .split('.')
    .map((label) => (label.replace(/\D/g, '').length >= 12 ? mask : label))
    .join('.')
    .replace(/\d(?:[._-]{0,4}\d){11,}/g, mask);
}

/** No query, no fragment, no user info; the path masked, or null where only the host was seen. */
export function recordedDestination(destination: Destination): RecordedDestination {
  const { scheme, host, port, path } = destination;
  return { scheme, host: maskHost(host), port, path: path === '' ? null : maskPath(path) };
}

/**
 * A rule (`list/entry`) or a clause as it is kept. The administrator chose the words, so shorter
 * numbers and addresses stay; what may be an Individual Number does not.
 */
export function maskRule(rule: string): string {
  if (/^[!-$&-~]*$/.test(rule) && rule.replace(/\D/g, '').length < 12) return rule;
  const pieces = rule.split('/');
  const at = pieces.findIndex(isAddress);
  const masked = (from: number, to?: number) => maskLongNumbers(pieces.slice(from, to).join('/'));
  if (at < 0) return masked(0);
  return [masked(0, at), pieces[at], masked(at + 1)].filter((each) => each !== '').join('/');
}

/** A name or an id that came from outside: shorter numbers belong to it. At most 1000 characters. */
export function maskLongNumbers(text: string): string {
  return shorten(maskAll(bounded(text), [longRuns, slashedGroups]), longestText);
}

/** Whether a URL or an entry was masked, also where a parser read it since: it can never match. */
export function holdsMask(text: string): boolean {
  return [mask, encodeURIComponent(mask), maskedLabel].some((each) => text.includes(each));
}

/** Whether twelve digits or more stand together in any spelling: no name, no account, no id has that. */
export function holdsLongNumber(text: string): boolean {
  const folded = foldDigits(text);
  return longRuns(folded).length > 0 || slashedGroups(folded).length > 0;
}

/**
 * A URL as a person may read it later: host, path and query masked, no user info, no fragment. What
 * was masked before, and has been through a parser since, is the mask again.
 */
export function maskUrl(destination: Destination): string {
  const { host, path, query } = destination;
  const labels = host.split('.').map((label) => (label === maskedLabel ? mask : label));
  const shown = { ...destination, host: maskHost(labels.join('.')), path: '', query: '' };
  const search = query === '' ? '' : `?${maskText(again(query))}`;
  return `${urlText(shown)}${maskPath(again(path))}${search}`;
}

/** What the parser of URLs makes of the mask, in a host and elsewhere. */
const maskedLabel = 'xn--nvgaa';
const again = (text: string) => text.replaceAll(encodeURIComponent(mask), mask);

/** Finds what to take out, as [start, end) in `folded.text`. */
type Spans = (folded: Folded) => [number, number][];

/** Digits with up to four characters between two of them that are no letter, digit or `/`. */
const digitRuns: Spans = ({ text }) => spansOf(text, /\d(?:[^\p{L}\p{N}/]{0,4}\d){6,}/gu);

/** The same from twelve digits on. */
const longRuns: Spans = ({ text }) => spansOf(text, /\d(?:[^\p{L}\p{N}/]{0,4}\d){11,}/gu);

/** Segments of a path are read on their own, but four digits each is how numbers are written. */
const slashedGroups: Spans = ({ text }) => spansOf(text, /(?<!\d)\d{4}\s?\/\s?\d{4}\s?\/\s?\d{4}/g);

/** Of `tanaka@city.example` all between the first letter and the `@`. */
const mailNames: Spans = ({ text }) =>
  spansOf(text, /(?<=[^\s@<>"'(),:;/\\])[^\s@<>"'(),:;/\\]{1,64}(?=@[\p{L}\p{N}.-]+\.\p{L}{2})/gu);

/** Keys and sessions in paths: 24 or more letters and digits, mixed. Words hold no digits. */
const opaqueTokens: Spans = ({ text }) =>
  spansOf(text, /[A-Za-z0-9_+=]{24,}/g).filter(([start, end]) => {
    const token = text.slice(start, end);
    return /\d/.test(token) && /[A-Za-z]/.test(token);
  });

function spansOf(text: string, expression: RegExp): [number, number][] {
  return [...text.matchAll(expression)].map(({ index, 0: found }) => [index, index + found.length]);
}

/** Most text: printable ASCII, no escapes, few digits, no mail address, no long token. */
function isHarmless(text: string): boolean {
  return (
    /^(?:[ -$&-/:-?A-~]*\d){0,6}[ -$&-/:-?A-~]*$/.test(text) && !/[A-Za-z0-9_+=]{24}/.test(text)
  );
}

/** Until nothing is found any more: what is left on both sides of a mask may join. */
function maskAll(text: string, finders: Spans[]): string {
  if (isHarmless(text)) return text;
  let now = escapeHidden(maskOnce(text, finders));
  for (;;) {
    const next = maskOnce(now, finders);
    if (next === now) return now;
    now = next;
  }
}

function maskOnce(text: string, finders: Spans[]): string {
  const folded = foldDigits(text);
  const spans = finders
    .flatMap((find) => find(folded))
    .map(([start, end]): [number, number] => [folded.start(start), folded.end(end - 1)])
    .sort((a, b) => a[0] - b[0]);
  let masked = '';
  let done = 0;
  for (const [start, end] of spans) {
    if (end <= done) continue;
    masked += start < done ? '' : text.slice(done, start) + mask;
    done = end;
  }
  return masked + text.slice(done);
}

/** Control, bidi, zero-width and other invisible characters, and halves of characters, as `\u{202E}`. */
function escapeHidden(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{115f}\u{1160}\u{2800}\u{3164}\u{ffa0}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}

/** `192.0.2.1`, also with a port. */
function isAddress(piece: string): boolean {
  const [, inBrackets, plain] = /^(?:\[(.*)\]|([^[\]]*?))(?::\d+)?$/.exec(piece) ?? [];
  return [inBrackets, plain, piece].some((each) => canonicalAddress(each ?? '') !== null);
}

function bounded(text: string): string {
  if (text.length <= longestInput) return text;
  // A number may have been cut in two: without the rest it would not be long enough to be found.
  return text.slice(0, longestInput).replace(/[^\p{L}/]{0,200}$/u, '');
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
