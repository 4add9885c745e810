import { describe, expect, it } from 'vitest';
import { docOf, oldDocOf, packagedObject, propertySet } from '../build-compound.ts';
import { encoded, foundIn, individual, inspect, utf8 } from '../build-documents.ts';

const number = individual();

describe('doc', () => {
  it('is read: body, header, comment, each in its corner', async () => {
    const [body, header, comment] = ['本文です\r', `秘 ${number}\r`, 'コメント\r'];
    const bytes = docOf(body + header + comment, {
      lengths: [body.length, 0, header.length, 0, comment.length],
    });
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type: 'doc', inspected: true });
    expect(report.text).toBe(`本文です\n\n秘 ${number}\n\nコメント\n`);
    expect(report.findings[0]?.place).toEqual({ corner: 'header' });
  });

  it('gives its tables cell by cell', async () => {
    const bytes = docOf(`氏名\u0007個人番号\u0007\u0007横手太郎\u0007${number}\u0007\u0007`);
    expect(await foundIn(bytes)).toContainEqual(expect.stringContaining('individual-number'));
  });

  it('of Word 95 is read in the bytes of its day', async () => {
    const bytes = oldDocOf(encoded(`個人番号 ${number}\r横手市\r`, 'SJIS'));
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type: 'doc', inspected: true });
    expect(report.text).toContain('横手市');
    expect(report.findings).toHaveLength(1);
  });

  it('gives its properties and what is embedded', async () => {
    const bytes = docOf(
      '本文\r',
      {},
      {
        '\u0005SummaryInformation': propertySet(['防災計画']),
        'ObjectPool/_1/\u0001Ole10Native': packagedObject('a.txt', utf8(`個人番号 ${number}`)),
      },
    );
    const report = await inspect(bytes);
    expect(report.text).toContain('防災計画');
    expect(report.findings.map(({ place }) => place)).toEqual([{ entry: ['a.txt'], line: 1 }]);
  });

  it.each([
    ['an encrypted one', docOf('本文\r', { flags: 0x0100 }), 'encrypted'],
    ['a text that is shorter than it says', docOf('本文\r', { lengths: [99] }), 'broken'],
    ['a table that is not there', docOf('本文\r', { flags: 0x0200 }), 'broken'],
  ])('is not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe(why);
  });
});
