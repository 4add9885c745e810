/**
 * Where a message ends must be beyond doubt, or the next hop may see two requests where the
 * barrier saw one (request smuggling). llhttp refuses most; this refuses what it lets pass.
 */

/** `[name, value, name, value …]` as node:http's `rawHeaders`. */
export type RawHeaders = readonly string[];

export const fieldLimit = 200;

/**
 * @returns why the message is refused, or null where its framing is unambiguous
 */
export function framingProblem(
  httpVersion: string,
  headers: RawHeaders,
): 'ambiguous' | 'too-many-fields' | null {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'ambiguous';
  if (headers.length / 2 > fieldLimit) return 'too-many-fields';
  const seen = harmlessFields(headers);
  if (seen === null) return 'ambiguous';
  if (!seen.has('transfer-encoding')) return null;
  // Chunks came with HTTP/1.1: a 1.0 hop before or behind us would not know them.
  return seen.has('content-length') || httpVersion !== '1.1' ? 'ambiguous' : null;
}

/**
 * The same of a stream of HTTP/2, which is to go on by HTTP/1.1: fields of one connection have no
 * place in it (RFC 9113, 8.2.2), and what would frame it anew even less.
 * @param headers without pseudo-header fields
 */
export function streamFieldsProblem(headers: RawHeaders): ReturnType<typeof framingProblem> {
  if (headers.length / 2 > fieldLimit) return 'too-many-fields';
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) || /[\0\r\n]/.test(value)) return 'ambiguous';
    if (ofOneConnection.has(name)) return 'ambiguous';
  }
  return harmlessFields(headers) === null ? 'ambiguous' : null;
}

const ofOneConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** The names that stand in it of those that may stand once; null where a field is in doubt. */
function harmlessFields(headers: RawHeaders): ReadonlySet<string> | null {
  const seen = new Set<string>();
  for (let i = 0; i < headers.length; i += 2) {
    const key = (headers[i] as string).toLowerCase();
    if (single.has(key)) {
      if (seen.has(key)) return null;
      seen.add(key);
    }
    if (!isHarmless(key, headers[i + 1] as string)) return null;
  }
  return seen;
}

/**
 * The same of an answer. What llhttp reads one way and the browser might read another is not passed
 * on: it would be taken for whole, or its end for the next answer's beginning.
 */
export function isAmbiguousAnswer(httpVersion: string, headers: RawHeaders): boolean {
  let framings = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const key = (headers[i] as string).toLowerCase();
    if (key !== 'content-length' && key !== 'transfer-encoding') {
      if (isLookAlike(key)) return true;
      continue;
    }
    framings++;
    if (!isHarmless(key, headers[i + 1] as string)) return true;
    if (key === 'transfer-encoding' && httpVersion !== '1.1') return true;
  }
  return framings > 1;
}

const single = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'content-type',
  'authorization',
  'proxy-authorization',
]);

function isHarmless(key: string, value: string): boolean {
  switch (key) {
    case 'content-length':
      // A leading zero is octal to some.
      return /^(?:0|[1-9]\d{0,14})$/.test(value);
    case 'transfer-encoding':
      return value.toLowerCase() === 'chunked';
    case 'content-encoding':
      return !/chunked/i.test(value);
    case 'connection':
      return !namesEssential(value);
    default:
      return !isLookAlike(key);
  }
}

/** `Transfer_Encoding`, `Transfer-Encoding-`, `X-Content-Length`-like names that a careless parser takes for the real ones. */
function isLookAlike(key: string): boolean {
  return hasLetters(key, 'transferencoding') || hasLetters(key, 'contentlength');
}

/** These of a to z in this order, and no others. */
function hasLetters(key: string, letters: string): boolean {
  let found = 0;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    if (code < 97 || code > 122) continue;
    if (code !== letters.charCodeAt(found)) return false;
    found++;
  }
  return found === letters.length;
}

const essential = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'content-type',
  'content-encoding',
  'cookie',
  'authorization',
]);

/** `Connection: content-length` would have a hop strip the very field that frames the message. */
function namesEssential(value: string): boolean {
  return value
    .toLowerCase()
    .split(',')
    .some((option) => essential.has(option.trim()));
}
