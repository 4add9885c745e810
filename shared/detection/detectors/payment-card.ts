/** Payment cards: a number of an issuer's length and prefix (ISO/IEC 7812) that passes Luhn. */
import { isLuhn, luhnCheckDigit } from '../check-digits.ts';
import { nearestWord, type Words } from '../context.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { type DigitGroups, digitGroups } from '../digit-groups.ts';
import { type DigitRun, digitRuns } from '../digit-runs.ts';
import { ledDigits } from '../led-digits.ts';
import { textPart } from '../part.ts';

interface Issuer {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly prefix: RegExp;
  /** Before any other sign: how seldom other numbers look like this. */
  readonly confidence: number;
}

const issuers: readonly Issuer[] = [
  { name: 'American Express', lengths: [15], prefix: /^3[47]/, confidence: 0.65 },
  { name: 'JCB', lengths: [16, 17, 18, 19], prefix: /^35(?:2[89]|[3-8])/, confidence: 0.65 },
  { name: 'Diners', lengths: [14], prefix: /^3(?:0[0-5]|095|[689])/, confidence: 0.6 },
  { name: 'Visa', lengths: [16, 19], prefix: /^4/, confidence: 0.6 },
  // No longer issued, and as long as a Corporate Number, EAN or time stamp: with a keyword only.
  { name: 'Visa', lengths: [13], prefix: /^4/, confidence: 0.2 },
  {
    name: 'Mastercard',
    lengths: [16],
    prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    confidence: 0.6,
  },
  { name: 'Discover', lengths: [16, 19], prefix: /^6(?:011|4[4-9]|5)/, confidence: 0.65 },
  { name: 'UnionPay', lengths: [16, 17, 18, 19], prefix: /^(?:62|81)/, confidence: 0.6 },
  {
    name: 'Maestro',
    lengths: [16, 17, 18, 19],
    prefix: /^(?:50(?:18|19|20|38)|5893|6304|67)/,
    confidence: 0.6,
  },
  {
    name: 'Maestro',
    lengths: [12, 13],
    prefix: /^(?:5018|5020|6304|6759|676[1-3])/,
    confidence: 0.1,
  },
  // One leading digit proves little.
  { name: 'UATP', lengths: [15], prefix: /^1/, confidence: 0.3 },
];
const lengths = new Set(issuers.flatMap((issuer) => issuer.lengths));

const words: Words = {
  own: /クレジット|カード番号|カ-ド番号|credit|card|visa|master ?card|amex|jcb|diners|pan\b/gi,
  other:
    /注文|伝票|追跡|問い?合わ?せ|シリアル|serial|IMEI|JAN|ISBN|EAN|法人番号|コード|timestamp|日時|緯度|経度|(?<![a-z])id"? ?[:=]|https?:/gi,
};

const label = /クレジットカ[ー-]ド番号|カ[ー-]ド番号|card ?(?:number|no\.?)/gi;
/** Says at once that none of these stands in a text. */
const cheapLabel = /カ[ー-]ド番号|card ?n/i;
/** As printed on the cards that are not in fours throughout: 4-6-5, 4-6-4, 4-4-4-4-3. */
const printed =
  /(?<![0-9A-Za-z])(?<![0-9][-.,:])\d{4}([- ])(?:\d{6}\1\d{4,5}|\d{4}\1\d{4}\1\d{4}\1\d{3})(?![0-9A-Za-z]|[-.,:][0-9])/g;
const fewestPrinted = 14;
/** Says at once that none stands there. */
const somePrinted = /\d{4}([- ])\d{4,6}\1\d{3}/;

