/**
 * The forms that people, programs and documents give an Individual Number, and the numbers that
 * look like one: each form with numbers made when the test runs. All of them pass the check digit.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  individualNumberCheckDigit,
  isIndividualNumber,
} from '../../../../shared/detection/check-digits.ts';
import { detect } from '../../../../shared/detection/detect.ts';
import { type Part, tablePart, textPart } from '../../../../shared/detection/part.ts';

/** A seed makes a failing number come back. */
const seeded = { seed: 20260401, numRuns: 12 } as const;
const valid = (base: string) => `${base}${individualNumberCheckDigit(base)}`;
const groupsOf = (digits: string, size: number) =>
  digits.match(new RegExp(`\\d{${size}}`, 'g')) ?? [];
const fours = (digits: string, between: string) => groupsOf(digits, 4).join(between);
const each = (digits: string, spell: (digit: number) => string) =>
  [...digits].map((digit) => spell(Number(digit))).join('');
const from = (digits: string, zero: number) =>
  each(digits, (digit) => String.fromCodePoint(zero + digit));
const kanji = (digits: string, zero = '〇') =>
  each(digits, (digit) => `${zero}一二三四五六七八九`[digit] ?? '');

/** Nothing repeated. */
const number = fc
  .stringMatching(/^[3-9]\d{10}$/)
  .map(valid)
  .filter((digits) => !/(\d)\1{5}/.test(digits));

const found = (part: Part) => detect([part]).some(({ kind }) => kind === 'individual-number');
const text = (spell: (digits: string) => string) => (digits: string) => textPart(spell(digits));
const table = (spell: (digits: string) => string[][]) => (digits: string) =>
  tablePart(spell(digits));

const separators = [
  '-',
  ' ',
  '　',
  '・',
  '/',
  '.',
  '_',
  '、',
  ',',
  '〜',
  '→',
  ' - ',
  '－',
  '‐',
  '−',
];
const labels = [
  '個人番号：',
  'マイナンバーは',
  '【個人番号】',
  'My Number: ',
  'Individual Number ',
  'Social Security and Tax Number: ',
  'mynumber=',
  '"my_number": "',
  '"individualNumber":"',
  '"kojinBango":',
  'kojin_bango: ',
  '<kojinBango>',
];

