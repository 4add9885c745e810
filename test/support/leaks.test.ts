import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { encoded, individual, zipOf } from '../proxy/inspection/build-documents.ts';
import { findLeaks } from './leaks.ts';

const number = individual();
const words = '横手市の秘密の文書';
const values = [individual('98765432109'), number, words];
const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-leaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const groups = (separator: string) => (number.match(/.{4}/g) ?? []).join(separator);
const fullWidth = [...number].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
const base64 = (before: string, text: string) =>
  Buffer.from(`${before}${text}!`).toString('base64');

const planted: readonly (readonly [
  sentence: string,
  bytes: string | Uint8Array,
  spelling: string,
])[] = [
  ['a number as it is', `{"a":"${number}"}`, 'UTF-8'],
  ['words as they are', `--${words}--`, 'UTF-8'],
  ['words in Shift_JIS', encoded(`--${words}--`, 'SJIS'), 'Shift_JIS'],
  ['a number in UTF-16LE', utf16(`a${number}`), 'UTF-16LE'],
  ['words in UTF-16BE', utf16(words).swap16(), 'UTF-16BE'],
  ['base64 from the first byte', base64('', number), 'UTF-8, base64'],
  ['base64 from the second byte', base64('a', number), 'UTF-8, base64'],
  ['base64 from the third byte', base64('ab', number), 'UTF-8, base64'],
  ['words in base64url', Buffer.from(`a${words}`).toString('base64url'), 'UTF-8, base64'],
  [
    'base64 of Shift_JIS',
    Buffer.from(encoded(words, 'SJIS')).toString('base64'),
    'Shift_JIS, base64',
  ],
  ['base64 of UTF-16LE', utf16(number).toString('base64'), 'UTF-16LE, base64'],
  ['hex', Buffer.from(number).toString('hex'), 'UTF-8, hex'],
  ['hex in capitals', Buffer.from(words).toString('hex').toUpperCase(), 'UTF-8, hex'],
  ['a query string', `?q=${encodeURIComponent(words)}`, 'percent-encoded'],
  ['a query string in small letters', encodeURIComponent(words).toLowerCase(), 'percent-encoded'],
  [
    'percent-encoded digits',
    [...number].map((digit) => `%3${digit}`).join(''),
    'percent-encoded throughout',
  ],
  [
    'JSON escapes',
    [...words].map((each) => `\\u${each.charCodeAt(0).toString(16)}`).join(''),
    'JSON escapes',
  ],
  [
    'a search index',
    [...number]
      .slice(1)
      .map((each, at) => number[at] + each)
      .join(' '),
    'bigrams',
  ],
  ['groups with hyphens', groups('-'), 'separators removed'],
  ['groups with spaces', groups(' '), 'separators removed'],
  ['one digit in each cell', [...number].join('","'), 'separators removed'],
  ['full-width digits', fullWidth, 'separators removed'],
  ['several lines', groups('\r\n'), 'separators removed'],
];

describe('findLeaks', () => {
  it.each(planted)('finds %s', (sentence, bytes, spelling) => {
    const file = path.join(folder, sentence);
    writeFileSync(file, bytes);
    const leaks = findLeaks(values, { files: [file] });
    expect(leaks.map((each) => each.spelling)).toContain(spelling);
    expect(leaks.every(({ place, value }) => place === file && value > 0)).toBe(true);
    expect(JSON.stringify(leaks)).not.toContain(number);
  });

  it('unpacks segments that follow each other', () => {
    const file = path.join(folder, 'segments.gz');
    const long = `${'雪まつり'.repeat(50)}${words}`;
    writeFileSync(file, Buffer.concat([gzipSync('clean'), Buffer.from('\n'), gzipSync(long)]));
    expect(findLeaks(values, { files: [file] })).toEqual([
      { place: `${file} › gzip`, spelling: 'UTF-8', value: 2 },
    ]);
  });

  it('unpacks a segment that was cut off', () => {
    const file = path.join(folder, 'cut.gz');
    const whole = gzipSync(`${words} ${'雪まつり'.repeat(50)}`);
    writeFileSync(file, whole.subarray(0, whole.length - 9));
    expect(findLeaks(values, { files: [file] })).toMatchObject([{ value: 2 }]);
  });

  it('unpacks an archive in an archive', async () => {
    const file = path.join(folder, 'nested.zip');
    const inner = await zipOf({ 'a.txt': `${words}\n`.repeat(9) });
    writeFileSync(file, await zipOf({ 'inner.zip': inner, 'b.txt': 'clean' }));
    expect(findLeaks(values, { files: [file] })).toMatchObject([{ value: 2 }]);
  });

  it('reads a database row that goes over pages', () => {
    const file = path.join(folder, 'pages.sqlite');
    using database = new DatabaseSync(file);
    database.exec('create table t (a text)');
    const insert = database.prepare('insert into t values (?)');
    // Somewhere in these the number is cut by the end of a page.
    for (let at = 0; at < 12; at += 1) insert.run(`${'-'.repeat(4_000 + at * 8)}${number}`);
    expect(findLeaks(values, { files: [file] })).toContainEqual({
      place: `${file} › rows`,
      spelling: 'UTF-8',
      value: 1,
    });
  });

  it('reads a database with counts that no number of JavaScript holds', () => {
    const file = path.join(folder, 'counts.db');
    {
      using database = new DatabaseSync(file);
      database.exec('create table t (a integer, b text)');
      database.prepare('insert into t values (?, ?)').run(13_440_391_438_439_849n, number);
    }
    expect(findLeaks(values, { files: [file] })).toContainEqual({
      place: `${file} › rows`,
      spelling: 'UTF-8',
      value: 1,
    });
  });

  it('looks into all of a folder, and into strings', () => {
    expect(findLeaks(values, { files: [folder] }).length).toBeGreaterThan(planted.length);
    const texts = { console: `a ${number}`, page: 'clean' };
    expect(findLeaks(values, { texts })).toEqual([
      { place: 'console', spelling: 'UTF-8', value: 1 },
    ]);
  });

  it('finds nothing where nothing is, masks neither', () => {
    const texts = { masked: '•••••••••••• 個人番号', other: individual('11223344556') };
    expect(findLeaks(values, { texts, files: [path.join(folder, 'not there')] })).toEqual([]);
  });

  it('takes no value that stands everywhere', () => {
    expect(() => findLeaks(['1234'], {})).toThrow('too short');
  });
});
