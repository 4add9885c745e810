/**
 * Lists of persons that are no tables any more: lines of a PDF or a text, each with a person's name
 * and something personal beside it.
 */
import { isLikelyPersonName, isSurname } from './surnames.ts';

export interface PersonLines {
  readonly persons: number;
  /** Of the first line, in the text. */
  readonly start: number;
  readonly end: number;
}

/** Postal code, telephone, mail address, date of birth, or an address with its number. */
const personal =
  /(?<!\d)\d{3}-\d{4}(?!\d)|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)|(?<![\d-])0[789]0\d{8}(?!\d)|[\w.+-]+@[\w-]+\.\w|(?:昭和|平成|大正|[SHT])\s?\d{1,2}[年.]\s?\d{1,2}[月.]\s?\d{1,2}|(?:19[2-9]\d|200\d|201\d)[-/.年]\d{1,2}[-/.月]\d{1,2}|(?:[都道府県]|[市区郡]).{0,10}[町村丁目字]?\s?\d{1,4}(?:[-番]\d)/;
/** Published with an office, a firm or a facility. */
const published =
  /代表|会長|社長|理事|議員|委員|役員|部長|課長|係長|室長|局長|校長|園長|館長|所長|院長|管理者|責任者|担当|株式会社|有限会社|施設|センター|事務所|問い?合わ?せ/;

export function personLines(text: string): PersonLines | null {
  const names = new Set<string>();
  let first: { start: number; end: number } | null = null;
  let labelled: { name: string; left: number } | null = null;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = end - at <= 300 ? text.slice(at, end) : '';
    const label = labelledName(line);
    if (label !== null) labelled = { name: label, left: linesOfRecord };
    else if (labelled !== null && (labelled.left-- === 0 || published.test(line))) labelled = null;
    if (personal.test(line) && !published.test(line)) {
      const name = nameIn(line) ?? labelled?.name ?? null;
      if (name !== null) {
        names.add(name);
        first ??= { start: at, end };
      }
    }
    at = end + 1;
  }
  return first === null ? null : { persons: names.size, ...first };
}

/** Lines behind a labelled name that belong to the same person. */
const linesOfRecord = 8;

/** `氏名：佐藤 一郎` of a form, `FN:佐藤 一郎` of a vCard. */
function labelledName(line: string): string | null {
  const name =
    /^\W{0,3}(?:氏\s?名|お?名前|フリガナ|FN|name)(?:;[^:\n]{0,40})?\s?[:：]\s*(\S.{0,24}?)\s*$/iu.exec(
      line,
    )?.[1];
  return name !== undefined && isLikelyPersonName(name) ? name : null;
}

function nameIn(line: string): string | null {
  const words = line.split(/[\s,、，:：|()（）・●○◯■□*"'{}]+/).filter((word) => word !== '');
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
