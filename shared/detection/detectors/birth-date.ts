/**
 * Dates of birth: in western years or eras (昭和55年3月1日, S55.3.1), that a label, a header or 生 says are
 * some. A date alone is none: most dates in a municipality's documents are those of something else.
 */
import { isCalendarDate } from '../calendar-date.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { tablePart, textPart } from '../part.ts';
import { isLikelyPersonName } from '../surnames.ts';

/** Family registers write 壱弐参拾, so that nobody adds a stroke. */
const kanji = '〇元一二三四五六七八九十廿卅壱弐参拾';
const two = `(?:\\d{1,2}|[${kanji}]{1,3})`;
const era = '(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]|(?<![A-Za-z])[MTSHR](?![A-Za-z]))';
const western = '(?:18[89]\\d|19\\d{2}|20[0-2]\\d)';
const westernInKanji = `(?:一[八九]|二〇)[〇一二三四五六七八九]{2}|千九百[${kanji}]{0,3}|二千[${kanji}]{0,3}`;
const date = new RegExp(
  `(?<![\\d./-])${western}(?: ?[-/.] ?\\d{1,2} ?[-/.] ?\\d{1,2}| ?年 ?\\d{1,2} ?月 ?\\d{1,2} ?日)(?!\\d|[-/.]\\d)|` +
    `${era} ?(?:${two} ?年 ?${two} ?月 ?${two} ?日|\\d{1,2} ?[-/.] ?\\d{1,2} ?[-/.] ?\\d{1,2})(?!\\d)|` +
    `(?<![${kanji}百千])(?:${westernInKanji})(?: ?年 ?${two} ?月 ?${two} ?日|[・./]${two}[・./]${two})|` +
    `(?<!\\d)${western}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)`,
  'gu',
);
const label =
  /(?:生 ?年 ?月 ?日|出生(?:年月)?日|誕 ?生 ?日|birth ?_?(?:day|date)?|date of birth|(?<![a-z])dob(?![a-z]))[^\n\t。0-9]{0,12}\s{0,4}$|(?:生 ?年 ?月 ?日|出生(?:年月)?日|誕 ?生 ?日)[^\n。0-9]{0,10}\t\s?$/iu;
const other =
  /(?:日付|届出日|申請日|有効|期限|締切|提出|開催|施行|発行|交付|登録|更新|設置|開設|創立|完成|受付)[^\n\t。]{0,4}$/u;
/** `生`, `生まれ`, and not 生活, 生徒, 生産. */
const behind = /^ ?(?:出生|生まれ|うまれ|生(?![\p{Script=Han}]))/u;
const header = /生年月日|出生(?:年月)?日|誕生日|birth|(?:^|[^a-z])dob/i;

const otherHeader =
  /設立|創業|開設|設置|竣工|建築|登録|指定|着工|日時|年月日|[^\d]日(?:付|時)?(?: |$)|期限|date/i;

export const birthDate: Detector = {
  kind: 'birth-date',
  digits: 0,
  led: null,
  cheap:
    /生 ?年|誕 ?生|出生|生まれ|うまれ|birth|dob|日 ?生|\d ?生|\d[年/.-] ?\d{1,2}[月/.-] ?\d|\d{8}/i,
  inText(text, { from, isTable, stands }) {
    if (!isTable && !stands(said)) return [];
    return [...text.matchAll(date)].flatMap(({ index: start, 0: word }) => {
      const end = start + word.length;
      return end > from ? candidate(text, start, end, isTable) : [];
    });
  },
  column: { judge: null, adjust },
  watchTable: null,
  examples: {
    found: [
      { part: textPart('生年月日：昭和55年3月1日'), why: 'in an era' },
      { part: textPart('生年月日 S55.3.1'), why: 'with the letter of an era' },
      { part: textPart('1980年3月1日生まれ'), why: 'said behind it' },
      { part: textPart('大正十五年七月九日生'), why: 'kanji numerals' },
      { part: textPart('生年月日 昭和弐拾壱年拾弐月参日'), why: 'as family registers write' },
      { part: textPart('一九七五年三月十日生まれ'), why: 'a western year in kanji' },
      {
        part: tablePart([
          ['番号', '生年月日'],
          ['1', 'S40.1.1'],
        ]),
        why: 'in its column',
      },
    ],
    ignored: [
      { part: textPart('昭和55年3月1日に完成した庁舎'), why: 'the date of something else' },
      { part: textPart('昭和五十年三月十日生活課を設置'), why: 'a word behind it' },
      { part: textPart('生年月日を記入してください。申請日：令和8年4月1日'), why: 'another label' },
      { part: textPart('2015年4月2日、横手市が誕生した。'), why: 'the word' },
      { part: textPart('生年月日：平成5年2月30日'), why: 'no day of the calendar' },
      {
        part: tablePart([
          ['施設名', '設置年月日'],
          ['中央公民館', 'S52.4.1'],
        ]),
        why: 'another column',
      },
    ],
  },
};

/** Says at once that no date of birth stands in a text. */
const said = /生|誕|birth|dob/i;

function candidate(text: string, start: number, end: number, isTable: boolean): Candidate[] {
  const near = text.slice(Math.max(0, start - 32), start);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const isOther = other.test(before);
  let confidence = 0;
  if (isTable && isWhole(text, start, end))
    confidence = isBesidePerson(text, start, end) ? 0.6 : 0.2;
  if (label.test(before) && !isOther) confidence += 0.85;
  else if (label.test(near) && !isOther) confidence += 0.8;
  if (behind.test(text.slice(end, end + 4))) confidence += 0.8;
  if (confidence === 0) return [];
  const value = text.slice(start, end).replace(/ /g, '');
  if (!isCalendarDate(value)) return [];
  return [{ start, end, confidence: bounded(confidence), masked: '••••年••月••日', value }];
}

/** A date of long ago in a row with a person's name; its header may say what else it is. */
function isBesidePerson(text: string, start: number, end: number): boolean {
  if (/^(?:令|R|㋿|20[2-9]|201[89])/.test(text.slice(start, end))) return false;
  const rowStart = text.lastIndexOf('\n', start - 1) + 1;
  const rowEnd = text.indexOf('\n', end);
  const cells = text.slice(rowStart, rowEnd < 0 ? undefined : rowEnd).split('\t');
  return cells.length < 40 && cells.some(isLikelyPersonName);
}

function isWhole(text: string, start: number, end: number): boolean {
  return /[\t\n]/.test(text.charAt(start - 1) || '\n') && /[\t\n]/.test(text.charAt(end) || '\n');
}

function adjust(confidence: number, facts: ColumnFacts): number {
  if (header.test(facts.header)) return bounded(confidence + 0.65);
  return otherHeader.test(facts.header) ? bounded(confidence - 0.5) : confidence;
}
