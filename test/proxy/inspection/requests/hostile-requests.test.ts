import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded, individual, sheetData, utf8, xlsxOf } from '../build-documents.ts';
import { escaped, field, file, formType, multipart, partsType, send } from './build-requests.ts';

const number = individual();
const sheet = await xlsxOf({ 名簿: sheetData([['個人番号'], [number]]) });

describe('requests in general', () => {
  it('is not held up by thousands of parts', async () => {
    const report = await send(
      multipart(Array.from({ length: 6000 }, () => field('a', '1'))),
      partsType,
    );
    expect(report).toMatchObject({ inspected: 'partly', why: 'broken' });
  });

  it('finds nothing in tokens, identifiers and time stamps', async () => {
    const hex = fc.stringMatching(/^[0-9a-f]{12,40}$/).filter((text) => /[a-f]/.test(text));
    const value = fc.oneof(fc.uuid(), hex, fc.integer({ min: 1.6e12, max: 1.9e12 }).map(String));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        const url = `/a?${values.map((each, at) => `k${at}=${each}`).join('&')}`;
        const { items } = await send('', '', { url });
        expect(items.flatMap(({ findings }) => findings)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('finds a number in any field, in any charset and encoding', async () => {
    const charset = fc.constantFrom('UTF8', 'SJIS', 'EUCJP', 'JIS');
    const names = fc.array(fc.constantFrom('氏名', '住所', 'a', 'memo'), { maxLength: 6 });
    const wide = (digits: string) =>
      digits.replace(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
    await fc.assert(
      fc.asyncProperty(
        names,
        names,
        charset,
        fc.boolean(),
        fc.boolean(),
        async (before, after, to, isWide, isForm) => {
          const fields: [string, string][] = [
            ...before.map((name): [string, string] => [name, '横手市中央町']),
            ['個人番号', isWide ? wide(number) : number],
            ...after.map((name): [string, string] => [name, '一二三']),
          ];
          const text = (each: string) => encoded(each, to);
          const body = isForm
            ? fields
                .map(([name, value]) => `${escaped(text(name))}=${escaped(text(value))}`)
                .join('&')
            : multipart(
                fields.map(([name, value]) => ({
                  disposition: Buffer.concat([utf8('form-data; name="'), text(name), utf8('"')]),
                  content: text(value),
                })),
              );
          const { items } = await send(body, isForm ? formType : partsType);
          expect(items.flatMap(({ findings }) => findings.map(({ kind }) => kind))).toEqual([
            'individual-number',
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never throws and never calls clean what it could not split', async () => {
    const whole = multipart([field('個人番号', number), file('a.xlsx', sheet.subarray(0, 300))]);
    const change = fc.record({
      at: fc.nat(whole.length),
      cut: fc.nat(40),
      put: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let body = Buffer.from(whole);
        for (const { at, cut, put } of changes) {
          body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + cut)]);
        }
        const report = await send(body, partsType);
        // The sheet is cut: whatever else happens, it is never all inspected while it is there.
        if (body.includes('a.xlsx')) expect(report.inspected).not.toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
