/**
 * Marks that someone set on a document (機密性3, 秘, 部外秘 …), as against the same words in running
 * text: 秘書, 個人情報保護条例 and a table that explains the levels are no marks.
 */
import { bounded, type Candidate, type Detector, type Surroundings } from '../detector.ts';
import { tablePart, textPart } from '../part.ts';

interface Mark {
  /** Canonical: what the policy names as `mark:…`. */
  readonly name: string;
  readonly spelling: string;
  /** How much the word by itself says: 個人情報 is an everyday word, 部外秘 hardly is. */
  readonly weight: number;
}

const marks: readonly Mark[] = [
  ...['3A', '3B', '3C', '3', '2', '1'].map((level) => ({
    name: `機密性${level}`,
    spelling: `機 ?密 ?性 ?(?:レベル)? ?${[...level].join(' ?')}(?![0-9A-Z])`,
    weight: 0.3,
  })),
  { name: '極秘', spelling: '極 ?秘(?![裏密])', weight: 0.25 },
  { name: '部外秘', spelling: '部 ?外 ?秘', weight: 0.3 },
  { name: '社外秘', spelling: '社 ?外 ?秘', weight: 0.3 },
  { name: '庁外秘', spelling: '庁 ?外 ?秘', weight: 0.3 },
  { name: '取扱注意', spelling: '取 ?(?:り ?)?扱 ?(?:い ?)?注 ?意', weight: 0.25 },
  { name: '持出禁止', spelling: '持 ?(?:ち ?)?出 ?(?:し ?)?(?:厳 ?)?禁 ?(?:止)?', weight: 0.25 },
  { name: '個人情報', spelling: '個 ?人 ?情 ?報', weight: 0 },
  {
    name: '秘',
    spelling: '㊙|マル秘|丸秘|(?<![極外マ丸\\p{Script=Han}])秘(?!\\p{Script=Han})',
    weight: 0.1,
  },
];
const anyMark = new RegExp(marks.map(({ spelling }) => `(${spelling})`).join('|'), 'giu');

