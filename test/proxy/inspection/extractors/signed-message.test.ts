import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect, utf8 } from '../build-documents.ts';

const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? Buffer.of(body.length)
      : Buffer.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
};
/** A length that only its end tells. */
const open = (tag: number, ...content: Uint8Array[]) =>
  Buffer.concat([Buffer.of(tag, 0x80), ...content, Buffer.of(0, 0)]);
const oid = (last: number) =>
  der(0x06, Buffer.from(`2a864886f70d0107${last.toString(16).padStart(2, '0')}`, 'hex'));
const octets = (content: Uint8Array) => der(0x04, content);
const signed = (inner: Uint8Array | null, wrap = der) =>
  wrap(
    0x30,
    oid(2),
    wrap(
      0xa0,
      wrap(
        0x30,
        der(0x02, Buffer.of(1)),
        der(0x31),
        wrap(0x30, oid(1), ...(inner === null ? [] : [wrap(0xa0, inner)])),
      ),
    ),
  );

const content = utf8(`個人番号 ${individual()}`);
const found = ['individual-number at {"entry":[],"line":1}'];

describe('signed messages', () => {
  it.each([
    ['lengths that are told', signed(octets(content))],
    ['lengths that only their ends tell', signed(octets(content), open)],
    [
      'contents in pieces',
      signed(open(0x24, octets(content.subarray(0, 9)), octets(content.subarray(9))), open),
    ],
  ])('are read, with %s', async (_, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ type: 'pkcs7', inspected: true });
    expect(await foundIn(bytes)).toEqual(found);
  });

  it('hold nothing where the signature stands apart', async () => {
    expect(await inspect(signed(null))).toMatchObject({ type: 'pkcs7', inspected: true, text: '' });
  });

  it.each([
    ['an encrypted one', der(0x30, oid(3), der(0xa0, der(0x30))), 'encrypted'],
    ['a piece', signed(octets(content)).subarray(0, 40), 'truncated'],
  ])('are not clean: %s', async (_, bytes, why) => {
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why });
  });
});
