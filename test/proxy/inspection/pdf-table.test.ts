import { describe, expect, it } from 'vitest';
import { hasSoundTable } from '../../../proxy/inspection/pdf-table.ts';
import { pdfOf } from './build-documents.ts';

const text = Buffer.from(pdfOf(['a'])).toString('latin1');

describe('the table of a PDF', () => {
  it.each([
    ['is sound', text, true],
    ['is sound behind other bytes', `before\n${text}`, true],
    ['has an entry that is none', text.replace('0000000009', '000000000x'), false],
    ['is shorter than it says', text.replace(/xref\n0 \d/, 'xref\n0 9'), false],
    ['has a trailer with an open bracket', text.replace('/Size', '/A[ /Size'), false],
    ['is not where it should be', text.replace(/startxref\n\d+/, 'startxref\n9999'), false],
    ['has other bytes behind it', `${text}${'x'.repeat(2000)}`, false],
    ['is missing', '%PDF-1.4\n', false],
  ])('%s', (_, file, isSound) => {
    expect(hasSoundTable(Buffer.from(file, 'latin1'))).toBe(isSound);
  });
});
