/**
 * 被保険者記号・番号・枝番 of a health or care insurance: no form of its own. It needs its label, and
 * what insurance it is: a valid 保険者番号 near it, or its name.
 */
import { insurerCheckDigit, isInsurerNumber } from '../check-digits.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { isRepeated, kanjiAsDigits, onlyDigits } from '../labelled-number.ts';
import { tablePart, textPart } from '../part.ts';

const person = '(?<!雇 ?用 ?保 ?険 ?)被 ?保 ?険 ?者 ?(?:証 ?|等 ?)*';
const card =
  '(?:健 ?康 ?保 ?険 ?証?|保 ?険 ?証|資 ?格 ?確 ?認 ?書|後期高齢者医療|介護保険証?|国 ?保) ?(?:の ?)?';
const name = '(?:記 ?号 ?(?:[・･,、/及びと ]{0,3}番 ?号)?|番 ?号) ?等?';
const label = `(?:${person}(?:の ?)?|${card})${name}`;
const value = '[\\p{Script=Han}\\p{Script=Katakana}]{0,4}[- ]?[0-9](?:[0-9・. \\-]{0,14}[0-9])';
const written = new RegExp(
  `${label}[\\s:=()"'「」【】\\[\\]はが]{0,6}(${value})(?![0-9A-Za-z]|[-.,:/][0-9]|[年月日円件人桁名歳])`,
  'gu',
);
/** `記号 横手 番号 1234`, beside a word of insurance. */
const pairs =
  /記 ?号[\s:=]{0,3}([\p{Script=Han}\p{Script=Katakana}0-9-]{1,8})[\s,、]{0,3}番 ?号[\s:=]{0,3}([0-9]{1,8})(?![0-9A-Za-z]|[-.,:/][0-9])/gu;
const ofInsurance = /保 ?険 ?者|資 ?格 ?情 ?報|国 ?保|健 ?康 ?保 ?険|枝 ?番/;
const headerLabel = new RegExp(label, 'u');
/** Names of insurances and cards. */
const scheme =
  /介 ?護|健 ?康 ?保 ?険|国 ?保|後 ?期 ?高 ?齢|共 ?済 ?組 ?合|保 ?険 ?証|資 ?格 ?確 ?認|医 ?療 ?保 ?険|協会けんぽ/;
const insurer =
  /(?<!被 ?)保 ?険 ?者 ?(?:の ?)?番 ?号[\s:=()]{0,4}([0-9]{8}|[0-9]{6}|[0-9]{4} [0-9]{4})(?![0-9])/gu;
const cell = /(?<=^|[\t\n])[0-9]{6,10}(?=[\t\n]|$)/g;
/** Characters around. */
const reach = 200;
const masked = '••••••••';

export const insuredNumber: Detector = {
  kind: 'insured-number',
  digits: 2,
  led: null,
  cheap: /保 ?険 ?(?:者|証)|資 ?格 ?(?:確 ?認|情 ?報)|国 ?保|後期高齢|枝 ?番/,
  inText(_text, { from, isTable, once }) {
    const digits = once(kanjiAsDigits);
    const cells = isTable ? [...digits.matchAll(cell)].map(inCell) : [];
    const labelled = [...digits.matchAll(written)].flatMap(
      ({ index, 0: whole, 1: number = '' }) => {
        const end = index + whole.length;
        return end > from ? candidate(digits, end - number.length, end, number, whole) : [];
      },
    );
    return [...cells, ...labelled, ...inPairs(digits, from)];
  },
  column: { judge: null, adjust },
  watchTable: null,
  examples: {
    found: [
      {
        part: textPart(
          `保険者番号 ${insurerOf('3312001')}\n被保険者 記号・番号 ${'12-345'} 枝番 01`,
        ),
        why: 'a valid number of an insurer near it',
      },
      {
        part: textPart(`介護保険 被保険者証番号: ${'98765'}${'43210'}`),
        why: 'what insurance it is',
      },
      { part: textPart(`健康保険証 番号：${'横手'}${'4567'}`), why: 'with letters' },
    ],
    ignored: [
      { part: textPart('被保険者番号:\n138057'), why: 'nothing says which insurance' },
      { part: textPart('介護保険 被保険者証番号: 0000000000'), why: 'one digit repeated' },
      { part: textPart('被保険者番号は10桁の数字です。介護保険'), why: 'about the number' },
      {
        part: tablePart([
          ['被保険者数', '介護保険'],
          ['12345', '678'],
        ]),
        why: 'how many there are',
      },
    ],
  },
};

/** Says nothing until its header is known. */
function inCell({ index: start, 0: value }: RegExpExecArray): Candidate {
  return { start, end: start + value.length, confidence: 0.1, masked, value };
}

function inPairs(text: string, from: number): Candidate[] {
  return [...text.matchAll(pairs)].flatMap(
    ({ index: start, 0: whole, 1: symbol = '', 2: number = '' }) => {
      const end = start + whole.length;
      const near = text.slice(Math.max(0, start - 40), end + 10);
      if (end <= from || !ofInsurance.test(near) || /ゆうちょ|通帳|口座/.test(near)) return [];
      return [{ start, end, confidence: 0.75, masked, value: `${symbol}-${number}` }];
    },
  );
}

function candidate(
  text: string,
  start: number,
  end: number,
  number: string,
  whole: string,
): Candidate[] {
  const value = number.replace(/[\s・.-]/g, '');
  const digits = onlyDigits(value);
  // Four, six and one: that of employment insurance.
  if (/^[0-9]{4}-[0-9]{6}-[0-9]$/.test(number)) return [];
  if (digits.length < 2 || (digits.length > 3 && isRepeated(digits))) return [];
  const near = text.slice(Math.max(0, start - reach), end + reach);
  let confidence = 0.35;
  // The label on the same line, and as long as such numbers are; or in two pieces.
  const isUsual = digits.length >= 8 || (/記/.test(whole) && /[・-]/.test(number));
  if (!whole.includes('\n') && isUsual) confidence += 0.3;
  if (scheme.test(near)) confidence += 0.3;
  if (hasInsurer(near)) confidence += 0.4;
  return [{ start, end, confidence: bounded(confidence), masked, value }];
}

function hasInsurer(text: string): boolean {
  return [...text.matchAll(insurer)].some(([, number = '']) => isInsurerNumber(onlyDigits(number)));
}

function adjust(confidence: number, { header }: ColumnFacts): number {
  if (!headerLabel.test(header)) return confidence;
  return bounded(confidence + (scheme.test(header) ? 0.6 : 0.3));
}

function insurerOf(base: string): string {
  return `${base}${insurerCheckDigit(base)}`;
}
