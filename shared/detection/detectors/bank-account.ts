/**
 * Bank accounts. Seven digits say nothing by themselves: the label, or bank, branch and type before
 * them; the codes of bank and branch; 記号 and 番号 of ゆうちょ銀行, which have a check digit.
 */
import { isPostalAccount, postalAccountCheckDigit } from '../check-digits.ts';
import { nearestWord, type Words } from '../context.ts';
import { bounded, type Candidate, type Detector, type Surroundings } from '../detector.ts';
import {
  free,
  isRepeated,
  kanjiAsDigits,
  labelledNumber,
  lastShown,
  onlyDigits,
} from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const label =
  /口 ?座 ?(?:の ?)?(?:番 ?号|N[oO]\.?)|(?:振 ?込 ?先|返 ?還 ?先|引 ?落 ?(?:と ?)?し|受 ?取)[^\n0-9]{0,16}口 ?座|(?:bank[ _-]?)?account[ _-]?(?:number|no|num)(?![a-z])|kouza[ _-]?(?:bango|no|number)/giu;
const words: Words = {
  own: label,
  other:
    /電話|TEL|FAX|携帯|郵便|〒|注文|伝票|管理番号|整理番号|件数|口座数|お?客(?:様|さま)番号|会員|コ[ー-]ド|保険者|年金|免許|¥|株価|(?<![a-z])id ?["':=]/gi,
  reach: 24,
};
const amountAfter = /^ ?(?:円|千円|万|ドル|%|人|口座|株|冊)/;

const seven = labelledNumber({
  words,
  written: free('[0-9]{7}|[0-9]{3}[-/ ][0-9]{4}|[0-9]{4}[- ][0-9]{3}'),
  read(written) {
    const value = onlyDigits(written);
    return { value, confidence: isRepeated(value) ? 0.05 : 0.15, isChecked: false };
  },
  own: 0.55,
  spread: { label, lengths: [7] },
  masked: (value) => lastShown(value, 3),
});

const bank =
  '(?:銀行|信用金庫|信金|信用組合|信組|農業?協同?組?合?|農協|JA[^\\s]{0,8}|労働金庫|労金|漁協|金庫)';
/** `秋田銀行 横手支店 普通 1234567` */
const inFull = new RegExp(
  `([^\\s\\d、。,:]{0,12}${bank})[\\s(（、,]{0,3}(?:[0-9]{4}[)）]?)?[^\\d\\n。]{0,14}?(?:(?:支店|本店|出張所|営業部|支所|店)[^\\n0-9]{0,3}(?:[0-9]{3}[)）]?)?)[^\\d\\n。]{0,8}?(?:普通|当座|貯蓄|総合|定期)[^\\d\\n。]{0,12}([0-9]{7}|[0-9]{3}[- ][0-9]{4})(?![0-9A-Za-z]|[-.,:/][0-9])`,
  'gu',
);
/** Codes: bank, branch, account. City and regional banks, and with the word also others. */
const inCodes = free('([0-9]{4})([- ])[0-9]{3}\\2[0-9]{7}');
const cityBanks = /^(?:000[159]|0010|0017|003[3-9]|004[0-4]|01(?:1[6-9]|[2-8]\d|9[0-1])|05\d\d)$/;
/** `記号 14030 番号 12345671`, `14030-12345671`, on one line or two. */
const postal =
  /(?<![0-9A-Za-z]|[0-9][-.,/])([01][0-9]{3}0)(?:-[0-9])?["'\s]{0,3}(?:[-‐]|[、,・/ ]|\n|["',、\s(]{0,4}(?:番 ?号)["'\s:=)]{0,4}|[ \t\n]{1,2})["'\s]{0,2}([0-9]{2,8})(?![0-9A-Za-z]|[-.,:/][0-9])/g;
const postalWords: Words = {
  own: /ゆ ?う ?ち ?ょ|郵 ?貯|郵 ?便 ?局|日本郵政|通帳|記 ?号|9900/giu,
  other: /(?<!ゆうちょ)銀行|信用金庫|電話|TEL|郵便番号|注文|伝票|お?客(?:様|さま)番号|型番/gi,
  reach: 30,
};

export const bankAccount: Detector = {
  kind: 'bank-account',
  digits: 7,
  led: null,
  cheap:
    /口 ?座|ゆ ?う ?ち ?ょ|郵 ?貯|郵便局|日本郵政|記 ?号|銀行|信金|金庫|農協|漁協|協同組合|信用組合|信組|労金|(?<![A-Za-z])JA(?![A-Za-z])[^\n]{0,12}(?:支|普通)|account[ _-]?n|kouza|[0-9]{4}[- ][0-9]{3}[- ][0-9]{7}/i,
  inText(text, around) {
    const digits = around.once(kanjiAsDigits);
    return [
      ...seven.inText(text, around),
      ...withBank(digits, around),
      ...withCodes(digits, around),
      ...postalAccounts(digits, around),
    ].filter(({ end }) => !amountAfter.test(digits.slice(end, end + 4)));
  },
  column: seven.column,
  watchTable: null,
  examples: {
    found: [
      { part: textPart(`口座番号：${1234567}`), why: 'its label before it' },
      { part: textPart(`秋田銀行 横手支店 普通 ${7654321}`), why: 'bank, branch and type' },
      {
        part: textPart(`ゆうちょ銀行 記号 ${symbol('12', '3', '12345671')} 番号 ${'12345671'}`),
        why: 'the postal bank',
      },
      {
        part: tablePart([
          ['銀行名', '支店名', '口座番号'],
          ['秋田銀行', '横手', `${7654321}`],
        ]),
        why: 'under its header',
      },
    ],
    ignored: [
      { part: textPart('銀行の株価は1234567円です'), why: 'an amount' },
      { part: textPart('管理番号1234567（みずほ銀行の資料）'), why: 'another number' },
      { part: textPart('12390-1234561'), why: 'nothing says that it is one' },
      {
        part: textPart(`記号 ${wrongSymbol('12', '3', '12345671')} 番号 12345671`),
        why: 'the check digit is wrong',
      },
    ],
  },
};

function withBank(text: string, { from }: Surroundings): Candidate[] {
  return [...text.matchAll(inFull)].flatMap(({ index, 0: whole, 1: name = '', 2: number = '' }) => {
    const end = index + whole.length;
    const value = onlyDigits(number);
    // A name that stands for any bank.
    const isSpecimen = /架空|サンプル/.test(name);
    if (end <= from || isRepeated(value)) return [];
    const confidence = isSpecimen ? 0.4 : 0.85;
    return [{ start: end - number.length, end, confidence, masked: lastShown(value, 3), value }];
  });
}

function withCodes(text: string, { from, isTable }: Surroundings): Candidate[] {
  return [...text.matchAll(inCodes)].flatMap(({ index: start, 0: whole, 1: code = '' }) => {
    const end = start + whole.length;
    if (end <= from) return [];
    const word = nearestWord(
      text,
      start,
      end,
      { ...words, own: /口座|銀行|信金|金庫|農協|漁協|協同組合|account/gi },
      isTable,
    );
    let confidence = cityBanks.test(code) ? 0.6 : 0.2;
    if (word === 'own') confidence += 0.3;
    if (word === 'other') confidence -= 0.4;
    const value = onlyDigits(whole).slice(-7);
    return [{ start, end, confidence: bounded(confidence), masked: lastShown(value, 3), value }];
  });
}

/** The bank and the labels said out loud count for more than a formula without an official text. */
const namedBank = /ゆ ?う ?ち ?ょ|郵便局|通帳/;

function postalAccounts(text: string, { from, isTable }: Surroundings): Candidate[] {
  return [...text.matchAll(postal)].flatMap(
    ({ index: start, 0: whole, 1: symbol = '', 2: number = '' }) => {
      const end = start + whole.length;
      if (end <= from || isRepeated(number)) return [];
      const near = text.slice(Math.max(0, start - 40), end);
      const isNamed = namedBank.test(near) && /記 ?号/.test(near);
      const isChecked = isPostalAccount(symbol, number);
      if (!isChecked && !(isNamed && /番 ?号/.test(near))) return [];
      const word = nearestWord(text, start, end, postalWords, isTable);
      const isLabelled = word === 'own' || /番 ?号/.test(whole);
      const sure = isChecked ? 0.9 : 0.65;
      const confidence = word === 'other' ? 0.2 : isLabelled ? sure : 0.45;
      const masked = lastShown(number, 3);
      return [{ start, end, confidence, masked, value: `${symbol}-${number}` }];
    },
  );
}

function symbol(prefix: string, third: string, number: string): string {
  const open = `${prefix}${third}00`;
  return `${prefix}${third}${postalAccountCheckDigit(open, number)}0`;
}

function wrongSymbol(prefix: string, third: string, number: string): string {
  const digit = postalAccountCheckDigit(`${prefix}${third}00`, number);
  return `${prefix}${third}${(digit + 1) % 10}0`;
}
