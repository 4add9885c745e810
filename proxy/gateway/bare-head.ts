/**
 * The head of a request that asks and carries nothing (GET, HEAD), where it is written as browsers
 * write it. What is read here has one reading alone; everything else is left to http.Server.
 */

export interface BareHead {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  /** As node:http's: names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** As node:http's, but names in small letters as well. */
  readonly rawHeaders: readonly string[];
}

const mostBytes = 16_384;
const mostFields = 100;
const end = Buffer.from('\r\n\r\n');
const start = /(GET|HEAD) (\/[!-~]*) HTTP\/1\.1\r\n/y;
/** Narrower than RFC 9110: no blanks at either end, nothing beyond ASCII, no odd names. */
const field = /[A-Za-z][A-Za-z0-9-]*: ?(?:[!-~](?:[ -~]*[!-~])?|)\r\n/y;
/** They frame a message, speak of one connection, or ask for more than an answer. */
const left = new Set([
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'keep-alive',
  'http2-settings',
]);

/** @param bytes all that has come. null: it is not such a head, not whole, or more follows it */
export function readBareHead(bytes: Buffer): BareHead | null {
  if (bytes.length > mostBytes || bytes.indexOf(end) !== bytes.length - end.length) return null;
  const text = bytes.toString('latin1', 0, bytes.length - 2);
  start.lastIndex = 0;
  const [, method, url] = start.exec(text) ?? [];
  if (url === undefined) return null;
  const headers: Record<string, string> = {};
  const rawHeaders: string[] = [];
  for (let at = start.lastIndex; at < text.length; at = field.lastIndex) {
    field.lastIndex = at;
    // Its places are looked for: an array of what was found costs more.
    if (!field.test(text)) return null;
    const colon = text.indexOf(':', at);
    const value = text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1, field.lastIndex - 2);
    const key = smallLetters(text.slice(at, colon));
    if (left.has(key) || key.startsWith('proxy-') || Object.hasOwn(headers, key)) return null;
    if (key === 'connection' && value.toLowerCase() !== 'keep-alive') return null;
    headers[key] = value;
    rawHeaders.push(key, value);
  }
  if (rawHeaders.length > mostFields * 2 || !Object.hasOwn(headers, 'host')) return null;
  return { method: method as BareHead['method'], url, headers, rawHeaders };
}

const known = new Map<string, string>();
const mostKnown = 200;

/** The same few names come again and again. */
function smallLetters(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const key = name.toLowerCase();
  if (known.size < mostKnown && name.length <= 40) known.set(name, key);
  return key;
}
