import { expect, test } from 'vitest';
import { postedPictures } from '../../../proxy/gateway/posted-pictures.ts';
import type { Attachment } from '../../../shared/posting/service.ts';
import { plainPng } from '../../support/plain-png.ts';

const png = plainPng([200, 30, 30]);
const digest = 'd'.repeat(32);
const file = (data: Uint8Array): Attachment => ({
  name: 'a.png',
  type: 'image/png',
  size: data.length,
  reference: null,
  data,
});
const reference: Attachment = {
  name: null,
  type: 'image/png',
  size: png.length,
  reference: 'bafkreia',
};
const phone = { kind: 'phone', count: 1, confidence: 1, masked: '***', place: {} } as never;
const clean = { digest, inspected: true, findings: [] } as const;
const other = { ...clean, digest: 'e'.repeat(32) };

const picturesOf = (
  attachment: Attachment,
  items: Parameters<typeof postedPictures>[2],
  known: string | null = digest,
) => {
  const { name, type, size: bytes } = attachment;
  const posting = { act: 'post', text: '', account: null, attachments: [attachment] } as const;
  const seen = [{ attachments: [{ name, type, bytes, digest: known }] }];
  return postedPictures({ postings: [posting] }, seen, items);
};

test('is the picture by the digest of its attachment', () => {
  expect(picturesOf(file(png), [clean])).toEqual([{ digest, bytes: png }]);
});

test.each([
  ['something was found in it', file(png), [{ ...clean, findings: [phone] }], false],
  ['it was read in part', file(png), [{ ...clean, inspected: 'partly' }], false],
  ['it was not read', file(png), [{ ...clean, inspected: false }], false],
  ['nothing was inspected', file(png), [], false],
  ['the text beside it has a finding', file(png), [clean, { ...other, findings: [phone] }], true],
  ['it stands in a text that is clean', file(png), [other], true],
  ['it stands in a text with a finding', file(png), [{ ...other, findings: [phone] }], false],
  ['its bytes are elsewhere', reference, [clean], false],
  ['it is no picture', file(Buffer.from('雪まつり')), [clean], false],
  ['it is an SVG', file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), [clean], false],
  ['it is larger than any', file(Buffer.concat([png, Buffer.alloc(26 << 20)])), [clean], false],
] as const)('where %s', (_, attachment, items, isOne) => {
  expect(picturesOf(attachment, items)).toHaveLength(isOne ? 1 : 0);
});

test('is none without a digest', () => {
  expect(picturesOf(file(png), [clean], null)).toEqual([]);
});
