/**
 * 個人番号 (Individual Number, "My Number"): 12 digits, the last a check digit. One in ten random
 * numbers passes it, so the confidence is made of several signs.
 */
import { isOfMyNumberCard, myNumberCardFront } from '../card-face.ts';
import { individualNumberCheckDigit, isIndividualNumber } from '../check-digits.ts';
import { nearestWord } from '../context.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { type DigitGroups, digitGroups } from '../digit-groups.ts';
import {
  cheapLabel,
  individualNumberLabel as label,
  individualNumberWords as words,
} from '../individual-number-words.ts';
import { fieldGroups, ledDigits } from '../led-digits.ts';
import { tablePart, textPart } from '../part.ts';

const lengths = new Set([12]);
/** Says nothing of the digits, nor of how they were written. */
const masked = '••••••••••••';

/** YYYYMMDDhhmm. */
const minutes = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/;
/** YYMMDDhhmmss: one in 300 Individual Numbers looks so. */
const seconds = /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;
/** +81 and a mobile number without its zero. */
const internationalMobile = /^81[789]0\d{8}$/;
const amountAfter = /^ ?(?:円|千円|件|人|名|%|個|世帯)/;

/** Years side by side. */
const years = /^(?:(?:19|20)\d\d){3}$/;
/** A number in the cells of one row: in fours, or digit by digit. */
const inCells = /^(?:\d{4}(?:\t\d{4}){2}|\d(?:\t\d){11})$/;
const run = '[0-9〇一二三四五六七八九](?:[ \\t\\-_.・/|]{0,3}[0-9〇一二三四五六七八九]){11}';
const bracketed = '\\d{4}[)\\]】〕」』] ?[(\\[【〔「『]\\d{4}';

export const individualNumber: Detector = {
  kind: 'individual-number',
  digits: 12,
  led: cheapLabel,
  cheap: new RegExp(`${run}|${bracketed}|${cheapLabel.source}`, 'i'),
  inText(text, { isAlone, isTable, from, once, stands }) {
    const groups = digitGroups(text, lengths, once).filter(({ end }) => end > from);
    const facts = isTable ? null : factsOf(groups);
    const found = groups.filter(isPlausible).map((group) => {
      const isWhole = isAlone && text.slice(from).trim().length === group.end - group.start;
      const near = nearestWord(text, group.start, group.end, words, isTable);
      const word = near === null && isOfMyNumberCard(text, group.start) ? 'own' : near;
      const each = candidate(text, group, word, isWhole);
      return facts === null ? each : { ...each, confidence: adjust(each.confidence, facts) };
    });
    const isLabelled = stands(cheapLabel);
    const spread = isLabelled ? [...ledDigits(text, label, 12), ...fieldGroups(text, label)] : [];
    const led = spread
      .filter((group) => group.end > from && isPlausible(group))
      .map((group) =>
        candidate(text, group, nearestWord(text, group.start, group.end, words), false),
      );
    return [...found, ...led, ...cardFront(text, from)];
  },
  column: {
    judge(cell) {
      const digits = /^\s*(?:\d{12}(?:\.00?)?|\d{4}([-_ ])\d{4}\1\d{4})\s*$/.test(cell)
        ? cell.replace(/\.\d+\s*$|\D/g, '')
        : null;
      return digits === null
        ? null
        : { value: digits, passes: isPlausible({ digits, shape: 'plain' }) };
    },
    adjust,
  },
  watchTable: null,
  examples: {
    found: [
      {
        part: textPart(`個人番号: ${specimen('12345678901')}`),
        why: 'its own keyword stands before it',
      },
      { part: textPart(`value = ${fours('12345678901')}`), why: 'written in three groups of four' },
      {
        part: textPart(`マイナンバーは${wide(specimen('62149832025'))}です`),
        why: 'full-width digits',
      },
      {
        part: tablePart([
          ['氏名', '個人番号'],
          ['関所太郎', specimen('98320567321')],
        ]),
        why: 'under its header',
      },
      {
        part: tablePart(
          ['31415926535', '27182818284', '16180339887', '14142135623', '17320508075'].map(
            (base) => [specimen(base)],
          ),
        ),
        why: 'a column without header of which every value passes the check digit',
      },
    ],
    ignored: [
      {
        part: textPart(`注文番号 ${specimen('12345678901')}`),
        why: 'the keyword of another number',
      },
      {
        part: textPart(`マイナンバー: ${fours('12345678901')}9`),
        why: 'a piece of a longer number',
      },
      { part: textPart(`マイナンバー: ${wrong('12345678901')}`), why: 'the check digit is wrong' },
      { part: textPart('個人番号 0000 0000 0000'), why: 'one digit repeated' },
      {
        part: textPart(`保険者番号: 12345678 ${'9'.repeat(4)}`),
        why: 'another number, and a rest',
      },
    ],
  },
};

