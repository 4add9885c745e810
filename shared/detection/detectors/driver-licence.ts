/**
 * 運転免許証番号: 12 digits, the first two a prefecture's, the eleventh a check digit. Its formula was
 * never published, so a number with its label counts without it, only less.
 */
import { isOfLicence } from '../card-face.ts';
import { driverLicenceCheckDigit, isDriverLicence, isLicencePrefecture } from '../check-digits.ts';
import type { Words } from '../context.ts';
import { bounded, type Detector } from '../detector.ts';
import { free, isRepeated, labelledNumber, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /免 ?許 ?証? ?(?:の ?)?(?:番 ?号|N[oO]\.?|№)|運 ?転 ?(?:免 ?許|経 ?歴 ?証 ?明 ?書)|(?:自動車|普通|中型|大型|二輪)免許|(?<!教員|[師士]|狩猟)免許証?[ :=\t]{0,3}第?$|driver'?s?[ _-]?(?:licen[cs]e|permit)|(?<!sub)(?:licen[cs]e|menkyo)[ _-]?(?:number|no|num|bango)/giu;
const words: Words = {
  own: label,
  other:
    /個人番号|マイナンバ|法人番号|注文|伝票|追跡|問い?合わ?せ|口座|電話|TEL|医師免許|教員免許|免許状|timestamp|日時|円|(?<![a-z])id ?[:=]/gi,
  reach: 40,
};

const form = labelledNumber({
  words,
  written: free(
    '[0-9]{12}|[0-9]{4}([-. ])[0-9]{4}\\1[0-9]{4}|[0-9]{2}([- ])[0-9]{2}\\2[0-9]{6}\\2?[0-9]{2}',
  ),
  read(written) {
    const value = onlyDigits(written);
    if (isRepeated(value)) return null;
    if (isDriverLicence(value)) return { value, confidence: 0.25, isChecked: true };
    if (isLicencePrefecture(value)) return { value, confidence: 0.05, isChecked: false };
    return written.length === 12 ? { value, confidence: 0, isChecked: false } : null;
  },
  own: 0.6,
  column: 0.4,
  spread: { label, lengths: [12] },
  masked: () => '••••••••••••',
});

export const driverLicence: Detector = {
  kind: 'driver-licence',
  digits: 12,
  led: /免 ?許|運 ?転 ?経 ?歴|公安委員会|licen[cs]e|permit|menkyo/i,
  cheap: /免 ?許|公安委員会|licen[cs]e|permit|menkyo|(?<![0-9])[1-9][0-9]{11}(?![0-9])/i,
  ...form,
  inText(text, around) {
    return form.inText(text, around).map((each) => {
      if (each.confidence >= 0.6 || !isOfLicence(text, each.start)) return each;
      return { ...each, confidence: bounded(each.confidence + 0.6) };
    });
  },
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`免許証番号: ${licence('3090123456')}`), why: 'its word before it' },
      {
        part: tablePart([
          ['氏名', '運転免許証番号'],
          ['関所太郎', licence('2312345678')],
        ]),
        why: 'under its header',
      },
      {
        part: textPart(
          `氏名 関所太郎 昭和50年4月1日生\n住所 横手市中央町1\n交付 令和05年04月01日\n2028年05月01日まで有効\n番号 第${licence('2312345678')}号\n秋田県公安委員会`,
        ),
        why: 'the face of the card as it is read from a picture',
      },
      {
        part: textPart(`運転免許 ${licence('4498765432').slice(0, 10)}99`),
        why: 'the label says enough',
      },
    ],
    ignored: [
      { part: textPart(`注文番号 ${licence('3090123456')}`), why: 'another number' },
      { part: textPart(`値 ${licence('3090123456')}`), why: 'no word' },
      { part: textPart('免許証番号: 0000-0000-0000'), why: 'one digit repeated' },
      { part: textPart(`免許証番号 ${licence('3090123456')}4`), why: 'a piece of a longer number' },
    ],
  },
};

function licence(base: string): string {
  return `${base}${driverLicenceCheckDigit(base)}0`;
}
