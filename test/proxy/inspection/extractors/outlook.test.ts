import { describe, expect, it } from 'vitest';
import { compoundOf } from '../build-compound.ts';
import { encoded, individual, inspect, utf8 } from '../build-documents.ts';
import { mapi, plainRtfBody } from '../build-mail.ts';

const number = individual();
const text = `個人番号 ${number}`;

describe('msg', () => {
  it('is read: subject, body, people', async () => {
    const report = await inspect(
      compoundOf({
        ...mapi({ '0037001F': '会議の件', '1000001F': text }),
        ...mapi({ '3001001F': '横手太郎' }, '__recip_version1.0_#00000000/'),
      }),
    );
    expect(report).toMatchObject({ type: 'msg', inspected: true });
    expect(report.text).toContain('会議の件');
    expect(report.text).toContain('横手太郎');
    expect(report.findings.map(({ place }) => place)).toEqual([{}]);
  });

  it.each([
    ['Shift_JIS', { '1000001E': encoded(text, 'SJIS') }],
    ['HTML', { '10130102': utf8(`<html><body><p>${text}</p></body></html>`) }],
    ['RTF', { '10090102': plainRtfBody(`{\\rtf1\\ansi ${number} My Number}`) }],
  ])('has its body in %s', async (_, body) => {
    expect((await inspect(compoundOf(mapi(body)))).findings).toHaveLength(1);
  });

  const attachment = '__attach_version1.0_#00000000/';
  it('has attachments, by their long names', async () => {
    const bytes = compoundOf({
      ...mapi({ '1000001F': '添付します' }),
      ...mapi(
        { '3707001F': '名簿.txt', '3704001F': 'MEIBO.TXT', '37010102': utf8(text) },
        attachment,
      ),
    });
    const { findings } = await inspect(bytes);
    expect(findings.map(({ place }) => place)).toEqual([{ entry: ['名簿.txt'], line: 1 }]);
  });

  it('has messages in messages', async () => {
    const bytes = compoundOf({
      ...mapi({ '1000001F': '転送します' }),
      ...mapi({ '3001001F': '元の件' }, attachment),
      ...mapi({ '1000001F': text }, `${attachment}__substg1.0_3701000D/`),
    });
    const { findings } = await inspect(bytes);
    expect(findings.map(({ place }) => place)).toEqual([{ entry: ['元の件'] }]);
  });

  it('is not clean without its properties, or with a body that breaks off', async () => {
    const streams = mapi({ '10090102': plainRtfBody('{\\rtf1 a}').subarray(0, 9) });
    expect((await inspect(compoundOf(streams))).why).toBe('truncated');
    const { '__properties_version1.0': _, ...rest } = mapi({ '1000001F': 'a' });
    expect(await inspect(compoundOf(rest))).toMatchObject({ inspected: 'partly', why: 'broken' });
  });
});
