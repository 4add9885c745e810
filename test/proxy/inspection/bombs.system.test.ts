/** Small files that would be large, deep or long: each ends with the reason of its limit, and soon. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { withData } from '../../support/shared-data.ts';
import {
  docxOf,
  individual,
  inspect,
  paragraph,
  pdfOf,
  sheetData,
  xlsxOf,
  zipOf,
} from './build-documents.ts';

const pool = startPool({ size: 1 });
afterAll(() => pool[Symbol.asyncDispose]());

const mega = 1_000_000;
/** What is not soon ends with the pool's own limit of time, which is another reason than these. */
const inspectSoon = (bytes: Uint8Array) => pool.inspect({ content: { bytes }, name: '' });

const text = `個人番号 ${individual()}\n`;

async function nested(levels: number, pack: (inner: Uint8Array) => Promise<Uint8Array>) {
  let inner: Uint8Array = Buffer.from(text);
  for (let level = 0; level < levels; level++) inner = await pack(inner);
  return inner;
}
const inZip = (inner: Uint8Array) => zipOf({ a: inner });
const tarOf = (content: Uint8Array) => {
  const head = Buffer.alloc(512);
  head.write('a', 0);
  head.write(
    `000644 \x00000000 \x00000000 \x00${content.length.toString(8).padStart(11, '0')} `,
    100,
  );
  head.write('00000000000 ', 136);
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([
    head,
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
    Buffer.alloc(1024),
  ]);
};
const inTarGz = async (inner: Uint8Array) => gzipSync(tarOf(inner));
const inJson = async (inner: Uint8Array) =>
  Buffer.from(JSON.stringify({ a: Buffer.from(inner).toString('base64') }));

describe('ten levels of containers', () => {
  it.each([
    ['zip', inZip],
    ['tar.gz', inTarGz],
    ['gz', async (inner: Uint8Array) => gzipSync(inner)],
    ['Base64 in JSON', inJson],
    ['docx', (inner: Uint8Array) => docxOf(paragraph('a'), { 'word/embeddings/a.bin': inner })],
    [
      'zip, br, gz and zst by turns',
      async (inner: Uint8Array) => zstdCompressSync(gzipSync(inner)),
    ],
  ])('are read: %s', async (_, pack) => {
    const report = await inspectSoon(await nested(10, pack));
    expect(report).toMatchObject({ inspected: true, findings: [{ kind: 'individual-number' }] });
  });

  it.each([
    ['zip', inZip],
    ['gz', async (inner: Uint8Array) => gzipSync(inner)],
    ['Base64 in JSON', inJson],
  ])('and more than twenty are too deep, which is said: %s', async (_, pack) => {
    const report = await inspectSoon(await nested(22, pack));
    expect(report).toMatchObject({ why: 'too-deep', findings: [] });
    expect(report.inspected).not.toBe(true);
  });
});

/** Twelve archives, each with twelve, each with twelve … and at the end of each a large one. */
async function tree(levels: number): Promise<Uint8Array> {
  let inner = await zipOf({ a: new Uint8Array(3 * mega) });
  for (let level = 0; level < levels; level++) {
    inner = await zipOf(
      Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}`, inner])),
    );
  }
  return inner;
}

/** Many entries, and all of them are the same bytes. */
async function overlapping(): Promise<Uint8Array> {
  const one = Buffer.from(await zipOf({ a: new Uint8Array(4 * mega) }));
  const central = one.indexOf('PK\x01\x02');
  const end = one.indexOf('PK\x05\x06');
  const line = one.subarray(central, end);
  const tail = Buffer.from(one.subarray(end));
  const count = 2000;
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(line.length * count, 12);
  return Buffer.concat([
    one.subarray(0, central),
    ...Array.from({ length: count }, () => line),
    tail,
  ]);
}

const entityBomb = () =>
  zipOf({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    'word/document.xml': `<!DOCTYPE a [${Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')}]><w:document><w:body><w:p>&e30;</w:p></w:body></w:document>`,
  });

function pdfBomb(): Uint8Array {
  const packed = deflateSync(Buffer.alloc(200 * mega, 0x20)).toString('latin1');
  const stream = `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}`;
  const whole = Buffer.from(pdfOf(['a'])).toString('latin1');
  return Buffer.from(
    whole.replace(/<< \/Length \d+ >>\nstream\n.*(?=\nendstream)/s, stream),
    'latin1',
  );
}

const rows = Array.from(
  { length: 20_000 },
  (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`,
).join('');

describe('a bomb is stopped', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['zeros in a zip', () => zipOf({ a: new Uint8Array(90 * mega) }), /ratio/],
    ['zeros in gz', () => gzipSync(Buffer.alloc(300 * mega)), /ratio/],
    ['gz of gz', () => gzipSync(gzipSync(Buffer.alloc(300 * mega))), /ratio/],
    ['zeros in br', () => brotliCompressSync(Buffer.alloc(100 * mega)), /ratio/],
    ['zeros in zst', () => zstdCompressSync(Buffer.alloc(300 * mega)), /ratio/],
    ['archives in archives', () => tree(2), /ratio/],
    ['entries that lie over each other', overlapping, /broken|ratio/],
    [
      'more entries than anybody reads',
      () => zipOf(Object.fromEntries(Array.from({ length: 10_100 }, (_, at) => [`${at}`, '']))),
      /too-many-entries/,
    ],
    ['entities of XML', entityBomb, /broken/],
    ['a page of a PDF', pdfBomb, /ratio/],
    ['brackets of JSON', () => Buffer.from('['.repeat(mega)), /./],
    ['groups of RTF', () => Buffer.from(`{\\rtf1${'{'.repeat(mega)}`), /too-deep/],
    [
      'letters of RTF, each by itself',
      () => Buffer.from(`{\\rtf1${"\\'8".repeat(mega / 10)}`),
      /truncated/,
    ],
  ])('%s', async (_, make, why) => {
    const report = await inspectSoon(await make());
    if (report.inspected === true) expect([report.type, why.source]).toEqual(['json', '.']);
    else expect(report.why).toMatch(why);
    expect(['timeout', 'memory', 'crashed']).not.toContain(report.why);
  });

  it('one long text in thousands of cells', async () => {
    const table = await xlsxOf(
      { a: `<sheetData>${rows}</sheetData>` },
      { 'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(10_000)}</t></si></sst>` },
    );
    const report = await inspect(table, { limits: { bytesOut: 8 * mega }, withText: false });
    expect(report).toMatchObject({ type: 'xlsx', why: 'too-large' });
  });

  const quine = path.join(projectRoot, '../shared/data/docs/files/malformed/quine.gz');
  it.skipIf(!existsSync(quine))(
    withData('a file that unpacks to itself', !existsSync(quine)),
    async () => {
      expect(await inspectSoon(readFileSync(quine))).toMatchObject({
        inspected: false,
        why: 'too-deep',
      });
    },
  );

  it('and what follows it is inspected as if nothing had been', async () => {
    const report = await inspectSoon(
      await xlsxOf({ a: sheetData([['個人番号'], [individual()]]) }),
    );
    expect(report).toMatchObject({ inspected: true, findings: [{ place: { cell: 'A2' } }] });
  });
});
