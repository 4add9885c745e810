/**
 * The strict reader of a CONNECT request (RFC 9112, 9110 9.3.6): the whole header block or nothing.
 * What is ambiguous is refused, never mended: bare line feeds, folded lines, control characters,
 * blanks before a colon, more than one Host or Proxy-Authorization, any framing of a body.
 */
import { type Destination, parseAuthority } from '../../shared/destination/destination.ts';

export interface ConnectRequest {
  readonly destination: Destination;
  readonly proxyAuthorization: string | undefined;
  readonly accept: string | undefined;
  /** HTTP/1.0 clients do not keep the connection for another try. */
  readonly keepAlive: boolean;
  /** The bytes after the header block. */
  readonly head: Buffer;
}

export type ConnectReading =
  | { readonly state: 'more' }
  | { readonly state: 'refused'; readonly status: 400 | 431 }
  /** Well formed, but what it names is no destination. */
  | { readonly state: 'malformed'; readonly proxyAuthorization: string | undefined }
  | { readonly state: 'request'; readonly request: ConnectRequest };

export const headerLimit = 16_384;
const fieldLimit = 100;

const requestLine = /^CONNECT ([\x21-\x7e]+) HTTP\/1\.([01])$/;
const field =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*((?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*$/;
/** A line feed without its carriage return, the other way round, or a NUL: it will never become well formed. */
const brokenLine = /(?:^|[^\r])\n|\r[^\n]|\0/;

const refused: ConnectReading = { state: 'refused', status: 400 };
const tooLarge: ConnectReading = { state: 'refused', status: 431 };
const more: ConnectReading = { state: 'more' };

/** @param bytes everything that has come since the start of the request */
export function readConnect(bytes: Buffer): ConnectReading {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) {
    if (brokenLine.test(bytes.toString('latin1', 0, headerLimit))) return refused;
    return bytes.length > headerLimit ? tooLarge : more;
  }
  if (end > headerLimit) return tooLarge;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  if (lines.length > fieldLimit) return tooLarge;
  const start = requestLine.exec(first);
  const fields = readFields(lines);
  if (start === null || fields === null) return refused;
  return readRequest(start[1] ?? '', start[2] === '1', fields, bytes.subarray(end + 4));
}

type Fields = ReadonlyMap<string, string>;

/** Lower-case name → value; null where a line is malformed or a field stands twice that must not. */
function readFields(lines: readonly string[]): Fields | null {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name, value = ''] = field.exec(line) ?? [];
    if (name === undefined) return null;
    const key = name.toLowerCase();
    const before = fields.get(key);
    if (before !== undefined && single.has(key)) return null;
    fields.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return fields;
}

const single = new Set(['host', 'proxy-authorization', 'authorization', 'content-length']);

function readRequest(
  authority: string,
  isCurrent: boolean,
  fields: Fields,
  head: Buffer,
): ConnectReading {
  if (fields.has('content-length') || fields.has('transfer-encoding')) return refused;
  // Authority form only (RFC 9112, 3.2.3): a URL or a path is another kind of request.
  if (!/^[^/?#@\\]+:\d{1,5}$/.test(authority)) return refused;
  const parsed = parseAuthority(authority);
  if (!parsed.ok) {
    return { state: 'malformed', proxyAuthorization: fields.get('proxy-authorization') };
  }
  const { destination } = parsed;
  const host = fields.get('host');
  // Most clients spell both alike.
  if (host !== undefined && host !== authority && !namesHost(host, destination)) return refused;
  const connection = `${fields.get('connection') ?? ''},${fields.get('proxy-connection') ?? ''}`;
  return {
    state: 'request',
    request: {
      destination,
      proxyAuthorization: fields.get('proxy-authorization'),
      accept: fields.get('accept'),
      keepAlive: isCurrent && !/(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(connection),
      head,
    },
  };
}

/** Host says the same as the request line; its port may be left out. */
function namesHost(host: string, destination: Destination): boolean {
  const hasPort = /:\d+$/.test(host) && !/^[^[].*:.*:/.test(host);
  const parsed = parseAuthority(hasPort ? host : `${host}:${destination.port}`);
  return (
    parsed.ok &&
    parsed.destination.host === destination.host &&
    parsed.destination.port === destination.port
  );
}
