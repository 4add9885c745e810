import { expect, test } from 'vitest';
import { readFormStep } from '../../../../proxy/gateway/resumable/read-form-step.ts';
import { field, file, multipart, partsType } from '../../inspection/requests/build-requests.ts';

const url = 'https://files.example/upload';
const read = (parts: Parameters<typeof multipart>[0], to = url) =>
  readFormStep(
    { method: 'POST', url: to, headers: { 'content-type': partsType } },
    multipart(parts),
  );
const piece = file('雪.txt', 'ゆき');
const dz = (index: string, count: string) => [
  field('dzuuid', 'u'),
  field('dzchunkindex', index),
  field('dztotalchunkcount', count),
];

test.each<[string, Parameters<typeof multipart>[0], unknown]>([
  ['Dropzone', [...dz('1', '3'), piece], { kind: 'part', place: 1, total: 3, name: '雪.txt' }],
  [
    'Resumable.js counts from one',
    [
      field('resumableChunkNumber', '1'),
      field('resumableTotalChunks', '2'),
      field('resumableFilename', 'a.txt'),
      piece,
    ],
    { kind: 'part', place: 0, total: 2, name: 'a.txt' },
  ],
  [
    'Plupload, which names the file in a field',
    [field('name', 'a.txt'), field('chunk', '0'), field('chunks', '2'), file('blob', 'ゆき')],
    { kind: 'part', place: 0, total: 2, name: 'a.txt' },
  ],
  ['no piece', [field('title', 'ゆき'), piece], null],
  ['the only piece', [...dz('0', '1'), piece], null],
  ['a piece beyond the last', [...dz('3', '3'), piece], { kind: 'alone' }],
  ['no number', [...dz('x', '3'), piece], { kind: 'alone' }],
  ['two files', [...dz('0', '3'), piece, piece], { kind: 'alone' }],
  ['no file', dz('0', '3'), { kind: 'alone' }],
])('%s', (_, parts, step) => {
  const found = read(parts);
  if (step === null) expect(found).toBeNull();
  else expect(found).toMatchObject(step as object);
});

test('the bytes are those of the file within the body', () => {
  const found = read([...dz('0', '2'), piece]);
  if (found?.kind !== 'part') throw new Error('no part');
  expect(Buffer.from(found.bytes).toString()).toBe('ゆき');
});

test('the number may stand in the query, and the piece be the body', () => {
  const to = `${url}?flowChunkNumber=2&flowTotalChunks=2&flowIdentifier=x`;
  const body = Buffer.from('ゆき');
  const headers = { 'content-type': 'application/octet-stream' };
  expect(readFormStep({ method: 'POST', url: to, headers }, body)).toMatchObject({
    place: 1,
    bytes: body,
  });
});

test('what could be split otherwise stands alone', () => {
  const broken = Buffer.concat([multipart([...dz('0', '2'), piece]), Buffer.from('more')]);
  const headers = { 'content-type': partsType };
  expect(readFormStep({ method: 'POST', url, headers }, broken)).toEqual({ kind: 'alone' });
});
