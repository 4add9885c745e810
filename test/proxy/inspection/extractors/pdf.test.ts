import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect, pdfOf } from '../build-documents.ts';

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
