import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitStretches, mayHoldNumber } from '../../../proxy/inspection/digit-scan.ts';
import { detect } from '../../../shared/detection/detect.ts';
import { textPart } from '../../../shared/detection/part.ts';
import { encoded, individual, inspect } from './build-documents.ts';

const number = individual();
const bytes = (text: string) => new TextEncoder().encode(text);
const spelt = (digits: string, zero: number) =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const kanji = (digits: string) =>
  digits.replace(/\d/g, (digit) => '〇一二三四五六七八九'.charAt(Number(digit)));
const fours = (digits: string, gap: string) => digits.replace(/(.{4})(?=.)/gu, `$1${gap}`);

const spellings: readonly (readonly [string, string])[] = [
  ['ASCII', number],
  ['full-width', spelt(number, 0xff10)],
  ['Arabic-Indic', spelt(number, 0x0660)],
  ['Devanagari', spelt(number, 0x0966)],
  ['mathematical', spelt(number, 0x1d7ce)],
  ['circled', number.replace(/\d/g, (digit) => (digit === '0' ? '⓪' : spelt(digit, 0x245f)))],
  ['fours with wide spaces', fours(spelt(number, 0xff10), '　　　')],
  ['fours with minus signs', fours(number, ' − ')],
  ['zero-width between all', [...number].join('\u200b')],
  ['soft hyphens between all', [...spelt(number, 0xff10)].join('\u00ad\u00ad\u00ad')],
  ['variation selectors', [...number].join('\ufe0f')],
  ['a filler of Hangul', [...number].join('\u3164')],
];

describe('mayHoldNumber', () => {
  it.each(spellings)('sees %s, wherever it stands', (_, spelling) => {
    for (const before of [0, 1, 62, 63, 64, 65, 127, 65_530, 65_535, 65_536, 65_600, 131_060]) {
      const text = bytes(`${'x'.repeat(before)}、${spelling}。${'あ'.repeat(100)}`);
      expect(mayHoldNumber(text)).toBe(true);
    }
  });

  it('says no to ordinary text', () => {
    const text =
      '横手市の広報によれば、次の催しは4月12日（土）の午前10時から、市民会館で開かれます。参加は無料です。\n';
    expect(mayHoldNumber(bytes(text.repeat(5000)))).toBe(false);
    expect(mayHoldNumber(bytes('電話 0182-35-2111（代表）まで。'))).toBe(false);
    expect(mayHoldNumber(new Uint8Array())).toBe(false);
  });

  it('never says no where detection finds a number', () => {
    const filler = fc.constantFrom(
      'の',
      '、',
      ' ',
      '。\n',
      'abc',
      '一',
      '2026年',
      '（土）',
      '…',
      '%',
    );
    const value = fc.constantFrom(...spellings.map(([, spelling]) => spelling));
    const text = fc.array(fc.oneof({ weight: 6, arbitrary: filler }, value), { maxLength: 300 });
    fc.assert(
      fc.property(text, (pieces) => {
        const joined = pieces.join('');
        const found = detect([textPart(joined)], { threshold: 0.1 }).some(({ kind }) =>
          ['individual-number', 'resident-record-code', 'driver-licence', 'payment-card'].includes(
            kind,
          ),
        );
        return !found || mayHoldNumber(bytes(joined));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('digitStretches', () => {
  it('hold the numbers, and little else', () => {
    const text = bytes(`${'あ'.repeat(1000)}${number}${'い'.repeat(2000)}${number}`);
    const stretches = [...digitStretches(text)];
    expect(stretches).toHaveLength(2);
    const seen = stretches.map(({ start, end }) =>
      new TextDecoder().decode(text.subarray(start, end)),
    );
    for (const each of seen) expect(each).toContain(number);
    expect(seen.join('').length).toBeLessThan(600);
  });
});

describe('what the scan passes over', () => {
  it.each([
    ['a number in kanji', `番号 ${fours(kanji(number), '　')}`],
    ['digits of a form behind their label', `個人番号：${[...number].join('、 、 、 、 、')}`],
    ['a number in Shift_JIS', encoded(`番号 ${fours(spelt(number, 0xff10), '　')}`, 'SJIS')],
    ['a number in EUC-JP', encoded(`番号 ${fours(spelt(number, 0xff10), '　')}`, 'EUCJP')],
    ['a number in UTF-16', encoded(`番号の一覧 ${fours(number, ' ')}`, 'UTF16LE')],
    ['a number where two chunks meet', `${'の'.repeat(21_843)}${fours(number, ' ')}`],
  ])('is found all the same: %s', async (_, content) => {
    const found = (await inspect(typeof content === 'string' ? bytes(content) : content)).findings;
    expect(found.map(({ kind }) => kind)).toContain('individual-number');
  });
});
