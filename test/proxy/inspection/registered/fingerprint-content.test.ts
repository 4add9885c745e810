import { expect, test } from 'vitest';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import {
  fingerprintContent,
  notFingerprinted,
} from '../../../../proxy/inspection/registered/fingerprint-content.ts';
import { testSecret } from '../../../support/registered-documents.ts';
import { docxOf, paragraph, utf8, zipOf } from '../build-documents.ts';

const text = '監視装置は本庁舎の電算室に置き、二系統の電源から給電する。保守は年二回とする。';
const options = { limits: defaultLimits, secret: testSecret, everyGram: false };

test('a document leaves fingerprints, a digest, and how much was read', async () => {
  const bytes = await docxOf(paragraph(text));
  const report = await fingerprintContent(bytes, '仕様書.docx', options);
  expect(report).toMatchObject({ type: 'docx', inspected: true, bytes: bytes.length });
  expect(report.letters).toBe(36);
  expect(report.grams.length).toBeGreaterThan(4);
  expect(report.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(report)).not.toContain('監視');
});

test('the same text has the same fingerprints in every format', async () => {
  const docx = await fingerprintContent(await docxOf(paragraph(text)), '', options);
  const plain = await fingerprintContent(utf8(`${text}\n`), '', options);
  expect(plain.grams).toEqual(docx.grams);
  expect(plain.digest).not.toBe(docx.digest);
});

test('of a picture the digest alone is left', async () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0,
  ]);
  const report = await fingerprintContent(png, '構成図.png', options);
  expect(report).toMatchObject({ inspected: false, letters: 0 });
  expect(report.digest).not.toBe('');
});

test('what cannot be read is told', async () => {
  const packed = await zipOf({ 'a.txt': text }, { password: 'x' });
  expect(await fingerprintContent(packed, '', options)).toMatchObject({
    inspected: false,
    why: 'encrypted',
    letters: 0,
  });
  const limits = { ...defaultLimits, bytesIn: 3 };
  expect(await fingerprintContent(utf8(text), '', { ...options, limits })).toEqual(
    notFingerprinted('too-large', utf8(text).length),
  );
});
