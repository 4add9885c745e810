/**
 * Lists of persons that are no tables any more: lines of a PDF or a text, each with a person's name
 * and something personal beside it.
 */
import { isLikelyPersonName, isSurname, mayBePersonName } from './surnames.ts';

export interface PersonLines {
  readonly persons: number;
  /** Of the first line, in the text. */
  readonly start: number;
  readonly end: number;
}

/** Postal code, telephone, mail address, date of birth, or an address with its number. */
export const personal =
  /(?<!\d)\d{3}-\d{4}(?!\d)|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)|(?<![\d-])0[789]0\d{8}(?!\d)|[\w.+-]{1,64}@[\w-]+\.\w|(?:昭和|平成|大正|[SHT])\s?\d{1,2}[年.]\s?\d{1,2}[月.]\s?\d{1,2}|(?:19[2-9]\d|200\d|201\d)[-/.年]\d{1,2}[-/.月]\d{1,2}|(?:[都道府県]|[市区郡]).{0,10}[町村丁目字]?\s?\d{1,4}(?:[-番]\d)/;
/** Something that stands in each of these. */
const cheapPersonal = /@|\d-\d|0[789]0\d{8}|\d[年.]\s?\d|\d[/番]\d/;
/** In a text without any stands no person: a name in Latin letters has a line or a label of its own. */
const cheapName =
  /[^\0-\x7f]|^\s*[A-Z][A-Za-z]+,? [A-Z]|(?:[CFcf][Nn]|[Nn][Aa][Mm][Ee])(?:;[^:\n]{0,40})?['"]?\s?:|^N(?:;[^:\n]{0,40})?:/m;
const eachPersonal = new RegExp(personal.source, 'g');
/** Published with an office, a firm or a facility. */
const published =
  /代表|会長|社長|理事|議員|委員|役員|[部課係室局市町村区校園館所院]長|知事|管理者|責任者|担当|株式会社|有限会社|施設|センター|事務所|問い?合わ?せ/;
/** Lines behind a labelled name, or in front of a name, that belong to the same person. */
const linesOfRecord = 8;
const linesOfAddress = 3;
/** Of a longer line, or one with several persons, each piece up to something personal is looked at. */
const longestLine = 300;
const longestPiece = 120;

export function personLines(text: string): PersonLines | null {
  if (!cheapName.test(text)) return null;
  const names = new Set<string>();
  let first: { start: number; end: number } | null = null;
  let labelled: { name: string; left: number } | null = null;
  /** Lines of an address that wait for the name below them. */
  let waiting = 0;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const found: string[] = [];
    if (end - at > longestLine) found.push(...namesInPieces(text.slice(at, end)));
    else {
      const line = text.slice(at, end);
      const label = line.includes(':') || line.includes('：') ? labelledName(line) : null;
      const isPersonal = cheapPersonal.test(line) && personal.test(line);
      const heading = label ?? (isPersonal ? null : nameAsHeading(line));
      if (heading !== null) labelled = { name: heading, left: linesOfRecord };
      else if (labelled !== null && (labelled.left-- === 0 || published.test(line)))
        labelled = null;
      waiting = Math.max(0, waiting - 1);
      const isPublished = (isPersonal || waiting > 0) && published.test(line);
      if (isPublished) waiting = 0;
      else if (isPersonal) {
        const several = namesInPieces(line);
        const name = nameIn(line) ?? labelled?.name ?? null;
        if (several.length > 1) found.push(...several);
        else if (name !== null) found.push(name);
        waiting = found.length === 0 ? linesOfAddress : 0;
      } else if (waiting > 0 && isLikelyPersonName(line)) found.push(line.trim());
    }
    for (const name of found) names.add(name);
    if (found.length > 0) first ??= { start: at, end };
    at = end + 1;
  }
  return first === null ? null : { persons: names.size, ...first };
}

/** `佐藤 一郎 <a@b.example>, 鈴木 …`, `(1,'佐藤 一郎','a@b.example'),(2,…`. */
function namesInPieces(line: string): string[] {
  if (!cheapPersonal.test(line)) return [];
  let from = 0;
  return [...line.matchAll(eachPersonal)].flatMap(({ index, 0: value }) => {
    const piece = line.slice(Math.max(from, index - longestPiece), index);
    from = index + value.length;
    return published.test(piece) ? [] : (nameIn(piece) ?? []);
  });
}

const nameLabels =
  '氏\\s?名|お?名前|フリガナ|宛名|申請者|届出人|申込者|参加者|FN|cn|name|full ?name|display ?name';
const labelPattern = new RegExp(
  `^\\W{0,3}(?:${nameLabels})(?:;[^:\\n]{0,40})?['"]?\\s?[:：]{1,2}\\s*['"]?(\\S.{0,24}?)['"]?,?\\s*$`,
  'iu',
);

/** `氏名：佐藤 一郎` of a form, `FN:佐藤 一郎` or `N:佐藤;一郎;;;` of a vCard. */
function labelledName(line: string): string | null {
  const parts = /^N(?:;[^:\n]{0,40})?:([^;\n]{1,12});([^;\n]{1,12});/.exec(line);
  const name = parts === null ? labelPattern.exec(line)?.[1] : `${parts[1]} ${parts[2]}`;
  return name !== undefined && (isLikelyPersonName(name) || isNamed(name)) ? name : null;
}

/** What a label calls a name: its form is enough. */
const isNamed = (text: string) =>
  text.length > 2 && !/[A-Za-z]/.test(text) && mayBePersonName(text);

/** `■佐藤 一郎`: a line by itself above what is said of the person. */
function nameAsHeading(line: string): string | null {
  const name = line.replace(/^[\s・●○◯■□*#\d.)）】【]+/u, '').trim();
  return name.length >= 3 && name.length <= 12 && isLikelyPersonName(name) ? name : null;
}

function nameIn(line: string): string | null {
  const words = line.split(/[\s,、，:：;|()（）<>・●○◯■□*"'{}=&]+/).filter((word) => word !== '');
  for (const [at, word] of words.entries()) {
    if (isLikelyPersonName(word)) return word;
    const next = words[at + 1] ?? '';
    if (
      isSurname(word) &&
      /^[\p{Script=Han}々ぁ-んァ-ヶー]{1,4}$/u.test(next.replace(/(?:さん|様|さま|君)$/, ''))
    )
      return `${word} ${next}`;
  }
  return null;
}
