/** Every way in which a value could stand in a file: encodings, and what is made of their bytes. */
import { encoded } from '../proxy/inspection/build-documents.ts';

export interface Spelling {
  /** `UTF-16LE, base64`: says nothing of the value. */
  readonly spelling: string;
  readonly bytes: Buffer;
}

export function spellingsOf(value: string): Spelling[] {
  const utf8 = Buffer.from(value);
  const encodings: [string, Buffer][] = [
    ['UTF-8', utf8],
    ['Shift_JIS', Buffer.from(encoded(value, 'SJIS'))],
    ['UTF-16LE', Buffer.from(value, 'utf16le')],
    ['UTF-16BE', Buffer.from(value, 'utf16le').swap16()],
  ];
  const percent = [...utf8].map((byte) => `%${hexOf(byte)}`).join('');
  const escaped = [...value].map((each) => (each > '~' ? unicodeEscape(each) : each)).join('');
  const bigrams = [...value].slice(1).map((each, at) => [...value][at] + each);
  const written: [string, string][] = [
    ['percent-encoded', encodeURIComponent(value)],
    ['percent-encoded', encodeURIComponent(value).replace(/%\w\w/g, (each) => each.toLowerCase())],
    ['percent-encoded throughout', percent.toUpperCase()],
    ['percent-encoded throughout', percent],
    ['JSON escapes', escaped],
    // As the search index of records has its words.
    ['bigrams', bigrams.join(' ')],
  ];
  const all = [
    ...encodings.flatMap(([name, bytes]) => [
      { spelling: name, bytes },
      { spelling: `${name}, hex`, bytes: Buffer.from(bytes.toString('hex')) },
      { spelling: `${name}, hex`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
      ...base64Of(bytes).map((text) => ({
        spelling: `${name}, base64`,
        bytes: Buffer.from(text),
      })),
    ]),
    ...written.map(([spelling, text]) => ({ spelling, bytes: Buffer.from(text) })),
  ];
  return [...new Map(all.toReversed().map((each) => [each.bytes.toString('hex'), each])).values()];
}

const hexOf = (byte: number) => byte.toString(16).padStart(2, '0');

const unicodeEscape = (letter: string) =>
  Array.from(
    { length: letter.length },
    (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** What is the same whatever stands before and after: the value may begin at any third byte. */
function base64Of(bytes: Buffer): string[] {
  return [0, 2, 3].flatMap((start, before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const end = Math.floor((whole.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((kind) => whole.toString(kind).slice(start, end));
  });
}
