/** 基礎年金番号 (basic pension number): 4 and 6 digits, without a published check digit. */
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { free, isRepeated, labelledNumber, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /基 ?礎 ?年 ?金 ?番 ?号|年 ?金 ?(?:証 ?書 ?|手 ?帳 ?)?(?:の ?)?(?:記 ?号 ?)?(?:番 ?号|N[oO]\.?)|年金コ[ー-]ド|(?:basic[ _-]?)?pension[ _-]?(?:number|no|num|id)|nenkin[ _-]?(?:bango|no|number)/giu;
const words: Words = {
  // `年金 1234-567890`: the word alone says enough right before it.
  own: new RegExp(`${label.source}|年金(?:手帳)?[ :=\t]{0,3}$`, 'giu'),
  other:
    /電話|携帯|TEL|FAX|口座|保険者|免許|注文|伝票|会員|顧客|整理番号|受付|個人番号|マイナンバ|(?:介護|雇用)保険|郵便|円/gi,
  reach: 40,
};

/** Of the examples. */
const pension = `${2468}-${135790}`;

export const pensionNumber: Detector = {
  kind: 'pension-number',
  digits: 10,
  led: null,
  cheap: /年 ?金|pension|nenkin/i,
  ...labelledNumber({
    words,
    written: free('[0-9]{4}(?: ?[-.・] ?| ?)[0-9]{6}'),
    read(written) {
      const value = onlyDigits(written);
      if (isRepeated(value)) return null;
      return { value, confidence: written.length > 10 ? 0.25 : 0.15, isChecked: false };
    },
    own: 0.55,
    spread: { label, lengths: [10] },
    masked: () => '••••-••••••',
  }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`基礎年金番号：${pension}`), why: 'its word before it' },
      { part: textPart(`年金番号 ${pension.replace('-', '')}`), why: 'in one piece' },
      {
        part: tablePart([
          ['氏名', '基礎年金番号'],
          ['関所太郎', pension],
        ]),
        why: 'under its header',
      },
      { part: textPart(`基礎年金番号 ${[...pension].join(' ')}`), why: 'spread over boxes' },
    ],
    ignored: [
      { part: textPart(`整理番号 ${pension}`), why: 'another number' },
      { part: textPart('基礎年金番号: 0000 000000'), why: 'one digit repeated' },
      { part: textPart(`基礎年金番号: ${pension}1`), why: 'a piece of a longer number' },
      { part: textPart('年金の支給額は1234567890円です'), why: 'an amount' },
    ],
  },
};
