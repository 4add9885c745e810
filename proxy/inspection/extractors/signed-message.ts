/** p7m, p7s: what PKCS #7 (RFC 5652) signs, and whether it is encrypted. */
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

const oid = {
  data: '2a864886f70d010701',
  signed: '2a864886f70d010702',
  enveloped: '2a864886f70d010703',
  compressed: '2a864886f70d0109100109',
};

/** Whether bytes begin like a message of this kind: a sequence, then one of its names. */
export function isSignedMessage(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const head = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  return [oid.signed, oid.enveloped, oid.compressed].some((each) =>
    head.includes(`06${lengthOf(each)}${each}`),
  );
}

const lengthOf = (each: string) => (each.length / 2).toString(16).padStart(2, '0');

export const signedMessage: Extractor = {
  types: ['pkcs7'],
  async *extract(bytes, extraction) {
    const [kind, content] = childrenOf(firstOf(bytes));
    if (kind === undefined || content === undefined) throw new NotInspected('broken');
    const name = Buffer.from(kind.content).toString('hex');
    if (name === oid.enveloped) throw new NotInspected('encrypted');
    if (name !== oid.signed) throw new NotInspected('unknown-format');
    const [signed] = childrenOf(content);
    const inner = signed && childrenOf(signed)[2];
    const [, wrapped] = inner === undefined ? [] : childrenOf(inner);
    // A signature that stands apart signs something else and holds nothing.
    if (wrapped === undefined) return;
    const [octets] = childrenOf(wrapped);
    if (octets === undefined) throw new NotInspected('broken');
    yield* extraction.inner('', octetsOf(octets));
  },
};

interface Element {
  readonly isConstructed: boolean;
  readonly content: Uint8Array;
  /** Bytes of all of it. */
  readonly length: number;
}

/** X.690 8.1: one element, also of a length that only its end tells. */
function firstOf(bytes: Uint8Array): Element {
  const isConstructed = (byteAt(bytes, 0) & 0x20) !== 0;
  const first = byteAt(bytes, 1);
  if (first === 0x80) {
    let at = 2;
    while (byteAt(bytes, at) !== 0 || byteAt(bytes, at + 1) !== 0)
      at += firstOf(bytes.subarray(at)).length;
    return { isConstructed, content: bytes.subarray(2, at), length: at + 2 };
  }
  let length = first;
  let start = 2;
  if (first > 0x80) {
    length = 0;
    for (let left = first & 0x7f; left > 0; left--) length = length * 256 + byteAt(bytes, start++);
  }
  if (start + length > bytes.length) throw new NotInspected('truncated');
  return { isConstructed, content: bytes.subarray(start, start + length), length: start + length };
}

function childrenOf({ content }: Element): Element[] {
  const children: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const child = firstOf(content.subarray(at));
    children.push(child);
    at += child.length;
  }
  return children;
}

/** Long contents come in pieces. */
function octetsOf(element: Element): Uint8Array {
  return element.isConstructed ? Buffer.concat(childrenOf(element).map(octetsOf)) : element.content;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new NotInspected('truncated');
  return byte;
}
