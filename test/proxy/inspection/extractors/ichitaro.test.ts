import { describe, expect, it } from 'vitest';
import { lzhOf } from '../build-archives.ts';
import { compoundOf, utf16 } from '../build-compound.ts';
import { encoded, individual, inspect, utf8 } from '../build-documents.ts';

const number = individual();

/** As version 7 and later keep a text: a mark, its length, UTF-16BE. */
function textStream(text: string): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([
    Buffer.from('SsmgV.01'),
    Buffer.alloc(12),
    Buffer.from('TextV.01'),
    length,
    utf16(text).swap16(),
    Buffer.alloc(20),
  ]);
}

describe('Ichitaro', () => {
  it('is read: text, header', async () => {
    const bytes = compoundOf({
      DocumentText: textStream(`個人番号 ${number}`),
      Header: textStream('部外秘'),
    });
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type: 'jtd', inspected: true });
    expect(report.text?.split('\n').toSorted()).toEqual(
      ['個人番号 '.concat(number), '部外秘'].toSorted(),
    );
    expect(report.findings.map(({ kind }) => kind)).toContain('individual-number');
  });

  it('is read where it was packed', async () => {
    const inner = compoundOf({ DocumentText: textStream(`個人番号 ${number}`) });
    // Only the usual method is looked for; packed with none, its mark alone is changed.
    const archive = lzhOf(2, [{ name: utf8('a.jtd'), content: inner }], '-lh5-');
    const packed = Buffer.concat([
      Buffer.from('JustCompressedDocument'),
      Buffer.alloc(20),
      archive,
    ]);
    const report = await inspect(compoundOf({ JSCompDocument: packed }));
    expect(report.type).toBe('jtd');
    expect(report.text).toContain('a.jtd');
  });

  it('of version 5 is read as far as it goes', async () => {
    const bytes = Buffer.concat([
      Buffer.from('DOC\0\0\0\0\0        '),
      Buffer.alloc(64, 0xff),
      encoded(`個人番号 ${number}`, 'SJIS'),
      Buffer.alloc(64),
    ]);
    const report = await inspect(bytes);
    expect(report).toMatchObject({
      type: 'ichitaro-5',
      inspected: 'partly',
      why: 'unknown-format',
    });
    expect(report.findings).toHaveLength(1);
  });

  it.each([
    ['without a text', { DocumentText: new Uint8Array(200) }, 'no-text'],
    [
      'packed in a way that nobody knows',
      { JSCompDocument: new Uint8Array(200) },
      'unknown-format',
    ],
  ])('is not clean %s', async (_, streams, why) => {
    expect(await inspect(compoundOf(streams))).toMatchObject({ inspected: false, why });
  });
});
