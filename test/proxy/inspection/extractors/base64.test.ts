import { describe, expect, it } from 'vitest';
import { base64Content } from '../../../../proxy/inspection/extractors/base64.ts';
import { pdfOf } from '../build-documents.ts';

const pdf = Buffer.from(pdfOf(['a']));
const bytes = (text: string) =>
  base64Content(text).then((content) => content && Buffer.from(content).equals(pdf));

describe('content in Base64', () => {
  it.each([
    ['plain', pdf.toString('base64')],
    ['for URLs', pdf.toString('base64url')],
    ['in lines', pdf.toString('base64').replace(/.{76}/g, '$&\r\n')],
    ['with a line feed behind it', `${pdf.toString('base64')}\r\n`],
    ['as a data URL', `data:application/pdf;base64,${pdf.toString('base64')}`],
  ])('is read: %s', async (_, text) => {
    expect(await bytes(text)).toBe(true);
  });

  it.each([
    ['twelve digits', '123456789012'],
    ['a label and a number', '個人番号: 123456789012'],
  ])('is read where it is as short as %s', async (_, text) => {
    const content = await base64Content(Buffer.from(text).toString('base64'));
    expect(content && Buffer.from(content).toString()).toBe(text);
  });

  it('is not looked for again and again in white space', async () => {
    // Hangs where the expression goes back over it.
    expect(await base64Content(`${'A'.repeat(64)}${' '.repeat(1_000_000)}!`)).toBeNull();
  });

  it.each([
    ['a sentence', 'これは長い文です。'.repeat(10)],
    ['a digest', 'ffa3f5b2'.repeat(16)],
    ['a short word', 'YWJj'],
    ['a session key', 'dGhpcyBp/+8fA7xQmB2w3g=='],
    ['a name in a program', 'createSessionToken'],
  ])('is not seen in %s', async (_, text) => {
    expect(await base64Content(text)).toBeNull();
  });
});
