/**
 * 個人番号 (Individual Number, "My Number"): 12 digits, the last a check digit. One in ten random
 * numbers passes it, so the confidence is made of several signs.
 */
import { individualNumberCheckDigit, isIndividualNumber } from '../check-digits.ts';
import { nearestWord, spaced, type Words } from '../context.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { type DigitGroups, digitGroups } from '../digit-groups.ts';
import { tablePart, textPart } from '../part.ts';

const lengths = new Set([12]);
/** Says nothing of the digits, nor of how they were written. */
const masked = '••••••••••••';

const ownWords = [
  '個人番号',
  'マイナンバー',
  'マイナンバ-',
  'ﾏｲﾅﾝﾊﾞｰ',
  'ﾏｲﾅﾝﾊﾞ-',
  '通知カード',
  '特定個人情報',
];
const own = new RegExp(
  `${ownWords.map(spaced).join('|')}|\\bmy[ _-]?number|individual[ _-]?number|kojin[ _-]?bang[oō]u?`,
  'giu',
);
const others = [
  '法人等?番号',
  '免許',
  '保険者?(?:証)?の?(?:記号)?番号',
  '保険',
  '年金',
  '口座',
  '電話',
  '携帯',
  'TEL',
  'FAX',
  '注文',
  '受注',
  '伝票',
  '請求',
  '見積',
  'お?客様番号',
  '顧客',
  '会員',
  '社員',
  '職員番号',
  '学籍',
  '管理',
  '会議',
  '予約',
  '追跡',
  '問い?合わ?せ',
  '登録番号',
  '整理番号',
  '住民票コード',
  '(?<!個人)(?<=[\\p{Script=Han}\\p{Script=Katakana}-])番号',
  'コード',
  '型番',
  '製造',
  'シリアル',
  'serial',
  'account',
  'アカウント',
  'JAN',
  'ISBN',
  'EAN',
  'order',
  'invoice',
  '緯度',
  '経度',
  '座標',
  '日時',
  '日付',
  'timestamp',
  '更新',
  '版',
  'version',
  'revision',
  '¥',
  '円',
];
const other = new RegExp(`(?:${others.join('|')})`, 'giu');
const words: Words = { own, other };

/** YYYYMMDDhhmm and YYMMDDhhmmss. */
const timeStamps =
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)$/;
/** +81 and a mobile number without its zero. */
const internationalMobile = /^81[789]0\d{8}$/;
const amountAfter = /^ ?(?:円|千円|件|人|名|%|個|世帯)/;

export const individualNumber: Detector = {
  kind: 'individual-number',
  cheap: /[0-9〇一二三四五六七八九](?:[ \t\-_.・/|]{0,3}[0-9〇一二三四五六七八九]){11}/,
  inText(text, { isAlone, isTable, from }) {
    const groups = digitGroups(text, lengths).filter(({ end }) => end > from);
    const passing = groups.filter(({ digits }) => isPlausible(digits));
    const facts = isTable ? null : factsOf(groups);
    return passing
      .map((group) =>
        candidate(
          text,
          group,
          isAlone && text.slice(from).trim().length === group.end - group.start,
          isTable,
        ),
      )
      .map((found) =>
        facts === null ? found : { ...found, confidence: adjust(found.confidence, facts) },
      );
  },
  column: {
    judge(cell) {
      const digits = /^\s*(?:\d{12}|\d{4}([-_ ])\d{4}\1\d{4})\s*$/.test(cell)
        ? cell.replace(/\D/g, '')
        : null;
      return digits === null ? null : { value: digits, passes: isPlausible(digits) };
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
  group: DigitGroups,
  isAlone: boolean,
  isTable: boolean,
): Candidate {
  const { digits, start, end, shape } = group;
  const word = nearestWord(text, start, end, words, isTable);
  let confidence = 0.3;
  if (shape === 'fours') confidence += 0.3;
  if (word === 'own') confidence += 0.5;
  if (word === 'other') confidence -= 0.4;
  if (isAlone) confidence += 0.3;
  if (timeStamps.test(digits) || internationalMobile.test(digits)) confidence -= 0.3;
  if (amountAfter.test(text.slice(end, end + 4))) confidence -= 0.4;
  // Ten digits and a date, a table of figures: other shapes need their keyword.
  if (shape === 'other' || group.crossesCells) confidence = word === 'own' ? confidence - 0.1 : 0;
  return { start, end, confidence: bounded(confidence), masked, value: digits };
}

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

function isPlausible(digits: string): boolean {
  return isIndividualNumber(digits) && !/^(\d)\1*$/.test(digits);
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
