import { describe, expect, it, test } from 'vitest';
import { findingText, whyText } from '../../../extension/guard/finding-text.ts';
import { reasons } from '../../../proxy/inspection/limits.ts';
import type { FindingRecord } from '../../../shared/audit/content-record.ts';
import { sayJapanese } from '../../support/say-japanese.ts';

const finding: FindingRecord = {
  kind: 'individual-number',
  count: 2,
  confidence: 1,
  place: { sheet: '名簿', cell: 'B2' },
  masked: '佐●　●郎 ほか',
};

test.each<[string, Partial<FindingRecord>, string]>([
  ['an Individual Number', {}, '個人番号（マイナンバー）2 件'],
  ['a card', { kind: 'payment-card', count: 1 }, 'クレジットカード番号 1 件'],
  ['a mark', { kind: 'mark', mark: '部外秘' }, '「部外秘」の印'],
  [
    'a registered document',
    { kind: 'registered-document', document: { id: 'R-12', owner: '情報政策課', level: '3A' } },
    '登録文書 R-12（所管：情報政策課）と同じ内容',
  ],
  ['a name', { kind: 'person-name', count: 2 }, '氏名 2 件'],
  ['an address', { kind: 'address', count: 1 }, '住所 1 件'],
  ['a date of birth', { kind: 'birth-date', count: 3 }, '生年月日 3 件'],
  [
    'sensitive data',
    { kind: 'sensitive-personal-data', count: 1 },
    '病歴・福祉・滞納など、特に配慮を要する個人の情報 1 人分',
  ],
  [
    'a sensitivity label',
    { kind: 'sensitivity-label', count: 1, label: '社外秘', masked: '社外秘' },
    '秘密度ラベル「社外秘」',
  ],
  ['a list of persons', { kind: 'bulk-personal-data', count: 120 }, '120 人分の個人情報'],
])('says what was found: %s', (_, changes, what) => {
  expect(findingText({ ...finding, ...changes }, sayJapanese)).toEqual({
    what,
    where:
      (changes.count ?? finding.count) > 1 ? '最初は シート「名簿」・B2' : 'シート「名簿」・B2',
    masked: /^(?:mark|sensitivity-label)$/.test(changes.kind ?? '') ? '' : finding.masked,
  });
});

test('dots alone are not shown', () => {
  const masked = '•'.repeat(12);
  expect(findingText({ ...finding, masked }, sayJapanese).masked).toBe('');
});

describe('why something could not be inspected', () => {
  it.each(reasons)('%s has its sentence', (why) => {
    const said = whyText({ inspected: false, why }, sayJapanese);
    expect(said).toMatch(/。$/);
    expect(whyText({ inspected: 'partly', why }, sayJapanese)).toContain(said);
  });

  it('is said in words where the reason is new', () => {
    expect(whyText({ inspected: false, why: 'toString' }, sayJapanese)).toMatch(/。$/);
    expect(whyText({ inspected: false, why: null }, sayJapanese)).toMatch(/。$/);
  });

  it('is not said of what was', () => {
    expect(whyText({ inspected: true, why: null }, sayJapanese)).toBeNull();
  });
});