export const paymentCard: Detector = {
  kind: 'payment-card',
  digits: 12,
  led: cheapLabel,
  cheap: new RegExp(
    `[0-9〇一二三四五六七八九](?:[ \\t\\-_.・/|]{0,3}[0-9〇一二三四五六七八九]){11}|${cheapLabel.source}`,
    'i',
  ),
  inText(text, { isAlone, isTable, from, once, stands }) {
    const isAll = (length: number) => isAlone && text.slice(from).trim().length === length;
    const led = stands(cheapLabel)
      ? [16, 15, 14].flatMap((length) => ledDigits(text, label, length))
      : [];
    return [...digitGroups(text, lengths, once), ...printedGroups(text, once(digitRuns)), ...led]
      .filter(({ end, crossesCells }) => end > from && !crossesCells)
      .flatMap((group) => candidate(text, group, isAll(group.end - group.start), isTable));
  },
  column: {
    judge(cell) {
      const digits = /^\s*\d[\d -]{10,22}\d\s*$/.test(cell) ? cell.replace(/\D/g, '') : '';
      const issuer = issuerOf(digits);
      return issuer === null ? null : { value: digits, passes: isLuhn(digits) };
    },
    adjust,
  },
  watchTable: null,
  examples: {
    found: [
      { part: textPart(card('411111111111111')), why: 'a known test number of Visa' },
      {
        part: textPart(`カード番号: ${grouped(card('555555555555444'))}`),
        why: 'in groups, with a keyword',
      },
      {
        part: textPart(`/${grouped(card('400000123456789')).replaceAll(' ', '-')}`),
        why: 'behind a slash',
      },
      { part: textPart(`JCB ${card('353011133330000')}`), why: 'issuer and Luhn' },
    ],
    ignored: [
      {
        part: textPart(`4012-8888-8888-188${(Number(card('401288888888188').slice(-1)) + 1) % 10}`),
        why: 'wrong check digit',
      },
      { part: textPart(`prefix${card('623491788286385')}`), why: 'letters touch it' },
      { part: textPart(`${card('537777777777777')}999993`), why: 'longer than any card' },
      { part: textPart(`法人番号 ${card('401100109899')}`), why: 'another number' },
    ],
  },
};

/** Such a number is part of a run of digits. Two characters decide on each side. */
function printedGroups(text: string, runs: readonly DigitRun[]): DigitGroups[] {
  const found: DigitGroups[] = [];
  for (const { start: runStart, end: runEnd, digits: count, isGrouped, hasSpaces } of runs) {
    // In one token it is as long as a number.
    if (count < fewestPrinted || !(isGrouped || hasSpaces)) continue;
    const from = Math.max(0, runStart - 2);
    const near = text.slice(from, runEnd + 2);
    if (!somePrinted.test(near)) continue;
    for (const { 0: word, index } of near.matchAll(printed)) {
      const start = from + index;
      const digits = word.replace(/\D/g, '');
      found.push({ digits, start, end: start + word.length, shape: 'fours', crossesCells: false });
    }
  }
  return found;
}

function candidate(
  text: string,
  { digits, start, end, shape }: DigitGroups,
  isAlone: boolean,
  isTable: boolean,
): Candidate[] {
  const issuer = issuerOf(digits);
  if (issuer === null || !isLuhn(digits) || /^(\d)\1*$/.test(digits)) return [];
  const word = nearestWord(text, start, end, words, isTable);
  let confidence = issuer.confidence;
  if (shape === 'fours') confidence += 0.2;
  if (shape === 'other' && word !== 'own') confidence -= 0.2;
  if (word === 'own') confidence += 0.45;
  if (word === 'other') confidence -= 0.3;
  if (isAlone) confidence += 0.3;
  return [{ start, end, confidence: bounded(confidence), masked: masked(digits), value: digits }];
}

function adjust(confidence: number, { seen, passed, header }: ColumnFacts): number {
  const headed =
    header === '' ? null : nearestWord(`${header} `, header.length, header.length + 1, words);
  let adjusted = confidence;
  if (headed === 'own') adjusted += 0.4;
  if (headed === 'other') adjusted -= 0.3;
  if (seen >= 5 && passed === seen) adjusted += 0.3;
  else if (seen >= 10 && passed < seen / 2 && headed !== 'own') adjusted -= 0.4;
  return bounded(adjusted);
}

function issuerOf(digits: string): Issuer | null {
  return (
    issuers.find((each) => each.lengths.includes(digits.length) && each.prefix.test(digits)) ?? null
  );
}

/** The last four are customary; of 12 digits, which may be an Individual Number, none. */
function masked(digits: string): string {
  return digits.length <= 12
    ? '•'.repeat(12)
    : `${'•'.repeat(digits.length - 4)}${digits.slice(-4)}`;
}

function card(base: string): string {
  return `${base}${luhnCheckDigit(base)}`;
}

function grouped(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
