import { expect, it } from 'vitest';
import { mayHoldPictures } from '../../../proxy/inspection/may-hold-pictures.ts';
import { docxOf, paragraph, utf8 } from './build-documents.ts';
import { blankPixels, bmpOf, notice, scanOf, tiffOf } from './build-pictures.ts';
import { file, multipart } from './requests/build-requests.ts';

const blank = blankPixels(50, 50);

it.each<[string, () => Uint8Array | Promise<Uint8Array>, boolean]>([
  ['a picture', () => notice('webp'), true],
  ['a bitmap', () => bmpOf(blank), true],
  ['a tiff', () => tiffOf([blank]), true],
  ['a pdf', () => scanOf([[blank]]), true],
  ['a document', () => docxOf(paragraph('a')), true],
  ['a form with a picture', () => multipart([file('a.jpg', notice('jpg'))]), true],
  [
    'JSON with a picture in Base64',
    () => utf8(JSON.stringify({ a: Buffer.from(notice('jpg')).toString('base64') })),
    true,
  ],
  ['a text', () => utf8('PDF と PNG について BM'), false],
  ['a form', () => utf8('name=%E4%BD%90&n=1'), false],
])('%s', async (_, bytes, may) => {
  expect(mayHoldPictures(await bytes())).toBe(may);
});
