/** 郵便番号: three and four digits, with 〒, a label, or an address behind it. Facts of a city, seldom secret. */
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { free, isRepeated, labelledNumber, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const words: Words = {
  own: /〒|郵 ?便 ?番 ?号|(?<![a-z])zip(?![a-z])|(?:post(?:al)?|zip)[ _-]?code/giu,
  other: /電話|TEL|FAX|口座|注文|型番|円|管理番号|コ[ー-]ド|(?<![a-z])id ?[:=]/gi,
  reach: 20,
};
const form = labelledNumber({
  words,
  written: free('[0-9]{3} ?- ?[0-9]{4}|[0-9]{3} [0-9]{4}|[0-9]{7}'),
  read(written) {
    const value = onlyDigits(written);
    // No town and no firm has it.
    if (isRepeated(value) || /^00[0]|9999$/.test(value)) return null;
    return { value, confidence: written.includes('-') ? 0.35 : 0.1, isChecked: false };
  },
  own: 0.55,
  masked: (value) => `${value.slice(0, 3)}-••••`,
});
const address =
  /^[\s,、]{0,3}(?:北海道|東京都|(?:大阪|京都)府|\p{Script=Han}{2,3}県|\p{Script=Han}{1,4}[市区郡])/u;

export const postalCode: Detector = {
  kind: 'postal-code',
  digits: 7,
  led: null,
  cheap: /[0-9]{3}-[0-9]{4}|〒|郵 ?便|zip|post(?:al)?[ _-]?code/i,
  ...form,
  inText: (text, around) =>
    form.inText(text, around).map((each) => {
      const hasAddress = each.confidence < 0.6 && address.test(text.slice(each.end, each.end + 12));
      return hasAddress ? { ...each, confidence: each.confidence + 0.35 } : each;
    }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart('〒013-8601'), why: 'with its sign' },
      { part: textPart('013-8601 秋田県横手市中央町8-2'), why: 'an address behind it' },
      {
        part: tablePart([
          ['施設', '郵便番号'],
          ['公民館', '013-0021'],
        ]),
        why: 'under its header',
      },
    ],
    ignored: [
      { part: textPart('1500002'), why: 'seven digits' },
      { part: textPart('部屋は 101-2034 です'), why: 'no sign' },
      { part: textPart('郵便番号 013-86011'), why: 'too long' },
    ],
  },
};
