/** 住民票コード (Resident Record Code): 11 digits, the last a check digit. */
import { isResidentRecordCode, residentRecordCheckDigit } from '../check-digits.ts';
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { free, isRepeated, labelledNumber, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /住 ?民 ?票 ?(?:コ ?[ー-] ?ド|番号|CD)|住基(?:ネット)?コ[ー-]ド|住民コ[ー-]ド|jumin[ _-]?(?:hyo[ _-]?)?(?:code|cd)|resident[ _-]?record[ _-]?(?:code|number)/giu;
const words: Words = {
  own: label,
  other:
    /電話|携帯|TEL|FAX|注文|伝票|追跡|問い?合わ?せ|口座|雇用保険|保険者|年金|免許|会員|顧客|お?客(?:様|さま)|整理番号|受付|個人番号|マイナンバ|法人番号|timestamp|円|JAN|ISBN|(?<![a-z])id ?[:=]/gi,
  reach: 60,
};

export const residentRecordCode: Detector = {
  kind: 'resident-record-code',
  digits: 11,
  led: /住 ?民 ?票|住基|住民コ|jumin|resident[ _-]?record/i,
  cheap: /(?<![0-9])[0-9]{11}(?![0-9])|住 ?民 ?票|住基|住民コ|jumin|resident[ _-]?record/i,
  ...labelledNumber({
    words,
    written: free(
      '[0-9]{11}|[0-9]{4}([- ])[0-9]{4}\\1[0-9]{3}|[0-9]{5}[- ][0-9]{6}|[0-9]{3}([- ])[0-9]{4}\\2[0-9]{4}',
    ),
    read(written) {
      const value = onlyDigits(written);
      if (!isResidentRecordCode(value) || isRepeated(value)) return null;
      // A mobile number is as long, and one in ten passes.
      const isMobile = /^0[5-9]0/.test(value);
      return { value, confidence: isMobile ? 0.05 : 0.2, isChecked: true };
    },
    own: 0.6,
    alone: 0.1,
    column: 0.45,
    spread: { label, lengths: [11] },
    masked: () => '•••••••••••',
  }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`住民票コード：${code('2472705960')}`), why: 'its word before it' },
      {
        part: tablePart([
          ['氏名', '住民票コード'],
          ['関所太郎', code('2484601622')],
        ]),
        why: 'under its header',
      },
      {
        part: tablePart(
          ['2520801764', '1357924680', '3141592653', '2718281828', '1618033988'].map((base) => [
            code(base),
          ]),
        ),
        why: 'a column of which every value passes',
      },
      {
        part: textPart(`住民票コード\n${[...code('2472705960')].join('\n')}`),
        why: 'one digit a line',
      },
    ],
    ignored: [
      { part: textPart(`整理番号 ${code('2472705960')}`), why: 'the word of another number' },
      { part: textPart(`住民票コード: ${wrong('2472705960')}`), why: 'the check digit is wrong' },
      { part: textPart(`住民票コード ${code('2472705960')}7`), why: 'a piece of a longer number' },
      { part: textPart('住民票コード 00000000000'), why: 'one digit repeated' },
    ],
  },
};

function code(base: string): string {
  return `${base}${residentRecordCheckDigit(base)}`;
}

function wrong(base: string): string {
  return `${base}${(residentRecordCheckDigit(base) + 2) % 10}`;
}
