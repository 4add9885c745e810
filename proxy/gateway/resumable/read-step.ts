/**
 * A request → its step in an upload that comes in several requests, by shape alone:
 *   tus 1.0            POST creates, PATCH with Upload-Offset, HEAD asks, DELETE ends, Upload-Concat joins
 *   Google             PUT with Content-Range to a URL with upload_id; a range of `*` asks
 *   Microsoft Graph    PUT with Content-Range to an upload session; GET asks
 *   S3                 PUT with partNumber and uploadId: what it is answered, only the server knows
 *   Content-Range      anywhere else: nobody knows how it is answered
 */

export type Protocol = 'tus' | 'google' | 'graph' | 'form';

/** A piece of a file. Bytes of `body` from `from` on are the file's own. */
export interface PartStep {
  readonly kind: 'part';
  readonly protocol: Protocol;
  readonly key: string;
  /** Bytes before it; of `form` the parts before it. */
  readonly place: number;
  /** Of the whole file, in the unit of `place`; null: the request does not tell. */
  readonly total: number | null;
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

export type Step =
  | PartStep
  /** How much of it is there? */
  | { readonly kind: 'ask'; readonly protocol: Protocol; readonly key: string }
  /** The answer tells where the parts go. */
  | { readonly kind: 'create'; readonly total: number | null; readonly isPiece: boolean }
  | { readonly kind: 'join'; readonly keys: readonly string[] }
  | { readonly kind: 'drop'; readonly key: string }
  /** A piece that cannot be put together with the others. */
  | { readonly kind: 'alone' };

export interface StepRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** S3 takes no smaller part than 5 MiB, but the last: a first part below it is the whole file. */
const smallestPart = 5 * 1024 * 1024;

/** null: an ordinary request. @param body null: there is none */
export function readStep(request: StepRequest, body: Uint8Array | null): Step | null {
  return readTus(request, body) ?? readS3(request, body) ?? readRange(request, body);
}

function readTus({ method, url, headers }: StepRequest, body: Uint8Array | null): Step | null {
  if (headers['tus-resumable'] === undefined) return null;
  const key = keyOf(url);
  const verb = headers['x-http-method-override']?.toUpperCase() ?? method;
  const total = count(headers['upload-length']);
  switch (verb) {
    case 'HEAD':
      return { kind: 'ask', protocol: 'tus', key };
    case 'DELETE':
      return { kind: 'drop', key };
    case 'POST': {
      const concat = headers['upload-concat']?.trim() ?? '';
      if (/^final\s*;/i.test(concat)) return readJoin(concat, url);
      // What is sent with the creation is a part that has no place of its own yet.
      const isWhole = body === null || body.length === 0 || body.length === total;
      return isWhole ? { kind: 'create', total, isPiece: /^partial$/i.test(concat) } : alone;
    }
    case 'PATCH': {
      const place = count(headers['upload-offset']);
      if (place === null || body === null || isEncoded(headers)) return alone;
      return { kind: 'part', protocol: 'tus', key, place, total, name: null, bytes: body };
    }
    default:
      return null;
  }
}

function readJoin(concat: string, url: string): Step {
  const names = concat
    .replace(/^final\s*;/i, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const keys = names.map((name) => (URL.canParse(name, url) ? keyOf(new URL(name, url).href) : ''));
  return keys.length === 0 || keys.includes('') ? alone : { kind: 'join', keys };
}

function readS3({ method, url }: StepRequest, body: Uint8Array | null): Step | null {
  if (method !== 'PUT' || body === null) return null;
  const { searchParams } = new URL(url);
  const part = count(searchParams.get('partNumber') ?? undefined);
  if (part === null || !searchParams.has('uploadId')) return null;
  return part === 1 && body.length < smallestPart ? null : alone;
}

function readRange({ method, url, headers }: StepRequest, body: Uint8Array | null): Step | null {
  if (method === 'GET')
    return isGraph(url) ? { kind: 'ask', protocol: 'graph', key: keyOf(url) } : null;
  const range = headers['content-range'];
  if (range === undefined || !/^(?:PUT|POST|PATCH)$/.test(method)) return null;
  const protocol = protocolOf(url);
  const key = keyOf(url);
  if (/^bytes\s+\*\/(?:\d+|\*)$/i.test(range.trim())) {
    const isAsked = protocol !== null && (body === null || body.length === 0);
    return isAsked ? { kind: 'ask', protocol, key } : alone;
  }
  const read = /^bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(range.trim());
  if (read === null || body === null || isEncoded(headers)) return alone;
  const [place, last] = [Number(read[1]), Number(read[2])];
  const total = read[3] === '*' ? null : Number(read[3]);
  if (last - place + 1 !== body.length || (total !== null && last >= total)) return alone;
  if (place === 0 && total === body.length) return null;
  if (protocol === null) return alone;
  return { kind: 'part', protocol, key, place, total, name: null, bytes: body };
}

const alone: Step = { kind: 'alone' };

function protocolOf(url: string): Protocol | null {
  const { searchParams } = new URL(url);
  if (searchParams.has('upload_id') || searchParams.get('uploadType') === 'resumable')
    return 'google';
  return isGraph(url) ? 'graph' : null;
}

/** Upload sessions of OneDrive and SharePoint. */
function isGraph(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return /\/uploadsession(?:$|[/?(])/i.test(pathname) || /(?:^|\.)up\.1drv\.com$/i.test(hostname);
}

/** What is sent in an encoding has other bytes than its places count. */
function isEncoded(headers: StepRequest['headers']): boolean {
  return !/^\s*(?:identity)?\s*$/i.test(headers['content-encoding'] ?? '');
}

function keyOf(url: string): string {
  return url.replace(/#.*$/, '');
}

/** A number as the protocols write it; null: none. */
export function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}
