import { expect, test } from 'vitest';
import { readPiece } from '../../../proxy/link/inspect-piece.ts';

const piece = {
  upload: '6f1c2a34-0000-4000-8000-000000000001',
  kind: 'file',
  name: '名簿.xlsx',
  page: 'https://upload.example/',
  offset: 0,
  total: 6,
};
const header = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('reads what the extension says', () => {
  expect(readPiece(header(piece))).toEqual(piece);
});

test.each<[string, string | string[] | undefined]>([
  ['without a header', undefined],
  ['with two', [header(piece), header(piece)]],
  ['with plain JSON', JSON.stringify(piece)],
  ['with something else than JSON', Buffer.from('名簿').toString('base64url')],
  ['with an upload that has no proper name', header({ ...piece, upload: '1' })],
  ['with less than nothing', header({ ...piece, offset: -1 })],
  ['with half a byte', header({ ...piece, total: 1.5 })],
  ['with a kind that nobody knows', header({ ...piece, kind: 'raw' })],
  ['with a name of a book', header({ ...piece, name: 'あ'.repeat(1001) })],
])('refuses a piece %s', (_, value) => {
  expect(readPiece(value)).toMatchObject({ refused: 'body-malformed' });
});
