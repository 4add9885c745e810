import { describe, expect, it } from 'vitest';
import { hasSoundObjectStreams, hasSoundTable } from '../../../proxy/inspection/pdf-table.ts';
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

const objectStream = (dictionary: string) =>
  `%PDF-1.5\n1 0 obj\n<< ${dictionary} >>\nstream\n2 0 <<>>\nendstream\nendobj\n`;

describe('the object streams of a PDF', () => {
  it.each([
    ['say that they are', objectStream('/Type /ObjStm /N 1 /First 4 /Length 8'), true],
    ['say that they are something else', objectStream('/Type /Potato /N 1 /First 4'), false],
    ['do not say what they are', objectStream('/N 1/First 4/Length 8'), false],
    [
      'are none: bookmarks',
      '1 0 obj\n<< /Type /Outlines /First 5 0 R /Last 6 0 R >>\nendobj\n',
      true,
    ],
    [
      'are none: bookmarks before a colour profile',
      `1 0 obj\n<< /First 5 0 R >>\nendobj\n${objectStream('/N 3 /Length 8').slice(9)}`,
      true,
    ],
    ['are none: text', text, true],
  ])('%s', (_, file, isSound) => {
    expect(hasSoundObjectStreams(Buffer.from(file, 'latin1'))).toBe(isSound);
  });
});
