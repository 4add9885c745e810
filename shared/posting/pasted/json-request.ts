/** JSON that tells a request: a line of `sekisho recognise`, an entry of a HAR file, the two arguments of fetch. */
import type { PastedParts, PastedProblem } from '../pasted-request.ts';

export function readJsonRequest(text: string): PastedParts | PastedProblem {
  const call =
    /^(?:await\s+)?fetch\s*\(\s*("(?:[^"\\]|\\.)*")\s*(?:,\s*(\{[\s\S]*\})\s*)?\)\s*;?$/.exec(text);
  if (call !== null) {
    const url = parse(call[1] ?? '');
    const options = call[2] === undefined ? {} : parse(call[2]);
    return isObject(options) && typeof url === 'string'
      ? fromObject({ ...options, url })
      : 'broken-json';
  }
  const told = parse(text);
  if (!isObject(told)) return 'broken-json';
  return fromObject(isObject(told.request) ? told.request : told);
}

function fromObject(told: Record<string, unknown>): PastedParts | PastedProblem {
  const { url, method, headers, body, postData } = told;
  if (typeof url !== 'string') return 'no-url';
  return {
    method: typeof method === 'string' ? method : null,
    url,
    headers: headersOf(headers),
    body: bodyOf(body ?? (isObject(postData) ? postData.text : undefined)),
  };
}

/** An object, a list of pairs, or a HAR file's list of `{ name, value }`. */
function headersOf(told: unknown): PastedParts['headers'] {
  const pairs: unknown[] = Array.isArray(told) ? told : isObject(told) ? Object.entries(told) : [];
  return pairs.flatMap((each) => {
    const [name, value] = Array.isArray(each)
      ? each
      : isObject(each)
        ? [each.name, each.value]
        : [];
    return typeof name === 'string' && (typeof value === 'string' || typeof value === 'number')
      ? [[name, String(value)] as const]
      : [];
  });
}

function bodyOf(told: unknown): string | null {
  if (told === undefined || told === null) return null;
  return typeof told === 'string' ? told : JSON.stringify(told);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
