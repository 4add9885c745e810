import { describe, expect, it } from 'vitest';
import { lzhNames } from '../../../../proxy/inspection/archives/lzh-names.ts';
import { lzhOf } from '../build-archives.ts';
import { encoded, utf8 } from '../build-documents.ts';

const entries = ['名簿.txt', 'plan.txt'].map((name) => ({
  name: encoded(name, 'SJIS'),
  content: Buffer.from('content'),
}));

describe('lzhNames', () => {
  it.each([0, 1, 2] as const)('reads headers of level %i', (level) => {
    expect(lzhNames(lzhOf(level, entries))).toEqual(['名簿.txt', 'plan.txt']);
  });

  it('begins behind what stands before the archive', () => {
    const bytes = Buffer.concat([Buffer.from('a program'), lzhOf(2, entries)]);
    expect(lzhNames(bytes)).toEqual(['名簿.txt', 'plan.txt']);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another file', Buffer.from('PK\x03\x04 and more of it')],
    ['half a header', lzhOf(2, entries).subarray(0, 20)],
  ])('gives none of %s', (_, bytes) => {
    expect(lzhNames(bytes)).toEqual([]);
  });
});

it('ends at a header that has no length', () => {
  const bytes = lzhOf(2, [{ name: utf8('a'), content: utf8('') }]);
  bytes.writeUInt16LE(0, 0);
  bytes.writeUInt32LE(0, 7);
  // Its first byte says that something follows.
  bytes[0] = 0;
  expect(lzhNames(bytes)).toEqual([]);
  const level3 = Buffer.from(bytes);
  level3[0] = 4;
  level3[20] = 3;
  level3.writeUInt32LE(0, 24);
  expect(lzhNames(level3).length).toBeLessThan(2);
});
