import { describe, expect, it } from 'vitest';
import { residentRecordCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { kindsIn, kindsInTable, masksIn } from '../../../support/found-kinds.ts';

const kind = 'resident-record-code';
const code = (base: string) => `${base}${residentRecordCheckDigit(base)}`;
const one = code('2472705960');
const wide = one.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

describe('a Resident Record Code', () => {
  it.each([
    ['full-width', `住民票コード：${wide}`],
    ['with spaces in its label', `住 民 票 コ ー ド ${one}`],
    ['in groups', `住民票コード ${one.replace(/^(.{4})(.{4})/, '$1-$2-')}`],
    ['in English', `resident record code: ${one}`],
    [
      'in kanji',
      `住民票コード ${[...one].map((each) => '〇一二三四五六七八九'[Number(each)]).join('')}`,
    ],
    ['in boxes', `住民票コード [${[...one].join('][')}]`],
  ])('is found %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['a mobile number that passes', `電話 ${code('0901234567')}`],
    ['without a word', `値は ${one} です`],
    ['another number nearer', `住民票コードの写し 受付 ${one}`],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });

  it('is no column of which one in ten passes', () => {
    const rows = Array.from({ length: 40 }, (_, at) => [String(24_000_000_000 + at * 7919)]);
    expect(kindsInTable(rows)).not.toContain(kind);
  });
});
