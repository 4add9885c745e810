import { expect, it } from 'vitest';
import { photoshopBlocks } from '../../../../proxy/inspection/metadata/photoshop.ts';

const resource = (number: string, data: string) =>
  `8BIM${number}\x03abc\0\0\0${String.fromCharCode(data.length)}${data}${data.length % 2 ? '\0' : ''}`;

it.each([
  ['Photoshop 3.0\0', []],
  [`Photoshop 3.0\0${resource('\x04\x04', 'xyz')}${resource('\x04\x24', '<a/>')}`, ['iptc', 'xmp']],
  [resource('\x04\x22', 'MM'), ['exif']],
  [resource('\x03\xed', 'ab'), []],
  ['8BIM\x04\x04\xffabc', []],
])('%j', (text, expected) => {
  const blocks = [...photoshopBlocks(Buffer.from(text, 'latin1'))];
  expect(blocks.map(({ form }) => form)).toEqual(expected);
});
