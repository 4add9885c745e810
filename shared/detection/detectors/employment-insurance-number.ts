/** 雇用保険被保険者番号: 4, 6 and 1 digits. The formula of its last digit is not published. */
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { free, isRepeated, labelledNumber, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /雇 ?用 ?保 ?険 ?(?:の ?)?(?:被 ?保 ?険 ?者 ?)?(?:証 ?)?(?:の ?)?(?:番 ?号|N[oO]\.?)|employment[ _-]?insurance(?:[ _-]?(?:number|no|num|id))?|koyou?[ _-]?hoken[ _-]?(?:bango|no|number)/giu;
const words: Words = {
  own: new RegExp(
    `${label.source}|(?:雇用保険|離職票|失業給付|受給資格者証)[^\n]{0,30}?被 ?保 ?険 ?者 ?番 ?号|雇用保険[^\n0-9電話]{0,16}[書証届票][ :=\t]{0,3}$|雇用保険(?:被保険者(?:証|番号)?)?[ :=\t]{0,3}$`,
    'giu',
  ),
  other:
    /電話|携帯|TEL|FAX|口座|事業所番号|免許|注文|伝票|会員|整理番号|個人番号|マイナンバ|住民票|年金|介護|円/gi,
  reach: 40,
};

/** Of the examples. */
const number = `${1357}-${246801}-${9}`;

export const employmentInsuranceNumber: Detector = {
  kind: 'employment-insurance-number',
  digits: 11,
  led: /雇 ?用 ?保 ?険|離職票|失業給付|受給資格者証|employment[ _-]?insurance|koyou?[ _-]?hoken/i,
  cheap: /雇 ?用 ?保 ?険|離職票|失業給付|受給資格者証|employment[ _-]?insurance|koyou?[ _-]?hoken/i,
  ...labelledNumber({
    words,
    written: free('[0-9]{11}|[0-9]{4}([- ])[0-9]{6}\\1[0-9]'),
    read(written) {
      const value = onlyDigits(written);
      if (isRepeated(value)) return null;
      return { value, confidence: written.length === 13 ? 0.3 : 0.15, isChecked: false };
    },
    own: 0.55,
    spread: { label, lengths: [11] },
    masked: () => '••••-••••••-•',
  }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`雇用保険被保険者番号: ${number}`), why: 'its word before it' },
      {
        part: textPart(`employment insurance no: ${onlyDigits(number)}`),
        why: 'in one piece, in English',
      },
      {
        part: tablePart([
          ['氏名', '雇用保険被保険者番号'],
          ['関所太郎', number],
        ]),
        why: 'under its header',
      },
    ],
    ignored: [
      { part: textPart(`リビジョン ${number} を配る`), why: 'no word' },
      { part: textPart('雇用保険被保険者番号: 0000-000000-0'), why: 'one digit repeated' },
      {
        part: textPart(`雇用保険適用事業所番号 ${number}`),
        why: 'that of an employer',
      },
    ],
  },
};
