/**
 * Inspection: how fast text is scanned for numbers, and how long text, a sheet and a PDF take from
 * bytes to findings, in this process and through the pool.
 */
import { type InspectionPool, startPool } from '../../proxy/inspection/pool.ts';
import { isIndividualNumber } from '../../shared/detection/check-digits.ts';
import { digitGroups } from '../../shared/detection/digit-groups.ts';
import { fold } from '../../shared/detection/fold.ts';
import {
  individual,
  inspect,
  pdfOf,
  sheetData,
  utf8,
  xlsxOf,
} from '../proxy/inspection/build-documents.ts';
import { file, multipart, partsType } from '../proxy/inspection/requests/build-requests.ts';
import { largeWorkbook } from './xlsx-part-large.ts';

const twelve = new Set([12]);
const japanese =
  '横手市の広報によれば、次の催しは4月12日（土）の午前10時から、市民会館で開かれます。参加は無料です。\n';
const log =
  '2026-04-12T10:00:00+09:00 GET /city/news/2026/index.html 200 5120 "Mozilla/5.0" 12.5ms\n';

export async function run(): Promise<void> {
  for (const [name, text] of [
    ['ASCII', log.repeat(250_000)],
    ['Japanese', japanese.repeat(120_000)],
  ] as const) {
    const bytes = Buffer.byteLength(text);
    await rate(`12-digit scan with check digit, ${name}`, bytes, () => scan(fold(text).text));
    await rate(`text from bytes to findings, ${name}`, bytes, () =>
      inspect(utf8(text), { withText: false }),
    );
  }
  const rows = Array.from({ length: 20_000 }, (_, at) => [
    `佐藤${at}`,
    '秋田県横手市中央町',
    at * 7919,
    `013-86${at % 100}`,
    at,
  ]);
  const sheet = await xlsxOf({
    名簿: sheetData([['氏名', '住所', '番号', '郵便番号', '年齢'], ...rows]),
  });
  await time(`xlsx, 100,000 cells, ${kilobytes(sheet)} kB`, () =>
    inspect(sheet, { withText: false }),
  );
  await largeSheet();
  const pages = pdfOf(Array.from({ length: 100 }, (_, at) => `Page ${at} `.repeat(200)));
  await time(`pdf, 100 pages, ${kilobytes(pages)} kB`, () => inspect(pages, { withText: false }));
  await using pool = startPool();
  const content = { bytes: utf8(`個人番号 ${individual()}`) };
  await time('a short text through the pool', () => pool.inspect({ content, name: '' }));
  const large = { bytes: utf8(japanese.repeat(70_000)) };
  await time(`${kilobytes(large.bytes)} kB of text through the pool`, () =>
    pool.inspect({ content: large, name: '' }),
  );
  await requests(pool);
}

/** The machine is shared: processor time beside the time on the clock. */
async function largeSheet(): Promise<void> {
  const workbook = await largeWorkbook(120_000);
  await using pool = startPool({ size: 1 });
  const look = () => pool.inspect({ content: { bytes: workbook }, name: '事業一覧.xlsx' });
  // Its first inspection also compiles the program.
  await look();
  await time(`xlsx, ${kilobytes(workbook)} kB, through the pool`, look);
  const used = process.cpuUsage();
  await inspect(workbook, { withText: false });
  const { user, system } = process.cpuUsage(used);
  print('the same, processor time', `${((user + system) / 1000).toFixed(0)} ms`);
}

async function requests(pool: InspectionPool): Promise<void> {
  const send = (bytes: Uint8Array, contentType: string) =>
    pool.inspectRequest({
      bytes,
      contentType,
      contentEncoding: '',
      url: '/api/v1/items?session=af31c0e9&page=2',
      digestKey: new Uint8Array(32),
    });
  const record = {
    id: 'af31c0e9',
    title: '催しのお知らせ',
    at: 1_775_952_000_123,
    tags: ['a', 'b'],
  };
  const json = (count: number) => utf8(JSON.stringify(Array.from({ length: count }, () => record)));
  const [small, medium] = [json(22), json(110)];
  await time('request: 10 kB of JSON', () => send(medium, 'application/json'));
  const fields = Array.from(
    { length: 20_000 },
    (_, at) => `field${at}=${'%E5%82%AC%E3%81%97'.repeat(2)}+${at}`,
  );
  await time(`request: form, ${kilobytes(utf8(fields.join('&')))} kB`, () =>
    send(utf8(fields.join('&')), 'application/x-www-form-urlencoded'),
  );
  const rows = Array.from({ length: 20_000 }, (_, at) => [`佐藤${at}`, '横手市', at * 7919]);
  const sheet = await xlsxOf({ 名簿: sheetData(rows) });
  const upload = multipart([file('名簿.xlsx', sheet), file('a.txt', japanese.repeat(70_000))]);
  await time(`request: multipart with an xlsx, ${kilobytes(upload)} kB`, () =>
    send(upload, partsType),
  );
  // What every request of every page costs: processor time of this process, and how long it takes.
  const rounds = 500;
  for (let round = 0; round < rounds; round++) await send(small, 'application/json');
  const began = performance.now();
  const used = process.cpuUsage();
  for (let round = 0; round < rounds; round++) await send(small, 'application/json');
  const { user, system } = process.cpuUsage(used);
  const each = (performance.now() - began) / rounds;
  print(
    `request: ${small.length} bytes of JSON, of ${rounds}`,
    `${each.toFixed(2)} ms, of which ${((user + system) / rounds / 1000).toFixed(2)} ms of this process`,
  );
}

function scan(text: string): number {
  return digitGroups(text, twelve).filter(({ digits }) => isIndividualNumber(digits)).length;
}

/** The best of three: the machine is shared. */
async function best(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

async function rate(name: string, bytes: number, work: () => unknown): Promise<void> {
  print(name, `${(bytes / 1000 / (await best(work))).toFixed(0)} MB/s`);
}

async function time(name: string, work: () => unknown): Promise<void> {
  print(name, `${(await best(work)).toFixed(1)} ms`);
}

const kilobytes = (bytes: Uint8Array) => Math.round(bytes.length / 1000);
const print = (name: string, figure: string) => process.stdout.write(`${name}: ${figure}\n`);