const positives: readonly (readonly [string, (digits: string) => Part])[] = [
  ...separators.map(
    (between) =>
      [
        `in fours with "${between}" behind its name`,
        text((digits) => `個人番号 ${fours(digits, between)}です`),
      ] as const,
  ),
  ...['-', ' ', '・', '/', '.', '_'].map(
    (between) =>
      [
        `in fours with "${between}" and no name`,
        text((digits) => `値は ${fours(digits, between)} でした`),
      ] as const,
  ),
  ...labels.map((label) => [`behind ${label}`, text((digits) => `${label}${digits}`)] as const),
  ['in round brackets', text((digits) => `個人番号 （${fours(digits, '）（')}）`)],
  ['in round brackets without a name', text((digits) => `（${fours(digits, '）（')}）`)],
  ['in square brackets', text((digits) => `マイナンバー【${fours(digits, '】【')}】`)],
  ['in threes in brackets', text((digits) => `個人番号（${groupsOf(digits, 3).join('）（')}）`)],
  ['in pairs', text((digits) => `個人番号 ${groupsOf(digits, 2).join(' ')}`)],
  ['in sixes', text((digits) => `個人番号 ${groupsOf(digits, 6).join('-')}`)],
  [
    'broken over lines',
    text((digits) => `個人番号 ${digits.slice(0, 4)}\n${digits.slice(4, 8)} ${digits.slice(8)}`),
  ],
  ['broken anywhere', text((digits) => `個人番号：${digits.slice(0, 7)}\n　${digits.slice(7)}`)],
  ['one group a line', text((digits) => `個人番号\r\n${fours(digits, '\r\n')}\r\n氏名`)],
  ['upright', text((digits) => `マイナンバー\n${[...digits].join('\n')}\n`)],
  ['in boxes', text((digits) => `個人番号 │${[...digits].join('│')}│`)],
  ['with zero-width spaces', text((digits) => `個人番号 ${[...digits].join('\u200b')}`)],
  ['with soft hyphens', text((digits) => `個人番号 ${fours(digits, '\u00ad')}`)],
  ['in full width', text((digits) => `個人番号 ${from(digits, 0xff10)}`)],
  ['in mathematical digits', text((digits) => `個人番号 ${from(digits, 0x1d7ce)}`)],
  ['in Arabic-Indic digits', text((digits) => `個人番号 ${from(digits, 0x660)}`)],
  ['in Devanagari digits', text((digits) => `個人番号 ${from(digits, 0x966)}`)],
  [
    'in circled digits',
    text(
      (digits) =>
        `個人番号 ${each(digits, (digit) => (digit === 0 ? '⓪' : String.fromCodePoint(0x245f + digit)))}`,
    ),
  ],
  [
    'in black circled digits',
    text(
      (digits) =>
        `個人番号 ${each(digits, (digit) => (digit === 0 ? '⓿' : String.fromCodePoint(0x2775 + digit)))}`,
    ),
  ],
  ['in kanji', text((digits) => `個人番号は${kanji(digits)}`)],
  ['in kanji with another zero', text((digits) => `個人番号は${kanji(digits, '零')}`)],
  ['in kanji with a circle', text((digits) => `個人番号は${kanji(digits, '○')}`)],
  ['as a floating point number', text((digits) => `個人番号,${digits}.0`)],
  ['behind No.', text((digits) => `マイナンバー：No.${digits}`)],
  ['before its name', text((digits) => `${digits}（個人番号）`)],
  ['under its name', text((digits) => `氏名　　個人番号\n関所　　${digits}`)],
  ['in a cell to the right', table((digits) => [['個人番号', '', digits]])],
  ['in a cell to the left', table((digits) => [[digits, '個人番号']])],
  ['one digit a cell', table((digits) => [['個人番号', ...digits]])],
  ['one digit a cell, its name above', table((digits) => [['個人番号'], [...digits]])],
  [
    'one digit a cell, with dashes',
    table((digits) => [['個人番号', ...groupsOf(digits, 4).flatMap((four) => [...four, '-'])]]),
  ],
  [
    'a group a cell under its name',
    table((digits) => [
      ['氏名', '個人番号', '', '', '年齢'],
      ['関所太郎', ...groupsOf(digits, 4), '45'],
    ]),
  ],
  ['one digit a row', table((digits) => [['個人番号'], ...[...digits].map((digit) => [digit])])],
  [
    'in a form, its name above it',
    table((digits) => [
      ...Array.from({ length: 20 }, (_, at) => [`項目${at}`, '']),
      ['氏名', '個人番号'],
      ['関所太郎', digits],
    ]),
  ],
  ['under a name broken over lines', table((digits) => [['個人\n番号'], [digits]])],
  ['spaced in its cell', table((digits) => [['マイナンバー'], [[...digits].join(' ')]])],
];

describe('an Individual Number is found', () => {
  it.each(positives)('%s', (_, part) => {
    fc.assert(
      fc.property(number, (digits) => {
        expect(found(part(digits))).toBe(true);
      }),
      seeded,
    );
  });

  it('by a column of cells of four digits that all pass', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 6, maxLength: 9 }), (all) => {
        expect(found(tablePart(all.map((digits) => ['関所', ...groupsOf(digits, 4)])))).toBe(true);
      }),
      seeded,
    );
  });
});

/** Of the values that a form can take, those whose digits pass the check digit. */
const passing = (spell: (at: number) => string) =>
  fc.integer({ min: 0, max: 1_000_000 }).map((start) => {
    for (let at = start; ; at++) {
      const value = spell(at);
      if (isIndividualNumber(value.replace(/\D/g, ''))) return value;
    }
  });
const minute = (at: number) => new Date(Date.UTC(2015, 0, 1) + at * 7_919_000).toISOString();
const ownText = (before: string, between = '') =>
  text((digits) => `${before}${between === '' ? digits : fours(digits, between)}`);

