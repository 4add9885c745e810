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
  if (headers.length / 2 > fieldLimit) return 'too-many-fields';
  let lengths = 0;
  let encodings = 0;
  let hosts = 0;
  let credentials = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    const key = name.toLowerCase();
    if (key === 'content-length') {
      lengths++;
      if (!/^\d{1,15}$/.test(value)) return 'ambiguous';
    } else if (key === 'transfer-encoding') {
      encodings++;
      if (value.toLowerCase() !== 'chunked') return 'ambiguous';
    } else if (key === 'host') {
      hosts++;
    } else if (key === 'proxy-authorization') {
      credentials++;
    } else if (key === 'content-encoding' ? isChunked(value) : isLookAlike(key)) {
      return 'ambiguous';
    } else if (key === 'connection' && namesEssential(value)) {
      return 'ambiguous';
    }
  }
  if (lengths + encodings > 1 || hosts > 1 || credentials > 1) return 'ambiguous';
  // Chunks came with HTTP/1.1: a 1.0 hop before or behind us would not know them.
  return encodings > 0 && httpVersion !== '1.1' ? 'ambiguous' : null;
}

/** `Transfer_Encoding`, `Transfer-Encoding-`, `X-Content-Length`-like names that a careless parser takes for the real ones. */
function isLookAlike(key: string): boolean {
  const letters = key.replace(/[^a-z]/g, '');
  return letters === 'transferencoding' || letters === 'contentlength';
}

function isChunked(value: string): boolean {
  return /chunked/i.test(value);
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
