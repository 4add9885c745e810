/**
 * Marks that someone set on a document (機密性3, 秘, 部外秘 …), as against the same words in running
 * text: 秘書, 個人情報保護条例 and a table that explains the levels are no marks.
 */
import { bounded, type Candidate, type Detector, type Surroundings } from '../detector.ts';
import { anyMark, cheapMark, type Mark, markOf } from '../mark-names.ts';
import { matchNear } from '../match-near.ts';
import { tablePart, textPart } from '../part.ts';

const opening = /[【〔［[(（<＜《≪﹤〈｛{■□◆◇●○★※_]\s*$/u;
const closing = /^\s*(?:文書|資料|情報|扱い?|取扱い?)?\s*[】〕］\])）>＞》≫〉｝}■□◆◇●○★_]/u;
const quoted = /[「『"“]\s*$/u;
/** What may stand beside a mark that is a line by itself. */
const company =
  /(?:自治体|情報|文書|資料|指定|含む|を含む|あり|有|在中|厳守|厳重|要配慮|特定|相当|につき|要|扱い?|取扱|(?:取扱|情報|文書|機密|機密性)?(?:区分|分類|種別|格付け?|レベル)|(?:庁|室|館|課|社|所|部|校)外(?:への?)?|データ|[\s・/／,、:：!！()（）【】〔〕［］[\]<>《》≪≫〈〉「」『』"“”■□◆◇●○★※_.。-]|CONFIDENTIAL|TOP SECRET|(?:完全性|可用性) ?\d ?[A-Z]?|(?:無断)?(?:複製|転載|複写|コピ[-ー]?)[・、]?(?:及び)?|禁止|厳禁|不可)/giu;
const statementBefore =
  /(?:本|この|当該|以下の|上記の)(?:資料|文書|書類|情報|ファイル|デ-タ|データ|メ-ル|メール|名簿|内容|帳票)[^\n。]{0,25}$/u;
const statementAfter =
  /^[」』"”]?(?:情報|文書|資料)?(?:です|とする|とします|とし|します|しています|である|であり|扱い|指定|につき|に該当|に分類|に相当|を含|[。\s]*$)/u;
const handlingAfter = /^(?:につき|のため|扱い|でお願い|願います|とする|とします|です)/u;
/** `この名簿は個人情報を含む`: the everyday word, said of the document. */
const holdsAfter = /^(?:が含まれ|を含(?:む|み|んで|め))/u;
/** A file about the handling of such documents, and none of them. */
const aboutAfter =
  /の|取扱|規程|規則|規定|基準|要領|要綱|マニュアル|手順|説明|について|とは|ガイド|研修|保護|物品/u;
const eachCheap = new RegExp(cheapMark.source, 'gi');
/** Levels so close to each other are compared. */
const besides = 120;

export const mark: Detector = {
  kind: 'mark',
  digits: 0,
  led: null,
  cheap: cheapMark,
  inText(text, around) {
    const found = matchNear(
      text,
      anyMark,
      eachCheap,
      (match, index): Found => ({ index, word: match[0], mark: markOf(match) }),
    );
    const levels = found.filter((each) => isLevel(each.mark.name));
    const compared = comparedLevels(text, levels);
    return found
      .filter(({ index, word }) => index + word.length > around.from)
      .map((each) => candidate(text, each, around, compared.has(each)));
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

interface Found {
  readonly index: number;
  readonly word: string;
  readonly mark: Mark;
}

const isLevel = (name: string) => name.startsWith('機密性');

function candidate(
  text: string,
  found: Found,
  { corner }: Surroundings,
  explainsLevels: boolean,
): Candidate {
  const start = found.index;
  const end = start + found.word.length;
  const { name, weight } = found.mark;
  const { before, after } = lineAround(text, start, end);
  let confidence = 0.2 + weight;
  const inBrackets = opening.test(before) && closing.test(after);
  const isAlone = isCompany(before) && isCompany(after.slice(0, 40));
  const isStatement = statementBefore.test(before) && statementAfter.test(after);
  if (inBrackets) {
    // `（秘）とする`: an everyday word in a sentence.
    confidence += weight < 0.2 && /^.[のとをはにがで]/u.test(after.trim()) ? 0.2 : 0.5;
  } else if (isAlone) {
    const isSaid = weight > 0 || (isAtTop(text, start, end) && !before.includes('機密性'));
    confidence += isSaid ? 0.5 : 0.2;
  } else if (isCompany(before) && /^(?:情報|文書|資料)?[\s:]/.test(after) && after.length <= 30) {
    confidence += 0.3;
  } else if (/\s$/.test(before) && before.length <= 30 && isCompany(after)) {
    confidence += /\s{2}$/.test(before) ? 0.35 : 0.25;
  }
  if (corner === 'header' || corner === 'footer' || corner === 'master') confidence += 0.35;
  if (corner === 'name' || corner === 'sheet-name') confidence += inName(before, after, weight);
  if (weight >= 0.2 && (isStatement || handlingAfter.test(after))) confidence += 0.35;
  if (weight === 0 && statementBefore.test(before) && holdsAfter.test(after)) confidence += 0.45;
  if (quoted.test(before) && !isAlone && !isStatement) confidence -= 0.4;
  if (/^(?:保護|の?取扱い?(?:規程|要領)|ファイル簿)/.test(after)) confidence -= 0.4;
  if (explainsLevels && corner === null && !inBrackets) confidence -= 0.5;
  return { start, end, confidence: bounded(confidence), masked: name, value: name, mark: name };
}

function inName(before: string, after: string, weight: number): number {
  if (isDelimited(before, after)) return 0.55;
  return weight >= 0.2 && !aboutAfter.test(after) ? 0.4 : 0;
}

/** Levels that a text explains, one beside the other, instead of carrying one. */
function comparedLevels(text: string, levels: readonly Found[]): ReadonlySet<Found> {
  const name = (each: Found | undefined) => each?.mark.name;
  const alone = new Set(levels.filter((each) => isOwnLine(text, each)).map(name));
  if (alone.size > 1) return new Set(levels);
  const compared = new Set<Found>();
  for (const [at, each] of levels.entries()) {
    const next = levels[at + 1];
    if (next === undefined || name(next) === name(each)) continue;
    if (next.index - each.index < besides) compared.add(each).add(next);
  }
  return compared;
}

/** What stands before and behind it in its line, or its cell. */
function lineAround(text: string, start: number, end: number): { before: string; after: string } {
  const near = text.slice(Math.max(0, start - 40), start);
  const from = Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\t')) + 1;
  return { before: near.slice(from), after: text.slice(end, lineEnd(text, end)) };
}

function isOwnLine(text: string, { index, word }: Found): boolean {
  const { before, after } = lineAround(text, index, index + word.length);
  return isCompany(before) && isCompany(after.slice(0, 40));
}

/** An everyday word is a mark where it is the first thing that stands there, and not a column's name. */
function isAtTop(text: string, start: number, end: number): boolean {
  const [rest = ''] = text.slice(end, end + 200).split('\n', 1);
  return start < 200 && isCompany(text.slice(0, start)) && isCompany(rest);
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
