import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { inspectRequest } from '../../../../proxy/inspection/requests/inspect-request.ts';
import type { RequestReport } from '../../../../proxy/inspection/requests/request-report.ts';
import { onePixel } from '../../../support/one-pixel.ts';
import { individual, inspect, sheetData, utf8, xlsxOf } from '../build-documents.ts';
import {
  digestKey,
  escaped,
  field,
  file,
  formType,
  fours,
  multipart,
  partsType,
  send,
  shown,
} from './build-requests.ts';

const number = individual();
const sheet = await xlsxOf({ 名簿: sheetData([['個人番号'], [number]]) });
const found = ' individual-number';

describe('a request', () => {
  it.each<[string, RequestReport | Promise<RequestReport>, string[]]>([
    ['without anything', send('', ''), []],
    ['without anything but a path', send('', '', { url: 'https://a.example/b/c?' }), []],
    ['a form', send(`a=1&b=2`, formType), ['text form:']],
    ['a number in a form', send(`mynumber=${number}`, formType), [`text form:${found}`]],
    ['a number alone in a form', send(`q=${number}`, formType), [`text form:${found}`]],
    ['the number of an order', send(`order_id=${number}&x=1`, formType), ['text form:']],
    [
      'a keyword that belongs to the next field',
      send(`a=個人番号&n=${number}`, formType),
      ['text form:'],
    ],
    [
      'a number as the name of a field',
      send(`個人番号${number}`, formType),
      [`text form:${found}`],
    ],
    [
      'a number in three fields',
      send(`mynumber1=${fours()[0]}&mynumber2=${fours()[1]}&mynumber3=${fours()[2]}`, formType),
      [`text form:${found}`],
    ],
    [
      'a number in a field for each digit',
      send([...number].map((digit, at) => `個人番号[${at}]=${digit}`).join('&'), formType),
      [`text form:${found}`],
    ],
    [
      'three fields that are no number of a person',
      send(`code1=${fours()[0]}&code2=${fours()[1]}&code3=${fours()[2]}`, formType),
      ['text form:'],
    ],
    [
      'a form that says it is text',
      send(`mynumber=${number}&a=b`, 'text/plain'),
      [`text form:${found}`],
    ],
    [
      'JSON that says it is a form',
      send(`{"個人番号":"${number}"}`, formType),
      [`text json:${found}`],
    ],
    [
      'text that says it is a form',
      send(`個人番号は ${number} です`, formType),
      [`text form:${found}`],
    ],
    ['a sheet that says it is a form', send(sheet, formType), [`raw xlsx:${found}`]],
    ['a sheet', send(sheet, 'application/octet-stream'), [`raw xlsx:${found}`]],
    [
      'a sheet with a name',
      send(sheet, '', { contentDisposition: "attachment; filename*=UTF-8''%E9%9B%AA.xlsx" }),
      [`file xlsx 雪.xlsx:${found}`],
    ],
    ['text', send(`個人番号 ${number}`, 'text/plain'), [`text text:${found}`]],
    [
      'JSON',
      send(JSON.stringify({ a: { myNumber: number } }), 'application/json'),
      [`text json:${found}`],
    ],
    [
      'a sheet in Base64 in JSON',
      send(JSON.stringify({ file: Buffer.from(sheet).toString('base64') }), 'application/json'),
      [`text json:${found}`],
    ],
    [
      'a sheet in Base64 in a field, its plus signs not escaped',
      send(`file=${Buffer.from(sheet).toString('base64')}&a=b`, formType),
      [`text form:${found}`],
    ],
    [
      'JSON in a field',
      send(`a=${escaped(utf8(`{"x":"\\u500b\\u4eba\\u756a\\u53f7${number}"}`))}`, formType),
      [`text form:${found}`],
    ],
    [
      'XML',
      send(`<?xml version="1.0"?><個人番号>${number}</個人番号>`, 'text/xml'),
      [`text xml:${found}`],
    ],
    [
      'bytes that nothing reads',
      send(new Uint8Array([1, 2, 3, 0]), ''),
      ['raw unknown false unknown-format:'],
    ],
    ['a picture', send(onePixel, 'image/png'), ['raw png:']],
    [
      'files and fields',
      send(
        multipart([field('個人番号', number), file('a.xlsx', sheet), file('b.png', onePixel)]),
        partsType,
      ),
      [`text form:${found}`, `file xlsx a.xlsx:${found}`, 'file png b.png:'],
    ],
    [
      'a mark in the name of a file',
      send(multipart([file('【極秘】a.txt', 'a')]), partsType),
      ['file text 【極秘】a.txt: mark'],
    ],
    ['an input without a file', send(multipart([file('', '')]), partsType), []],
    [
      'a number in three parts',
      send(multipart(fours().map((four) => field('mynumber[]', four))), partsType),
      [`text form:${found}`],
    ],
    [
      'a file without a name',
      send(multipart([field('f', sheet)]), partsType),
      [`file xlsx:${found}`],
    ],
    [
      'a file in a message in Base64',
      send(
        multipart([
          {
            disposition: 'inline',
            headers: 'Content-Type: application/json\r\n',
            content: '{"name":"a"}',
          },
          {
            disposition: 'attachment',
            headers:
              'Content-Type: application/vnd.ms-excel\r\nContent-Transfer-Encoding: base64\r\n',
            content: Buffer.from(sheet).toString('base64'),
          },
        ]),
        'multipart/related; boundary=qq',
      ),
      ['text form:', `file xlsx:${found}`],
    ],
    [
      'multipart in multipart',
      send(
        multipart([
          {
            disposition: 'form-data; name="files"',
            headers: 'Content-Type: multipart/mixed; boundary=rr\r\n',
            content: multipart([file('a.xlsx', sheet)], 'rr'),
          },
        ]),
        partsType,
      ),
      [`file xlsx a.xlsx:${found}`],
    ],
    [
      'another header field of a part',
      send(multipart([{ ...field('a', 'b'), headers: `X-My-Number: ${number}\r\n` }]), partsType),
      [`text form:${found}`],
    ],
    [
      'a multipart that is cut',
      send(multipart([field('個人番号', number)]).subarray(0, -8), partsType),
      [`text form:${found}`, `raw text partly broken:${found}`],
    ],
    ['a multipart that is none', send(sheet, partsType), [`raw xlsx partly broken:${found}`]],
    [
      'a multipart with another boundary',
      send(multipart([field('個人番号', number)], 'zz'), partsType),
      [`raw text partly broken:${found}`],
    ],
    [
      'a multipart that says it is text',
      send(multipart([file('a.xlsx', sheet)]), 'text/plain'),
      [`file xlsx a.xlsx:${found}`],
    ],
    [
      'text that begins like a multipart',
      send('--a comment\r\nb\r\n\r\nc', 'text/plain'),
      ['text text:'],
    ],
    ['a query', send('', '', { url: `/a?mynumber=${number}#x` }), [`query url:${found}`]],
    [
      'a query that is escaped twice',
      send('', '', {
        url: `https://a.example/?q=%25E5%2580%258B%25E4%25BA%25BA%25E7%2595%25AA%25E5%258F%25B7+${number}`,
      }),
      [`query url:${found}`],
    ],
    [
      'a sheet in a query',
      send('', '', { url: `/a?d=${encodeURIComponent(Buffer.from(sheet).toString('base64'))}` }),
      [`query url:${found}`],
    ],
    ['a number in a path', send('', '', { url: `/mynumber/${number}` }), [`query url:${found}`]],
    ['an identifier in a query', send('', '', { url: `/a?id=${number}` }), ['query url:']],
    [
      'a compressed body',
      send(gzipSync(`mynumber=${number}`), formType, { contentEncoding: 'gzip' }),
      [`text form:${found}`],
    ],
    [
      'an encoding that nobody knows',
      send('abc', formType, { contentEncoding: 'x-none' }),
      ['raw null false unknown-format:'],
    ],
    [
      'more than may be read',
      send('abcdef', '', { limits: { bytesIn: 5 } }),
      ['raw null false too-large:'],
    ],
  ])('%s', async (_, report, expected) => {
    expect(shown(await report)).toEqual(expected);
  });

  it('gives back the body that was decoded, and nothing where none had to be', async () => {
    const { body } = await send(gzipSync('a=b'), formType, { contentEncoding: 'gzip' });
    expect(new TextDecoder().decode(body ?? new Uint8Array())).toBe('a=b');
    expect((await send('a=b', formType, { contentEncoding: 'identity' })).body).toBeNull();
  });

  it('is as good as its worst item', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    const sent = multipart([field('a', 'b'), file('b.heic', heic), file('c.txt', 'c')]);
    expect(await send(sent, partsType)).toMatchObject({ inspected: false, why: 'unknown-format' });
    expect((await send('a=b', formType)).inspected).toBe(true);
  });

  it('gives a file the same digest wherever it stands, and a form one that knows no boundary', async () => {
    const digests = async (body: Uint8Array, type: string) =>
      (await send(body, type)).items.map(({ digest }) => digest);
    const parts = [field('a', 'b'), file('a.xlsx', sheet)];
    const first = await digests(multipart(parts), partsType);
    expect(first[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(await digests(multipart(parts, 'zz'), 'multipart/form-data; boundary=zz')).toEqual(
      first,
    );
    expect(await digests(sheet, '')).toEqual([first[1]]);
    expect(await digests(multipart([field('a', 'c')]), partsType)).not.toContain(first[0]);
  });

  it('shares its limits between all items', async () => {
    const bomb = gzipSync(Buffer.alloc(900_000, 'a '));
    const parts = Array.from({ length: 4 }, (_, at) => file(`${at}.gz`, bomb));
    const report = await send(multipart(parts), partsType, { limits: { bytesOut: 2_000_000 } });
    expect(report).toMatchObject({ inspected: false, why: 'too-large' });
    expect(report.items.map(({ why }) => why)).toContain(undefined);
  });

  it('holds no value', async () => {
    const sent = multipart([field(`個人番号${number}`, number), file(`${number}.txt`, number)]);
    const { items } = await send(sent, partsType);
    expect(JSON.stringify(items.map(({ name: _, ...rest }) => rest))).not.toContain(number);
  });

  it('gives the same findings as a file inspected by itself', async () => {
    const alone = await inspect(sheet, { name: 'a.xlsx', withText: false });
    const { items } = await inspectRequest(
      {
        bytes: multipart([file('a.xlsx', sheet)]),
        contentType: partsType,
        contentEncoding: '',
        url: '/',
      },
      { limits: defaultLimits, detection: {}, digestKey },
    );
    expect(items[0]?.findings).toEqual(alone.findings);
  });
});