const opening = /[【〔［[(（<＜《｛{■□◆◇●○★※_〈]\s*$/u;
const closing = /^\s*[】〕］\])）>＞》｝}■□◆◇●○★_〉]/u;
const quoted = /[「『"“]\s*$/u;
/** What may stand beside a mark that is a line by itself. */
const company =
  /(?:自治体|情報|文書|資料|扱い?|指定|含む|あり|在中|厳守|[\s・/／,、:：()（）【】〔〕［］[\]<>《》■□◆◇●○★※_.。-]|CONFIDENTIAL|(?:複製|転載|複写|コピ-?)[・、]?)/giu;
const statementBefore =
  /(?:本|この|当該|以下の|上記の)(?:資料|文書|書類|情報|ファイル|デ-タ|データ|メ-ル|メール|名簿|内容|帳票)[^\n。]{0,25}$/u;
const statementAfter =
  /^(?:情報|文書|資料)?(?:です|とする|とします|とし|である|であり|扱い|指定|につき|に該当|を含|[。\s]*$)/u;
const handlingAfter = /^(?:につき|のため|扱い|でお願い|願います|とする|とします|です)/u;

export const mark: Detector = {
  kind: 'mark',
  cheap: /機 ?密 ?性|秘|㊙|扱 ?い? ?注 ?意|持 ?ち? ?出|個 ?人 ?情 ?報/,
  inText(text, around) {
    const found = [...text.matchAll(anyMark)];
    const levels = new Set(
      found.map((each) => named(each).name).filter((name) => /機密性/.test(name)),
    );
    return found
      .filter(({ index, 0: word }) => index + word.length > around.from)
      .map((each) => candidate(text, each, around, levels.size > 1));
  },
  column: null,
  watchTable: null,
  examples: {
    found: [
      { part: textPart('【部外秘】令和6年度予算要求資料'), why: 'in brackets' },
      { part: textPart('取扱注意\n\n災害時要配慮者の支援について'), why: 'a line by itself' },
      { part: textPart('本資料は機密性３情報である。'), why: 'a statement about the document' },
      { part: textPart('〇〇課 ㊙', { corner: 'header' }), why: 'in a header' },
      { part: textPart('個人情報_世帯一覧.xlsx', { corner: 'name' }), why: 'in a file name' },
      { part: textPart('自治体機密性3B'), why: 'a level by itself' },
      { part: textPart('社外秘につき転送しないこと'), why: 'an instruction' },
    ],
    ignored: [
      { part: textPart('秘書広報課の電話は内線2100です。'), why: 'part of a word' },
      {
        part: textPart('個人情報の保護に関する法律に基づき、個人情報を適切に扱います。'),
        why: 'the word',
      },
      {
        part: textPart('機密性3から機密性1までの分類は、別表のとおりとする。'),
        why: 'explains the levels',
      },
      {
        part: tablePart([
          ['機密性3', '必要最小限の者'],
          ['機密性2', '公表を前提としない'],
          ['機密性1', 'その他'],
        ]),
        why: 'a table of the levels',
      },
      { part: textPart('「部外秘」と書かれた封筒を受け取ったときは窓口に渡す。'), why: 'quoted' },
      { part: textPart('神秘的な湖の写真を募集します。'), why: 'part of a word' },
    ],
  },
};

function candidate(
  text: string,
  found: RegExpMatchArray & { index?: number },
  { corner }: Surroundings,
  explainsLevels: boolean,
): Candidate {
  const start = found.index ?? 0;
  const end = start + found[0].length;
  const { name, weight } = named(found);
  const lineStart =
    Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\t', start - 1)) + 1;
  const before = text.slice(Math.max(lineStart, start - 40), start);
  const after = text.slice(end, lineEnd(text, end));
  let confidence = 0.2 + weight;
  const inBrackets = opening.test(before) && closing.test(after);
  if (inBrackets) confidence += 0.5;
  else if (isCompany(before) && isCompany(after.slice(0, 40))) {
    confidence += weight > 0 || isAtTop(text, start, end) ? 0.5 : 0.2;
  } else if (isCompany(before) && /^[\s:]/.test(after) && after.length <= 30) confidence += 0.3;
  else if (/\s$/.test(before) && before.length <= 30 && isCompany(after)) confidence += 0.25;
  if (corner === 'header' || corner === 'footer' || corner === 'master') confidence += 0.35;
  if (corner === 'name' && isDelimited(before, after)) confidence += 0.55;
  if (weight >= 0.2 && (statementBefore.test(before) || handlingAfter.test(after))) {
    confidence += statementAfter.test(after) || handlingAfter.test(after) ? 0.35 : 0;
  }
  if (quoted.test(before)) confidence -= 0.4;
  if (/^(?:保護|の?取扱い?(?:規程|要領)|ファイル簿)/.test(after)) confidence -= 0.4;
  if (explainsLevels && /機密性/.test(name) && corner === null && !inBrackets) confidence -= 0.5;
  return { start, end, confidence: bounded(confidence), masked: name, value: name, mark: name };
}

/** An everyday word is a mark where it is the first thing that stands there, and not a column's name. */
function isAtTop(text: string, start: number, end: number): boolean {
  const [rest = ''] = text.slice(end, end + 200).split('\n', 1);
  return start < 200 && isCompany(text.slice(0, start)) && isCompany(rest);
}

function named(found: RegExpMatchArray): Mark {
  const at = found.slice(1).findIndex((group) => group !== undefined);
  return marks[at] as Mark;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from, from + 200).search(/[\n\t]/);
  return end < 0 ? from + 200 : from + end;
}

/** Nothing but other marks, brackets and what usually stands beside a mark. */
function isCompany(text: string): boolean {
  return text.replace(anyMark, '').replace(company, '') === '';
}

function isDelimited(before: string, after: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const touches = (character: string | undefined) =>
    character !== undefined && letter.test(character);
  return !touches(before.at(-1)) && !touches(after.at(0));
}
