/** 旅券番号: two letters and seven digits with a label, or the machine-readable zone (ICAO 9303). */
import { machineReadableCheckDigit } from '../check-digits.ts';
import type { Words } from '../context.ts';
import type { Candidate, Detector } from '../detector.ts';
import { labelledNumber } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const words: Words = {
  own: /旅 ?券|パ ?ス ?ポ ?[ー-] ?ト|passport|ryoken/giu,
  other:
    /在留カ|型番|品番|型式|製造|シリアル|serial|注文|伝票|追跡|口座|便名|登録番号|(?<![a-z])id ?[:=]/gi,
  reach: 50,
};
/** Second line: number, check digit, country, birth, check digit, sex, expiry, check digit, … */
const zone =
  /(?<![A-Z0-9<])([A-Z0-9<]{9})([0-9]) ?([A-Z<]{3}) ?([0-9]{6})([0-9]) ?([MF<]) ?([0-9]{6})([0-9])(?=[ A-Z0-9<])/g;

const form = labelledNumber({
  words,
  written: /(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9]{7}(?![A-Za-z0-9]|[-.][0-9])/g,
  read(written) {
    const value = written.replace(/[ -]/g, '');
    return value.slice(0, 2) === value.slice(0, 2).toUpperCase()
      ? {
          value,
          confidence: value.startsWith('T') || value.startsWith('M') ? 0.25 : 0.2,
          isChecked: false,
        }
      : { value: value.toUpperCase(), confidence: 0.1, isChecked: false };
  },
  own: 0.55,
  alone: 0.1,
  masked: () => '•••••••••',
});

export const passport: Detector = {
  kind: 'passport',
  digits: 7,
  led: null,
  cheap: /旅 ?券|パ ?ス ?ポ|passport|ryoken|[0-9<] ?[A-Z<]{3} ?[0-9]{7}/i,
  ...form,
  inText: (text, around) => [...form.inText(text, around), ...zones(text, around.from)],
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`旅券番号：TR${1234567}`), why: 'its word before it' },
      { part: textPart(`Passport No. MZ${9876543}`), why: 'in English' },
      {
        part: tablePart([
          ['氏名', '旅券番号'],
          ['関所太郎', `TK${7654321}`],
        ]),
        why: 'under its header',
      },
      {
        part: textPart(
          `P<JPNSEKISHO<<TARO<<<<<<<<<<<<<<<<<<<<<<<<<<\n${zoneLine('TR1234567', '750401', '300331')}`,
        ),
        why: 'the machine-readable zone',
      },
    ],
    ignored: [
      { part: textPart('コード: abc1234567'), why: 'letters touch it' },
      { part: textPart('型番 TR1234567'), why: 'another word' },
      { part: textPart('パスポート番号: XAB 1234567'), why: 'three letters' },
      {
        part: textPart(zoneLine('TR1234567', '750401', '300331').replace('TR1234567', 'TR1234568')),
        why: 'a check digit of the zone is wrong',
      },
    ],
  },
};

function zones(text: string, from: number): Candidate[] {
  return [...text.matchAll(zone)].flatMap(({ index, 0: whole, ...groups }) => {
    const {
      1: number = '',
      2: a = '',
      4: birth = '',
      5: b = '',
      7: expiry = '',
      8: c = '',
    } = groups;
    const end = index + whole.length;
    const holds = [
      [number, a],
      [birth, b],
      [expiry, c],
    ].every(([field = '', digit]) => machineReadableCheckDigit(field) === Number(digit));
    if (!holds || end <= from || !/[0-9]{3}/.test(number)) return [];
    return [
      {
        start: index,
        end,
        confidence: 0.95,
        masked: '•••••••••',
        value: number.replaceAll('<', ''),
      },
    ];
  });
}

function zoneLine(number: string, birth: string, expiry: string): string {
  const withDigit = (field: string) => `${field}${machineReadableCheckDigit(field)}`;
  return `${withDigit(number)}JPN${withDigit(birth)}M${withDigit(expiry)}<<<<<<<<<<<<<<04`;
}
