/**
 * 保険者番号: which insurer it is. 8 digits (国民健康保険 also 6), the last a check digit. Public by
 * itself; beside it stands the number of a person (insured-number.ts).
 */
import { insurerCheckDigit, isInsurerNumber } from '../check-digits.ts';
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { isRepeated, labelledNumber, lastShown, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /(?<!被 ?)保 ?険 ?者 ?(?:の ?)?(?:番 ?号|N[oO]\.?|コ[ー-]ド)|(?<![a-z])insurer[ _-]?(?:number|no|code|id)|hokensha[ _-]?(?:bango|no|number|code)/giu;
const words: Words = {
  own: label,
  other:
    /被 ?保 ?険 ?者|電話|TEL|FAX|口座|郵便|注文|伝票|公費負担者番号|受給者番号|医療機関コ|円/gi,
  reach: 24,
};

export const insurerNumber: Detector = {
  kind: 'insurer-number',
  digits: 6,
  led: null,
  cheap: /保 ?険 ?者|insurer|hokensha/i,
  ...labelledNumber({
    words,
    written:
      /(?<![0-9A-Za-z]|[0-9][-.,:/ ])(?:[0-9]{8}|[0-9]{4} [0-9]{4}(?! [0-9])|[0-9]{2}[- ][0-9]{2}[- ][0-9]{3}[- ]?[0-9]|[0-9]{6})(?![0-9A-Za-z]|[-.,:/][0-9]|-[0-9A-Fa-f]{4}-)/g,
    read(written) {
      const value = onlyDigits(written);
      if (isRepeated(value)) return null;
      if (isInsurerNumber(value)) return { value, confidence: 0.3, isChecked: true };
      return value.length === 8 ? { value, confidence: 0.05, isChecked: false } : null;
    },
    own: 0.55,
    spread: { label, lengths: [8] },
    masked: (value) => lastShown(value, 2),
  }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`保険者番号 ${insurer('3312001')}`), why: 'its word before it' },
      { part: textPart(`保険者番号：${insurer('3312001')} 9999`), why: 'another number behind it' },
      {
        part: tablePart([
          ['保険者番号', '備考'],
          [insurer('0605001'), '一般'],
        ]),
        why: 'under its header',
      },
    ],
    ignored: [
      {
        part: textPart(`保険者番号 ${insurer('3312001').replace(/(?=\d{4}$)/, ' ')} 9999`),
        why: 'a piece of more',
      },
      { part: textPart(`伝票 ${insurer('3312001')}`), why: 'no word' },
      { part: textPart('保険者番号 00000000'), why: 'one digit repeated' },
      { part: textPart('保険者番号 138058'), why: 'six digits whose check digit is wrong' },
    ],
  },
};

function insurer(base: string): string {
  return `${base}${insurerCheckDigit(base)}`;
}
