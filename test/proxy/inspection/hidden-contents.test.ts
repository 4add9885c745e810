import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64In, mayHoldBase64 } from '../../../proxy/inspection/hidden-contents.ts';
import { individual, inspect, utf8, zipOf } from './build-documents.ts';

const number = individual();
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
const lines = (text: string) => text.replace(/(.{76})/g, '$1\r\n');
const long = `個人番号 ${number} お知らせ。`.repeat(9);
const numbersIn = async (text: string) =>
  (await inspect(utf8(text))).findings.filter(({ kind }) => kind === 'individual-number').length;

describe('Base64 in a text', () => {
  it.each([
    ['a short one', `key: ${base64(`個人番号 ${number}`)} end`],
    ['over several lines', `お知らせ\r\n${lines(base64(long))}\r\n以上`],
    ['compressed', `payload=${base64(gzipSync(long))}`],
    ['twice', base64(base64(`個人番号 ${number}`))],
    ['a data URL', `src="data:text/plain;base64,${base64(`個人番号 ${number}`)}"`],
    ['in a cell', `名前,内容,日\na,${base64(`個人番号 ${number}`)},1\nb,c,2\nd,e,3\n`],
  ])('is read: %s', async (_, text) => {
    expect(await numbersIn(text)).toBeGreaterThan(0);
  });

  it('is read once, however deep its file lies', async () => {
    const text = `a: ${base64(`個人番号 ${number}`)}`;
    const zip = await zipOf({ 'a.zip': await zipOf({ 'a.txt': text }) });
    const found = (await inspect(zip)).findings;
    expect(found.filter(({ kind }) => kind === 'individual-number')).toHaveLength(1);
  });

  it.each([
    ['words', 'internationalization and documentation'],
    ['a digest', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a path', 'node_modules/typescript/lib/lib.es2023.d.ts'],
  ])('is none: %s', async (_, text) => {
    const found = [];
    for await (const bytes of base64In(text)) found.push(bytes);
    expect(found).toEqual([]);
    expect((await inspect(utf8(text))).inspected).toBe(true);
  });
});

it('sees a run of sixteen characters wherever it stands', () => {
  const piece = fc.constantFrom('あ', ' ', 'A', '9/', 'b_-', '+'.repeat(7), 'Z'.repeat(15));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      expect(mayHoldBase64(text)).toBe(/[A-Za-z0-9+/_-]{16}/.test(text));
    }),
    { numRuns: 2000 },
  );
});