function candidate(
  text: string,
  { digits, start, end, shape, crossesCells }: DigitGroups,
  word: 'own' | 'other' | null,
  isWhole: boolean,
): Candidate {
  let confidence = 0.3;
  if (shape === 'fours') confidence += 0.3;
  if (word === 'own') confidence += 0.5;
  if (word === 'other') confidence -= 0.4;
  if (isWhole) confidence += 0.3;
  if (minutes.test(digits)) confidence -= 0.3;
  if (internationalMobile.test(digits) && (word !== 'own' || text[start - 1] === '+')) {
    confidence -= 0.4;
  }
  if (seconds.test(digits) && shape === 'plain' && word !== 'own') confidence -= 0.3;
  if (amountAfter.test(text.slice(end, end + 4))) confidence -= 0.4;
  // Ten digits and a date, a table of figures: other shapes need their keyword.
  if (shape === 'other' || crossesCells) {
    const isSpread = word === null && inCells.test(text.slice(start, end));
    confidence = word === 'own' ? confidence - 0.1 : isSpread ? inCellsAlone : 0;
  }
  return { start, end, confidence: bounded(confidence), masked, value: digits };
}

/** A picture of the card's front shows no number, and is kept as the number is. */
function cardFront(text: string, from: number): Candidate[] {
  const front = myNumberCardFront(text);
  if (front === null || front.end <= from) return [];
  return [{ ...front, confidence: 0.7, masked: '個人番号カードの券面', value: 'card' }];
}

/** Their header or their column has to say more. */
const inCellsAlone = 0.2;

/**
 * Five random values that all pass have a chance of 1 in 100,000; a tenth of a column that passes
 * is what chance gives.
 */
function adjust(confidence: number, { seen, passed, header }: ColumnFacts): number {
  const headed =
    header === '' ? null : nearestWord(`${header} `, header.length, header.length + 1, words);
  const rate = seen === 0 ? 0 : passed / seen;
  const isChance = seen >= 10 && rate < 0.5 && headed !== 'own';
  let adjusted = headed === 'own' ? confidence + 0.5 : confidence;
  if (seen >= 5 && rate === 1) adjusted += 0.5;
  else if (seen >= 10 && rate >= 0.9) adjusted += 0.4;
  else if (isChance) adjusted -= 0.4;
  else if (headed === 'other') adjusted -= 0.3;
  return bounded(adjusted);
}

function factsOf(groups: readonly DigitGroups[]): ColumnFacts {
  const values = new Set(
    groups.filter(({ shape }) => shape !== 'other').map(({ digits }) => digits),
  );
  const passed = [...values].filter(isIndividualNumber).length;
  return { seen: values.size, passed, header: '' };
}

function isPlausible({ digits, shape }: Pick<DigitGroups, 'digits' | 'shape'>): boolean {
  if (!isIndividualNumber(digits) || /^(\d)\1*$/.test(digits)) return false;
  return shape === 'plain' || !years.test(digits);
}

function specimen(base: string): string {
  return `${base}${individualNumberCheckDigit(base)}`;
}

function wrong(base: string): string {
  return `${base}${(individualNumberCheckDigit(base) + 1) % 10}`;
}

function fours(base: string): string {
  return specimen(base).replace(/(\d{4})(?=\d)/g, '$1 ');
}

function wide(digits: string): string {
  return digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
