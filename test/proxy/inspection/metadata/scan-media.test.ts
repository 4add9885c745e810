import { expect, it } from 'vitest';
import { mediaBlocks, tellsPosition } from '../../../../proxy/inspection/metadata/scan-media.ts';
import { exifOf, heicWith, mp4With, positionXmp, videoPosition } from '../build-metadata.ts';

it('finds EXIF and XMP wherever they stand', () => {
  const forms = [...mediaBlocks(heicWith(exifOf(), positionXmp))].map(({ form }) => form);
  expect(forms).toEqual(['exif', 'xmp', 'xmp']);
});

it('looks at fifty of each, and ends', () => {
  const many = heicWith(Buffer.from('<x:xmpmeta'.repeat(100_000)));
  expect([...mediaBlocks(many)]).toHaveLength(50);
});

it.each([
  ['a box with a position', videoPosition, true],
  ['a box without one', Buffer.from('\xa9xyz\0\x02\x15\xc7no', 'latin1'), false],
  ['another box', Buffer.from('\xa9nam+39.7167+140.6617/', 'latin1'), false],
])('%s', (_, data, expected) => {
  expect(tellsPosition(mp4With(data))).toBe(expected);
});
