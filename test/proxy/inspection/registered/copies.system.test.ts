/** Copies of registered documents, through the processes that inspect. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredSource } from '../../../../proxy/inspection/messages.ts';
import { startPool } from '../../../../proxy/inspection/pool.ts';
import { testSecret } from '../../../support/registered-documents.ts';
import { makeRegisteredFolder } from '../../../support/registered-folder.ts';
import { docxOf, encoded, paragraph, sheetData, utf8, xlsxOf, zipOf } from '../build-documents.ts';
import { file as fileOf, multipart, partsType } from '../requests/build-requests.ts';

const passage =
  '本市の情報系ネットワークは、本庁舎と各支所とを閉域網で結び、支所側の集約装置を二重化する。障害時には予備回線へ三十秒以内に切り替わり、監視装置が情報政策課の当番へ知らせる。';
const specification = [
  '第一章 総則。この仕様書は、本市が行う機器更新について必要な事項を定める。',
  passage,
  '第二章 機器。集約装置は十台、認証装置は二台とし、別表に掲げる性能を満たすこと。',
];
const diagram = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
  ...Array.from({ length: 9000 }, (_, at) => (at * at * 7 + at) % 253),
]);

let folder: string;
let source: RegisteredSource;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-registered-'));
  const bytes = await docxOf(specification.map(paragraph).join(''));
  source = await makeRegisteredFolder(folder, [
    { id: 'R-1', bytes },
    { id: 'R-2', bytes: diagram, level: '3B' },
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

const wide = (text: string) =>
  text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const broken = (text: string) => text.replace(/.{11}/gsu, '$&\r\n　');

const copies: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array])[] = [
  ['a text', () => utf8(`お世話になります。\n${passage}\nよろしく。`)],
  ['a text in Shift_JIS with line breaks and spaces', () => encoded(broken(wide(passage)), 'SJIS')],
  ['another document of Word', () => docxOf(paragraph('議事録') + paragraph(passage))],
  [
    'runs of a document of Word',
    () =>
      docxOf(`<w:p>${[...passage].map((each) => `<w:r><w:t>${each}</w:t></w:r>`).join('')}</w:p>`),
  ],
  ['a web page', () => utf8(`<html><p>${[...passage].join('<wbr>')}</p></html>`)],
  [
    'a mail',
    () =>
      utf8(
        `From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${passage}\r\n`,
      ),
  ],
  ['JSON', () => utf8(JSON.stringify({ title: '送付', body: passage }))],
  ['a cell of a sheet', () => xlsxOf({ 内容: sheetData([[1, passage]]) })],
  ['an archive', () => zipOf({ '資料/写し.txt': passage })],
  ['a packed file', () => gzipSync(utf8(passage))],
];

describe('a copied paragraph is found in', () => {
  it.each(copies)('%s', async (_, content) => {
    await using pool = startPool({ size: 1, registered: () => source });
    const report = await pool.inspect({ content: { bytes: await content() }, name: '' });
    const found = report.findings.filter(({ kind }) => kind === 'registered-document');
    expect(found.map(({ document }) => document?.id)).toEqual(['R-1']);
    expect(JSON.stringify(report)).not.toContain('閉域網');
  });
});

it('a registered file is found alone, in an archive, and as a picture of a document', async () => {
  await using pool = startPool({ size: 1, registered: () => source });
  const contents = [
    diagram,
    await zipOf({ 'a/図.png': diagram }),
    await docxOf(paragraph('図を付けます。'), { 'word/media/image1.png': diagram }),
  ];
  for (const bytes of contents) {
    const { findings } = await pool.inspect({ content: { bytes }, name: '' });
    expect(findings).toMatchObject([
      { kind: 'registered-document', document: { id: 'R-2', level: '3B' } },
    ]);
  }
  const other = await docxOf(paragraph('図'), { 'word/media/image1.png': diagram.with(90, 0) });
  expect((await pool.inspect({ content: { bytes: other }, name: '' })).findings).toEqual([]);
});

it('a request is compared item by item', async () => {
  await using pool = startPool({ size: 1, registered: () => source });
  const { items } = await pool.inspectRequest({
    bytes: multipart([fileOf('a.txt', passage), fileOf('b.txt', '別のファイル')]),
    contentType: partsType,
    contentEncoding: '',
    url: 'https://upload.example.jp/',
    digestKey: testSecret,
  });
  expect(items.map(({ findings }) => findings.length)).toEqual([1, 0]);
});

it('without the fingerprints nothing is whole', async () => {
  await using pool = startPool({ size: 1, registered: () => 'missing' });
  expect(await pool.inspect({ content: { bytes: utf8(passage) }, name: '' })).toMatchObject({
    inspected: 'partly',
    why: 'not-compared',
  });
});

it('a document is fingerprinted in the same processes', async () => {
  await using pool = startPool({ size: 1 });
  const content = { bytes: utf8(passage) };
  const made = await pool.fingerprint({ content, name: '', secret: testSecret });
  expect(made).toMatchObject({ type: 'text', inspected: true });
  expect(made.grams).toBeInstanceOf(Uint32Array);
  const every = await pool.fingerprint({ content, name: '', secret: testSecret, everyGram: true });
  expect(every.grams.length).toBeGreaterThan(made.grams.length * 4);
  const gone = await pool.fingerprint({
    content: { path: '/nowhere' },
    name: '',
    secret: testSecret,
  });
  expect(gone).toMatchObject({ inspected: false, why: 'missing', digest: '' });
});
