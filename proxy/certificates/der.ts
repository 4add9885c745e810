/** DER (X.690): just what an X.509 certificate is written with. */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A tag, its length, its content. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...items: readonly Uint8Array[]) => tagged(tags.sequence, ...items);
export const set = (...items: readonly Uint8Array[]) => tagged(tags.set, ...items);
export const octetString = (...content: readonly Uint8Array[]) =>
  tagged(tags.octetString, ...content);
export const utf8 = (text: string) => tagged(tags.utf8, Buffer.from(text, 'utf8'));
export const isTrue = () => tagged(tags.boolean, Buffer.from([0xff]));

/** @param number context-specific, e.g. 0 for `[0]`; `constructed` where it holds other values */
export function context(
  number: number,
  constructed: boolean,
  ...content: readonly Uint8Array[]
): Buffer {
  return tagged(0x80 | (constructed ? 0x20 : 0) | number, ...content);
}

/** A positive integer from its big-endian bytes, in the fewest octets. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? new Uint8Array([0]) : bytes.subarray(first);
  // A leading one bit would make it negative.
  const sign = (digits[0] ?? 0) & 0x80 ? [0] : [];
  return tagged(tags.integer, Buffer.from(sign), digits);
}

/** @param unused bits at the end that do not count */
export function bitString(bytes: Uint8Array, unused = 0): Buffer {
  return tagged(tags.bitString, Buffer.from([unused]), bytes);
}

/** `1.2.840.10045.4.3.2` */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return tagged(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const octets = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}

/** UTCTime up to 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050
    ? tagged(tags.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : tagged(tags.generalizedTime, Buffer.from(digits, 'latin1'));
}
