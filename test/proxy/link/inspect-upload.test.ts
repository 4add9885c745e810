import { expect, test } from 'vitest';
import { inspectUpload, readableForm } from '../../../proxy/link/inspect-upload.ts';
import { inspectHere } from '../../support/running-link.ts';

const number = ['1234', '5678', '9018'].join('');
const options = {
  classification: { threshold: 0.5, confidence: { email: 0.95 }, persons: 10, ocr: { time: 5000 } },
  fingerprintKey: Uint8Array.of(1),
  signal: new AbortController().signal,
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('a form is read as its fields, each behind its name', () => {
  const form = bytes('%E6%B0%8F%E5%90%8D=%E6%A8%AA%E6%89%8B+%E5%A4%AA%E9%83%8E&n=1%262');
  expect(new TextDecoder().decode(readableForm(form))).toBe('氏名: 横手 太郎\nn: 1&2\n');
});

test.each<[string, 'file' | 'text', string]>([
  ['a file', 'file', `個人番号 ${number}`],
  ['a form', 'text', `${encodeURIComponent('個人番号')}=${number}`],
  ['less sure of an address than the policy wants', 'file', `個人番号 ${number} a@city.example`],
])('%s is looked at as what it is', async (_, kind, content) => {
  const report = await inspectUpload(
    { inspect: inspectHere },
    { kind, name: '' },
    bytes(content),
    options,
  );
  expect(report.findings).toMatchObject([{ kind: 'individual-number', count: 1 }]);
});
