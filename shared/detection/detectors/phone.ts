/**
 * Telephone numbers of Japan, fixed, mobile and free, also as +81. Those of public bodies are
 * published: by themselves they make no level.
 */
import { nearestWord, type Words } from '../context.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { kanjiAsDigits, lastShown } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const words: Words = {
  own: /電 ?話|(?<![a-z])tel|℡|☎|携 ?帯|fax|ファ[ック]|連 ?絡 ?先|phone|mobile|(?<![a-z])cell(?![a-z])|問い?合わ?せ|ダイヤル|本社|代表|直通/giu,
  other:
    /口座|注文|伝票|追跡|管理番号|コ[ー-]ド|型番|ISBN|JAN|バ[ー-]ジョン|version|円|緯度|経度|株価|保険者番号|年金番号|免許証?番号|(?<![a-z])id ?[:=]/gi,
  reach: 50,
};
/** Letters may touch it where they are its label: `TEL0182-35-2111`. */
const candidate =
  /(?:(?<![0-9A-Za-z+.]|[0-9A-Za-z][-/])|(?<=tel|fax|phone|mobile|cell))(\+81[-. ]?(?:\(0\)[-. ]?)?|\(?0)([0-9]{1,4})([-)./ (]{0,2})([0-9]{1,4})([-)./ ]{0,2})([0-9]{3,4})(?![0-9A-Za-z]|[-./][0-9])/gi;

export const phone: Detector = {
  kind: 'phone',
  digits: 9,
  led: null,
  cheap: /(?:[0〇]|\+81)(?:[-. ()/の・]{0,3}[0-9〇一二三四五六七八九]){8}/,
  inText(_text, { isTable, from, once }) {
    const digits = once(kanjiAsDigits);
    return [...digits.matchAll(candidate)].flatMap((found): Candidate[] => {
      const { index: start, 0: whole } = found;
      const end = start + whole.length;
      const word = end > from ? nearestWord(digits, start, end, words, isTable) : null;
      const read = end > from ? confidenceOf(found, word === 'own') : null;
      if (read === null) return [];
      let { confidence } = read;
      if (word === 'own') confidence += 0.35;
      if (word === 'other') confidence -= 0.4;
      const { value } = read;
      return [{ start, end, confidence: bounded(confidence), masked: lastShown(value, 3), value }];
    });
  },
  column: { judge: null, adjust },
  watchTable: null,
  examples: {
    found: [
      { part: textPart('電話 0182-35-2111'), why: 'a city hall' },
      { part: textPart('090-1234-5678'), why: 'a mobile number' },
      { part: textPart('TEL0182-35-2111'), why: 'right behind its label' },
      { part: textPart('0800-123-4567'), why: 'a free one' },
      { part: textPart('+81 (0)90-1234-5678'), why: 'as written abroad' },
      {
        part: tablePart([
          ['施設', '電話番号'],
          ['公民館', '0182352111'],
        ]),
        why: 'in one piece under its header',
      },
    ],
    ignored: [
      { part: textPart('00-1234-5678'), why: 'no area begins so' },
      { part: textPart('電話番号: 03123456789'), why: 'too long for a fixed line' },
      { part: textPart('https://example.com/090/1234/5678'), why: 'a path' },
      { part: textPart('バージョン 0.1234-5678'), why: 'a version' },
      { part: textPart('0123-456-7890'), why: 'no number is divided so' },
    ],
  },
};

interface Read {
  readonly value: string;
  readonly confidence: number;
}

function confidenceOf(found: RegExpMatchArray, isLabelled: boolean): Read | null {
  const [, lead = '', a = '', gap = '', b = '', gap2 = '', c = ''] = found;
  const value = `0${a}${b}${c}`;
  const isInternational = lead.startsWith('+');
  if (!/^0[1-9]/.test(value)) return null;
  const isMobile = /^0[5-9]0[0-9]{8}$/.test(value);
  if (gap + gap2 === '') return inOnePiece(value, isMobile, isInternational);
  if (/\//.test(gap + gap2) && !(isLabelled && isMobile)) return null;
  const sizes = `${a.length + 1}-${b.length}-${c.length}`;
  const isWhole = gap === '' || gap2 === '';
  if (/^0800/.test(value) && sizes === '4-3-4') return { value, confidence: 0.65 };
  if (isMobile) {
    const isDivided = sizes === '3-4-4' || isWhole;
    return isDivided ? { value, confidence: 0.7 } : null;
  }
  if (/^0(?:120|570|990|180)/.test(value) && sizes === '4-3-3') return { value, confidence: 0.65 };
  if (!/^(?:2-4-4|3-3-4|4-2-4|5-1-4)$/.test(sizes)) return null;
  // Figures of a table stand with spaces as well.
  const confidence = gap.trim() === '' && gap2.trim() === '' && !isInternational ? 0.3 : 0.65;
  return { value, confidence };
}

function inOnePiece(value: string, isMobile: boolean, isInternational: boolean): Read | null {
  if (isMobile) return { value, confidence: isInternational ? 0.75 : 0.6 };
  if (/^0800[0-9]{7}$/.test(value)) return { value, confidence: 0.3 };
  if (value.length !== 10) return null;
  return { value, confidence: isInternational ? 0.7 : 0.25 };
}

function adjust(confidence: number, { header }: ColumnFacts): number {
  const { length } = header;
  const headed = header === '' ? null : nearestWord(`${header} `, length, length + 1, words);
  if (headed === 'own') return bounded(confidence + 0.4);
  return headed === 'other' ? bounded(confidence - 0.4) : confidence;
}
