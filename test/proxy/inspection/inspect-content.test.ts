import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  docxOf,
  individual,
  inspect,
  paragraph,
  pdfOf,
  sheetData,
  utf8,
  xlsxOf,
  zipOf,
} from './build-documents.ts';

describe('inspection of content', () => {
  it('looks at the file name', async () => {
    expect((await inspect(utf8('なし'), { name: '【極秘】予算.txt' })).findings).toMatchObject([
      { kind: 'mark', place: { corner: 'name' }, masked: '極秘' },
    ]);
  });

  it('inspects nothing of an empty file, and that is all of it', async () => {
    expect(await inspect(new Uint8Array())).toMatchObject({ inspected: true, findings: [] });
  });

  it('believes no extension', async () => {
    expect(await inspect(utf8('text'), { name: 'a.docx' })).toMatchObject({
      type: 'text',
      inspected: true,
    });
    expect(await inspect(await docxOf(paragraph('a')), { name: 'a.txt' })).toMatchObject({
      type: 'docx',
    });
  });

  it('never holds the value', async () => {
    const { findings } = await inspect(utf8(`個人番号 ${individual()}`), {
      name: `${individual()}.txt`,
    });
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toMatch(/\d{4}/);
  });

  it('takes no more than it may', async () => {
    expect(await inspect(utf8('text'), { limits: { bytesIn: 2 } })).toMatchObject({
      inspected: false,
      why: 'too-large',
    });
    expect((await inspect(utf8('a,b\n'.repeat(9999)), { limits: { time: -1 } })).inspected).toBe(
      true,
    );
  });

  it('never fails on damaged documents, and calls none of them clean that lost a piece', async () => {
    const documents = await Promise.all([
      docxOf(paragraph('a'.repeat(500))),
      xlsxOf({ a: sheetData([['a', 1]]) }),
      zipOf({ 'a.txt': 'a'.repeat(99) }),
      pdfOf(['Text of a page']),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
          minLength: 1,
          maxLength: 8,
        }),
        async (document, changes) => {
          const damaged = Uint8Array.from(document);
          for (const [where, byte] of changes) damaged[Math.floor(where * damaged.length)] = byte;
          const report = await inspect(damaged);
          expect(report.inspected === true || report.why !== undefined).toBe(true);
          const cut = await inspect(document.subarray(0, Math.floor(document.length * 0.7)));
          expect(cut.inspected).not.toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
