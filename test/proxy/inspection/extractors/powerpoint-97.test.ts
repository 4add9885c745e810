import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compoundOf, number32, pptContainer, pptOf, pptRecord, utf16 } from '../build-compound.ts';
import { individual, inspect, utf8, zipOf } from '../build-documents.ts';

const type = { slide: 0x03ee, notes: 0x03f0, chars: 0x0fa0, bytes: 0x0fa8, object: 0x1011 };
const number = individual();
const document = pptContainer(0x03e8, pptRecord(0x03e9, new Uint8Array(40)));
const slide = (text: string) => pptContainer(type.slide, pptRecord(type.chars, utf16(text)));

describe('ppt', () => {
  it('is read slide by slide, with notes', async () => {
    const notes = pptContainer(type.notes, pptRecord(type.chars, utf16('ノート')));
    const report = await inspect(
      pptOf([document, slide('表紙'), slide(`個人番号 ${number}`), notes]),
    );
    expect(report).toMatchObject({ type: 'ppt', inspected: true });
    expect(report.text).toBe(`表紙\n個人番号 ${number}\nノート`);
    expect(report.findings[0]?.place).toEqual({ slide: 2 });
  });

  it('gives comments of later versions, which stand in a tag', async () => {
    const comment = pptContainer(0x2ee0, pptRecord(0x0fba, utf16(`個人番号 ${number}`)));
    const bytes = pptOf([document, pptContainer(0x138a, pptRecord(0x138b, comment))]);
    expect((await inspect(bytes)).findings).toMatchObject([{ place: { corner: 'comment' } }]);
  });

  it('passes over tags of other programs', async () => {
    const bytes = pptOf([
      document,
      slide('表紙'),
      pptRecord(0x138b, Buffer.from('anything at all')),
    ]);
    expect(await inspect(bytes)).toMatchObject({ inspected: true, text: '表紙' });
  });

  it('gives text in bytes', async () => {
    const bytes = pptOf([document, pptRecord(type.bytes, Buffer.from('Plan\rB'))]);
    expect((await inspect(bytes)).text).toBe('Plan\nB');
  });

  it.each([
    [
      'packed',
      (inner: Uint8Array) => Buffer.concat([number32(inner.length), deflateSync(inner)]),
      0x10,
    ],
    ['as it is', (inner: Uint8Array) => inner, 0x00],
  ])('gives what is embedded, %s', async (_, pack, head) => {
    const inner = compoundOf({ Package: utf8(`個人番号 ${number}`) });
    const bytes = pptOf([document, pptRecord(type.object, pack(inner), head)]);
    expect((await inspect(bytes)).findings).toHaveLength(1);
  });

  it('goes on behind a gap, whatever stands behind it', async () => {
    const gap = Buffer.alloc(21);
    const atom = pptRecord(0x0ff5, new Uint8Array(28));
    const bytes = pptOf([document, gap, slide('一'), gap, atom, slide('二'), gap]);
    expect(await inspect(bytes)).toMatchObject({ inspected: true, text: '一\n二' });
  });

  it('gives the package that a later version keeps in it', async () => {
    const kept = await zipOf({ 'a.xml': `<a>個人番号 ${number}</a>` });
    const report = await inspect(pptOf([document, slide('表紙'), pptRecord(0x0428, kept, 0x0f)]));
    expect(report).toMatchObject({ inspected: true, findings: [{ count: 1 }] });
  });

  const user = (token: number) =>
    Buffer.concat([Buffer.alloc(12), number32(token), Buffer.alloc(8)]);
  it.each([
    ['an encrypted one', pptOf([slide('a')], { 'Current User': user(0xf3d1c4df) }), 'encrypted'],
    ['a piece', pptOf([document, slide('表紙表紙').subarray(0, 20)]), 'truncated'],
    [
      'an object that breaks off',
      pptOf([document, pptRecord(type.object, deflateSync('abcd').subarray(0, 6), 0x10)]),
      /broken|truncated/,
    ],
  ])('is not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toMatch(why);
  });

  it('does not go down for ever', async () => {
    let inner: Buffer = slide('a');
    for (let depth = 0; depth < 60; depth++) inner = pptContainer(0x03e8, inner);
    expect(await inspect(pptOf([inner]))).toMatchObject({ inspected: false, why: 'too-deep' });
  });
});
