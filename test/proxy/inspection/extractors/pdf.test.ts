import { describe, expect, it } from 'vitest';
import { encoded, foundIn, individual, inspect, pdfOf, utf8 } from '../build-documents.ts';
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
