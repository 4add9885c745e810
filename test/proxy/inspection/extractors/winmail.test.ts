import { describe, expect, it } from 'vitest';
import { utf16 } from '../build-compound.ts';
import { encoded, individual, inspect, utf8 } from '../build-documents.ts';
import { plainRtfBody, tnefAttribute, tnefOf, tnefProperties } from '../build-mail.ts';

const id = {
  subject: 0x18004,
  body: 0x2800c,
  properties: 0x69003,
  begin: 0x69002,
  title: 0x18010,
  data: 0x6800f,
  attached: 0x69005,
};
const kind = { ansi: 0x1e, wide: 0x1f, binary: 0x102, object: 0x0d };
const number = individual();
const text = `個人番号 ${number}`;

describe('winmail.dat', () => {
  it.each([
    ['plain', tnefAttribute(id.body, encoded(text, 'SJIS'))],
    [
      'as a property',
      tnefAttribute(id.properties, tnefProperties([[kind.wide, 0x1000, utf16(text)]])),
    ],
    [
      'HTML',
      tnefAttribute(
        id.properties,
        tnefProperties([[kind.binary, 0x1013, utf8(`<html><p>${text}</p></html>`)]]),
      ),
    ],
    [
      'RTF',
      tnefAttribute(
        id.properties,
        tnefProperties([[kind.binary, 0x1009, plainRtfBody(`{\\rtf1 My Number ${number}}`)]]),
      ),
    ],
  ])('is read, its body %s', async (_, body) => {
    const report = await inspect(
      tnefOf(tnefAttribute(id.subject, encoded('会議の件\0', 'SJIS')), body),
    );
    expect(report).toMatchObject({ type: 'tnef', inspected: true });
    expect(report.text).toContain('会議の件');
    expect(report.findings).toHaveLength(1);
  });

  it('has attachments, by their long names', async () => {
    const bytes = tnefOf(
      tnefAttribute(id.begin, new Uint8Array(14)),
      tnefAttribute(id.data, utf8(text)),
      tnefAttribute(id.title, Buffer.from('MEIBO~1.TXT\0')),
      tnefAttribute(id.attached, tnefProperties([[kind.wide, 0x3707, utf16('名簿.txt\0')]])),
      tnefAttribute(id.begin, new Uint8Array(14)),
      tnefAttribute(id.data, utf8('お知らせ')),
      tnefAttribute(id.title, Buffer.from('b.txt\0')),
    );
    const { findings, text: all } = await inspect(bytes);
    expect(findings.map(({ place }) => place)).toEqual([{ entry: ['名簿.txt'], line: 1 }]);
    expect(all).toContain('お知らせ');
  });

  it('has messages that are attached', async () => {
    const inner = tnefOf(tnefAttribute(id.body, utf8(text)));
    const value = Buffer.concat([Buffer.alloc(16), inner]);
    const bytes = tnefOf(
      tnefAttribute(id.begin, new Uint8Array(14)),
      tnefAttribute(id.attached, tnefProperties([[kind.object, 0x3701, value]])),
    );
    expect((await inspect(bytes)).findings).toHaveLength(1);
  });

  it.each([
    ['a piece', tnefOf(tnefAttribute(id.body, utf8('お知らせ')).subarray(0, 16)), 'truncated'],
    [
      'properties that break off',
      tnefOf(
        tnefAttribute(
          id.properties,
          tnefProperties([[kind.wide, 0x1000, utf16(text)]]).subarray(0, 20),
        ),
      ),
      'broken',
    ],
  ])('is not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe(why);
  });
});