const others: readonly (readonly [string, (digits: string) => Part])[] = [
  ['an order', ownText('ご注文番号：', '-')],
  ['an invoice', ownText('請求書番号 ')],
  ['a parcel', ownText('お問い合わせ番号：', '-')],
  ['a parcel of a carrier', ownText('ヤマト運輸 ', '-')],
  ['a way bill', ownText('送り状番号 ', ' ')],
  ['a parcel in English', ownText('Tracking number: ', ' ')],
  ['a meeting', ownText('ミーティングID: ', ' ')],
  ['a meeting in English', ownText('Meeting ID: ', ' ')],
  ['an AWS account', ownText('AWS アカウント ID: ')],
  ['an AWS resource', text((digits) => `arn:aws:iam::${digits}:role/reader`)],
  ['a bank account', ownText('口座番号 ')],
  ['a driving licence', text((digits) => `運転免許証の番号 第 ${digits} 号`)],
  ['an insured person', ownText('被保険者番号 ')],
  ['a customer', ownText('お客さま番号 ', '-')],
  ['a member', ownText('会員番号 ', '-')],
  ['a telephone', ownText('電話 ', '-')],
  ['an article', ownText('JANコード ')],
  ['a coordinate', text((digits) => `緯度39.${digits} 経度140.${digits}`)],
  ['a UUID', text((digits) => `550e8400-e29b-41d4-a716-${digits}`)],
  ['a hash', text((digits) => `3f${digits}9c`)],
  ['a corporate number', text((digits) => `法人番号 7${digits}`)],
  ['a corporate number in groups', text((digits) => `法人番号 7-${fours(digits, '-')}`)],
  ['an invoice issuer', text((digits) => `登録番号 T7${digits}`)],
  ['an amount', text((digits) => `個人番号カード関連経費 ${digits}円`)],
  [
    'an amount with commas',
    text((digits) => `マイナンバー制度の費用 ${groupsOf(digits, 3).join(',')}円`),
  ],
  ['a payment card', text((digits) => `カード 4111 ${fours(digits, ' ')}`)],
  ['a longer run', text((digits) => `個人番号カードの申請書ID ${digits}12345678901`)],
  [
    'figures of cards issued',
    text((digits) => `マイナンバーカード交付枚数 ${fours(digits, '、')}`),
  ],
  ['a picture', text((digits) => `IMG_${digits}.jpg`)],
  ['an address of a page', text((digits) => `https://city.example/news/${digits}`)],
  ['a number that says nothing', text((digits) => `これは ${digits} です`)],
  [
    'figures by month under a heading on cards',
    table((digits) => [
      ['マイナンバーカード交付枚数'],
      ['市町村', ...Array.from({ length: 12 }, (_, at) => `${at + 1}月`)],
      ['横手市', ...digits],
    ]),
  ],
  [
    'figures of a table',
    table((digits) => [
      ['市町村', '男', '女', '計'],
      ['横手市', ...groupsOf(digits, 4)],
    ]),
  ],
];

describe('what passes the check digit is not taken for one in', () => {
  it.each(others)('%s', (_, part) => {
    fc.assert(
      fc.property(number, (digits) => {
        expect(found(part(digits))).toBe(false);
      }),
      seeded,
    );
  });

  const shaped: readonly (readonly [string, fc.Arbitrary<string>])[] = [
    ['a time stamp', passing((at) => minute(at).slice(0, 16).replace(/\D/g, ''))],
    ['a day and a time', passing((at) => minute(at).slice(0, 16).replace('T', ' '))],
    ['a telephone abroad', passing((at) => `+81${9_000_000_000 + (at % 99_999_999)}`)],
    [
      'a telephone abroad in groups',
      passing((at) => `+81-90-${1000 + (at % 9000)}-${1000 + ((at * 7) % 9000)}`),
    ],
    ['years', passing((at) => [at, at * 7, at * 3].map((each) => 1950 + (each % 80)).join(' '))],
    ['a code and a rest', passing((at) => `保険者番号: ${10_000_000 + (at % 89_999_999)} 9999`)],
  ];
  it.each(shaped)('%s', (_, value) => {
    fc.assert(
      fc.property(value, (spelt) => {
        expect(found(textPart(`記録 ${spelt} 以上`))).toBe(false);
      }),
      seeded,
    );
  });

  it('columns of random figures', () => {
    const row = fc.stringMatching(/^[1-9]\d{11}$/);
    fc.assert(
      fc.property(fc.uniqueArray(row, { minLength: 60, maxLength: 80 }), (rows) => {
        expect(found(tablePart([['項目'], ...rows.map((digits) => [digits])]))).toBe(false);
      }),
      seeded,
    );
  });

  it('any number whose check digit is wrong', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...positives), (digits, [, part]) => {
        const wrong = `${digits.slice(0, 11)}${(Number(digits.at(-1)) + 1) % 10}`;
        expect(found(part(wrong))).toBe(false);
      }),
      { seed: 20260402, numRuns: 300 },
    );
  });
});
