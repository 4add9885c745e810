import { describe, expect, it } from 'vitest';
import { encoded, individual, inspect } from '../build-documents.ts';

const number = individual();
/** The people of a mail have addresses as well. */
const numbersOf = async (...asked: Parameters<typeof inspect>) =>
  (await inspect(...asked)).findings.filter(({ kind }) => kind === 'individual-number');
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const head = (type: string, encoding = '8bit') =>
  `From: =?UTF-8?B?${base64('横手太郎')}?= <taro@example.jp>\r\nTo: b@example.jp\r\nSubject: =?UTF-8?B?${base64('会議の件')}?=\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
const mail = (type: string, body: string | Uint8Array, encoding?: string) =>
  Buffer.concat([Buffer.from(head(type, encoding)), Buffer.from(body)]);
const parts = (...each: string[]) =>
  mail(
    'multipart/mixed; boundary="b"',
    `${each.map((one) => `--b\r\n${one}\r\n`).join('')}--b--\r\n`,
  );

describe('eml', () => {
  it('is read: subject and names decoded, body', async () => {
    const report = await inspect(mail('text/plain; charset=utf-8', `個人番号 ${number}`));
    expect(report).toMatchObject({ type: 'eml', inspected: true });
    expect(report.text).toContain('会議の件');
    expect(report.text).toContain('横手太郎');
    expect(report.findings.map(({ kind }) => kind)).toContain('individual-number');
  });

  it.each([
    [
      'ISO-2022-JP',
      'text/plain; charset=iso-2022-jp',
      encoded(`個人番号 ${number}`, 'JIS'),
      '7bit',
    ],
    ['Shift_JIS', 'text/plain; charset=shift_jis', encoded(`個人番号 ${number}`, 'SJIS'), '8bit'],
    ['base64', 'text/plain; charset=utf-8', base64(`個人番号 ${number}`), 'base64'],
    ['HTML', 'text/html; charset=utf-8', `<p>個人番号 <b>${number}</b></p>`, '8bit'],
  ])('has its body in %s', async (_, type, body, encoding) => {
    expect(await numbersOf(mail(type, body, encoding))).toHaveLength(1);
  });

  const attached = (name: string, content: string, type = 'application/octet-stream') =>
    `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="=?UTF-8?B?${base64(name)}?="\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(content)}`;
  it('has attachments, and mails in mails', async () => {
    const inner = `${head('text/plain; charset=utf-8')}個人番号 ${number}`;
    const bytes = parts(
      'Content-Type: text/plain\r\n\r\nSee the file.',
      attached('名簿.csv', `氏名,個人番号\n横手太郎,${number}\n`),
      `Content-Type: message/rfc822\r\n\r\n${inner}`,
    );
    const findings = await numbersOf(bytes);
    expect(findings.map(({ place }) => place.entry)).toContainEqual(['名簿.csv']);
    expect(findings.filter(({ kind }) => kind === 'individual-number')).toHaveLength(2);
  });

  it('has files that a text carries by uuencode', async () => {
    const line = Buffer.from(`My Number ${number}`);
    const six = (value: number) => String.fromCharCode((value & 0x3f) + 32 || 0x60);
    let coded = six(line.length);
    for (let at = 0; at < line.length; at += 3) {
      const [a = 0, b = 0, c = 0] = line.subarray(at, at + 3);
      coded += six(a >> 2) + six((a << 4) | (b >> 4)) + six((b << 2) | (c >> 6)) + six(c);
    }
    const bytes = mail('text/plain', `begin 644 list.txt\n${coded}\n\`\nend\n`);
    const findings = await numbersOf(bytes);
    expect(findings.map(({ place }) => place.entry)).toEqual([['list.txt']]);
  });

  it('is not clean with an attachment that nobody reads', async () => {
    const bytes = parts(attached('a.bin', '\u0000\u0001\u00ff\u00fe\u0000\u0002\u0003'));
    expect((await inspect(bytes)).inspected).toBe('partly');
  });
});

it('is not clean where parts have no boundary, and what stands in them is read', async () => {
  const inner = `Content-Type: multipart/signed\r\n\r\n--b\r\n\r\nMy Number ${individual()}\r\n--b--`;
  const mail = `From: a@b.example\r\nSubject: c\r\nContent-Type: multipart/mixed;\r\n boundary=a\r\n\r\n--a\r\n\r\nhello\r\n--a\r\n${inner}\r\n--a--\r\n`;
  const report = await inspect(Buffer.from(mail));
  expect(report).toMatchObject({ inspected: 'partly', why: 'broken' });
  expect(report.findings.map(({ kind }) => kind)).toContain('individual-number');
});
