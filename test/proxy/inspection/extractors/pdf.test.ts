import { describe, expect, it } from 'vitest';
import { encoded, foundIn, individual, inspect, pdfFile, pdfOf, utf8 } from '../build-documents.ts';
import { encryptedPdf } from '../build-encrypted-pdf.ts';

describe('pdf', () => {
  it('tells the page', async () => {
    expect(await foundIn(pdfOf(['Nothing here', `My Number ${individual()}`]))).toEqual([
      'individual-number at {"page":2}',
    ]);
  });

  it('reads digits with spaces between them', async () => {
    expect(await foundIn(pdfOf([`My Number ${[...individual()].join(' ')}`]))).toHaveLength(1);
  });

  it.each([
    ['is not clean where no page has text', pdfOf(['', '']), { inspected: false, why: 'no-text' }],
    [
      'is inspected partly where one page has none',
      pdfOf(['Text', '']),
      { inspected: 'partly', why: 'no-text' },
    ],
    [
      'is broken where its table is damaged',
      Buffer.from(
        Buffer.from(pdfOf(['Text']))
          .toString('latin1')
          .replace('0000000009', '00000x0009'),
        'latin1',
      ),
      { why: 'broken' },
    ],
    [
      'is broken where nothing can be read',
      Buffer.from('%PDF-1.4\nnothing'),
      { inspected: false, why: 'broken' },
    ],
  ])('%s', async (_, bytes, report) => {
    expect(await inspect(bytes)).toMatchObject(report);
  });
});

/** A page with these annotations. @param font of a line of text */
function annotated(
  annotations: readonly string[],
  font = '/Type1 /BaseFont /Helvetica',
): Uint8Array {
  const line = 'BT /F1 9 Tf 20 100 Td (Text) Tj ET';
  const numbers = annotations.map((_, at) => `${7 + at} 0 R`).join(' ');
  const painted = 'BT /F1 9 Tf 2 2 Td (PAINTED) Tj 9 0 Td (12) Tj 0 -9 Td (BELOW) Tj ET';
  return pdfFile([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${numbers}] >> >>`,
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    `<< /Type /Font /Subtype ${font} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R /Annots [${numbers}] >>`,
    `<< /Length ${line.length} >>\nstream\n${line}\nendstream`,
    `<< /Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 3 0 R >> >> /Length ${painted.length} >>\nstream\n${painted}\nendstream`,
    ...annotations.map((each) => `<< /Type /Annot /Rect [10 10 100 30] ${each} >>`),
  ]);
}

describe('annotations of a pdf', () => {
  const number = individual();

  it.each([
    ['a field, behind what it is called', `/Subtype /Widget /FT /Tx /T (My Number) /V (${number})`],
    ['what nobody sees', `/Subtype /Text /F 2 /Contents (My Number ${number})`],
    ['what may be chosen', `/Subtype /Widget /FT /Ch /T (a) /Opt [(b) (My Number ${number})]`],
  ])('give %s', async (_, annotation) => {
    expect(await foundIn(annotated([annotation]))).toEqual([
      'individual-number at {"page":1,"corner":"annotation"}',
    ]);
  });

  it('give what is painted and stands nowhere else, digits of boxes together', async () => {
    const { text } = await inspect(annotated(['/Subtype /Stamp /AP << /N 6 0 R >>']));
    expect(text?.split('\n').slice(-2)).toEqual(['PAINTED12', 'BELOW']);
  });

  it('give what a field holds once where it is painted too', async () => {
    const field = '/Subtype /Widget /FT /Tx /T (a) /V (PAINTED 12 BELOW) /AP << /N 6 0 R >>';
    const { text } = await inspect(annotated([field]));
    expect(text?.match(/PAINTED/g)).toHaveLength(1);
  });
});

it('goes on behind a broken page, whose text is read as far as it can be', async () => {
  const whole = Buffer.from(pdfOf(['first', 'second'])).toString('latin1');
  const content = '/F1 12 Tf 20 100 Td (first) Tj ET';
  const missing = '/F1 9 Tf (first) Tj ET /X Do'.padEnd(content.length);
  const report = await inspect(Buffer.from(whole.replace(content, missing), 'latin1'));
  expect(report).toMatchObject({ inspected: 'partly', why: 'broken' });
  expect(report.text).toContain('first\nsecond');
});

it('is not clean where a font of a pdf cannot be read', async () => {
  const font =
    '/Type0 /BaseFont /Gothic /Encoding /V /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 1 >> >>]';
  expect(await inspect(annotated([], font))).toMatchObject({ inspected: false, why: 'broken' });
});

describe('an encrypted pdf', () => {
  const clear = pdfOf([`My Number ${individual()}`]);
  it.each([
    ['ASCII', utf8('pass'), 'pass'],
    ['Shift_JIS', encoded('ひみつ', 'SJIS'), 'ひみつ'],
    ['UTF-8', utf8('ひみつ'), 'ひみつ'],
  ])('is read with its password in %s', async (_, bytes, password) => {
    const made = encryptedPdf(clear, bytes, utf8('owner'));
    const report = await inspect(made, { password });
    expect(report).toMatchObject({ inspected: true, findings: [{ place: { page: 1 } }] });
    expect(await inspect(made)).toMatchObject({
      inspected: false,
      why: 'encrypted',
      lock: 'wanted',
    });
    expect(await inspect(made, { password: 'x' })).toMatchObject({ lock: 'wrong', findings: [] });
  });

  it('opens by the password of its owner as well', async () => {
    const made = encryptedPdf(clear, utf8('user'), utf8('owner'));
    expect(await inspect(made, { password: 'owner' })).toMatchObject({ inspected: true });
  });

  it('is read in full where it opens without a password, and forbids changes alone', async () => {
    const report = await inspect(encryptedPdf(clear, utf8(''), utf8('owner')));
    expect(report).toMatchObject({ inspected: true, findings: [{ place: { page: 1 } }] });
  });

  it('is not whole where its attachments may have a key of their own', async () => {
    const made = Buffer.concat([encryptedPdf(clear, utf8(''), utf8('owner')), utf8('% /EFF\n')]);
    expect(await inspect(made)).toMatchObject({ inspected: 'partly', lock: 'wanted' });
  });
});
