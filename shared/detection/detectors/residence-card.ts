/** 在留カード番号, and that of 特別永住者証明書: two letters, eight digits, two letters. */
import type { Words } from '../context.ts';
import type { Detector } from '../detector.ts';
import { labelledNumber } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const words: Words = {
  own: /在 ?留|特 ?別 ?永 ?住|外国人登録|residence[ _-]?(?:card|permit)|zairyu/giu,
  other:
    /型番|品番|型式|製造|シリアル|serial|注文|伝票|追跡|荷物|登録番号|商品|(?<![a-z])id ?[:=]/gi,
  reach: 60,
};

export const residenceCard: Detector = {
  kind: 'residence-card',
  digits: 8,
  led: null,
  cheap: /(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9]{8}[ -]?[A-Za-z]{2}(?![A-Za-z0-9])/,
  ...labelledNumber({
    words,
    written:
      /(?<![A-Za-z0-9]|[0-9A-Fa-f]{4}-)[A-Za-z]{2}[ -]?[0-9]{8}[ -]?[A-Za-z]{2}(?![A-Za-z0-9])/g,
    read(written) {
      const value = written.replace(/[ -]/g, '').toUpperCase();
      const isUpper = /^[A-Z]{2}[^a-z]*$/.test(written);
      return { value, confidence: isUpper ? 0.5 : 0.3, isChecked: false };
    },
    own: 0.4,
    alone: 0.15,
    masked: () => '••••••••••••',
  }),
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`在留カード番号: AB${12345678}CD`), why: 'its word before it' },
      { part: textPart(`residence card no. SE${87654321}KI`), why: 'in English' },
      {
        part: tablePart([
          ['氏名', '在留カード等の番号'],
          ['ジョン スミス', `AB${12345678}CD`],
        ]),
        why: 'under its header',
      },
    ],
    ignored: [
      { part: textPart('コード: AB1234CD'), why: 'too short' },
      { part: textPart('型番 AB12345678CD'), why: 'another word' },
      { part: textPart('在留カード番号: AB12345678CDE'), why: 'three letters' },
      {
        part: textPart(`在留カード番号: 3f2a9c10-77aa-4d1e-9bcd-ab${12345678}cd`),
        why: 'the end of a UUID',
      },
    ],
  },
};
