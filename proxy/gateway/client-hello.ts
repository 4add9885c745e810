/**
 * The server name (SNI, RFC 6066) in the greeting of a TLS client (RFC 8446, 4.1.2; 5246, 7.4.1.2),
 * which may come in several records and those in several pieces. A name in an encrypted greeting
 * (ECH) stays unseen: what is read is the outer one, and that is another host's.
 */

export type ClientHello =
  | { readonly state: 'more' }
  /** Another protocol. */
  | { readonly state: 'not-tls' }
  /** It begins as TLS does, and two readers might see two names in it. */
  | { readonly state: 'malformed' }
  /** `name` as it was sent, in visible ASCII; null: none was. */
  | { readonly state: 'hello'; readonly name: string | null };

/** Of the greeting; with the keys of today it takes about 2 KB. */
const greetingLimit = 32_768;
const recordLimit = 16_384;

const more: ClientHello = { state: 'more' };
const malformed: ClientHello = { state: 'malformed' };

/** @param bytes everything that has come since the tunnel was opened */
export function readClientHello(bytes: Buffer): ClientHello {
  if (bytes.length === 0) return more;
  if (bytes[0] !== 0x16) return { state: 'not-tls' };
  const message = joinRecords(bytes);
  if (message === null) return malformed;
  if (message.length < 4) return more;
  const length = message.readUIntBE(1, 3);
  if (message[0] !== 1 || length > greetingLimit) return malformed;
  if (message.length < 4 + length) return more;
  // A greeting alone: what follows it in the same record would be read by somebody else.
  if (message.length > 4 + length) return malformed;
  return readGreeting(message.subarray(4));
}

/** The handshake bytes of the records that are there; null where one is none. */
function joinRecords(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + 5);
    if (header[0] !== 0x16 || (header.length > 1 && header[1] !== 3)) return null;
    if (header.length < 5) break;
    const length = header.readUInt16BE(3);
    if (length === 0 || length > recordLimit) return null;
    const part = bytes.subarray(at + 5, at + 5 + length);
    parts.push(part);
    at += 5 + length;
    if (isWhole(parts)) break;
  }
  const [first = Buffer.alloc(0)] = parts;
  return parts.length < 2 ? first : Buffer.concat(parts);
}

/** What comes behind the greeting (early data) is no more of it. */
function isWhole(parts: readonly Buffer[]): boolean {
  const [first] = parts;
  if (first === undefined || first.length < 4) return false;
  const sum = parts.reduce((total, { length }) => total + length, 0);
  return sum >= 4 + first.readUIntBE(1, 3);
}

function readGreeting(body: Buffer): ClientHello {
  const reader = fieldsOf(body);
  reader.skip(2 + 32);
  reader.vector(1);
  reader.vector(2);
  reader.vector(1);
  if (reader.isBroken) return malformed;
  if (reader.isAtEnd) return { state: 'hello', name: null };
  const extensions = fieldsOf(reader.vector(2));
  if (reader.isBroken || !reader.isAtEnd) return malformed;
  let name: string | null = null;
  while (!extensions.isAtEnd) {
    const type = extensions.number(2);
    const content = extensions.vector(2);
    if (extensions.isBroken) return malformed;
    if (type !== 0) continue;
    const found = readServerName(content);
    if (found === null || name !== null) return malformed;
    name = found;
  }
  return { state: 'hello', name };
}

/** Exactly one host name. */
function readServerName(content: Buffer): string | null {
  const outer = fieldsOf(content);
  const list = fieldsOf(outer.vector(2));
  const type = list.number(1);
  const name = list.vector(2).toString('latin1');
  if (outer.isBroken || !outer.isAtEnd || list.isBroken || !list.isAtEnd) return null;
  return type === 0 && /^[\x21-\x7e]{1,255}$/.test(name) ? name : null;
}

function fieldsOf(bytes: Buffer) {
  let at = 0;
  let isBroken = false;
  const reader = {
    /** Something was shorter than it said. */
    get isBroken() {
      return isBroken;
    },
    get isAtEnd() {
      return isBroken || at === bytes.length;
    },
    skip(count: number) {
      at += count;
      if (at > bytes.length) isBroken = true;
    },
    number(width: number): number {
      const from = at;
      reader.skip(width);
      return isBroken ? 0 : bytes.readUIntBE(from, width);
    },
    /** Bytes with their length before them. */
    vector(width: number): Buffer {
      const length = reader.number(width);
      const from = at;
      reader.skip(length);
      return isBroken ? Buffer.alloc(0) : bytes.subarray(from, from + length);
    },
  };
  return reader;
}
