/**
 * Numbers that a label leads to, however a form spreads them. Without a label such digits say
 * nothing, so nothing else of the text is looked at:
 *
 *   個人番号: （6214）（9832）（…）     one group a line     one digit a line, a box, a table cell
 */
import type { DigitGroups } from './digit-groups.ts';

/** Characters between the label and its number: `（12桁の番号を記入してください）`. */
const longestWay = 60;
const longestNumber = 160;
const chain =
  /[0-9一二三四五六七八九零壱壹弐貳参參伍](?:[\s\p{P}\p{S}]{0,12}[0-9一二三四五六七八九零壱壹弐貳参參伍])+/gu;
const numerals: Readonly<Record<string, string>> = {
  零: '0',
  一: '1',
  壱: '1',
  壹: '1',
  二: '2',
  弐: '2',
  貳: '2',
  三: '3',
  参: '3',
  參: '3',
  四: '4',
  五: '5',
  伍: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
/** A circle is a zero only beside another numeral. */
const circles =
  /[〇○◯](?=[〇○◯]{0,11}[\d一二三四五六七八九零])|(?<=[\d一二三四五六七八九零])[〇○◯]/g;

interface Group {
  readonly text: string;
  readonly start: number;
  /** What stands between it and the group before. */
  readonly gap: string;
}

/** @param label global; @param length of the number in digits */
export function ledDigits(text: string, label: RegExp, length: number): DigitGroups[] {
  const found = new Map<number, DigitGroups>();
  for (const { index, 0: word } of text.matchAll(label)) {
    const from = index + word.length;
    const window = text.slice(from, from + longestWay + longestNumber);
    const next = numberIn(window.replace(circles, '0'), length);
    if (next === null) continue;
    const [start, end] = [from + next.start, from + next.end];
    found.set(start, { ...next, start, end });
  }
  return [...found.values()];
}

/**
 * One group a field: `mynumber1=1234&mynumber2=5678&mynumber3=9012`, in a form or in JSON. The
 * fields have one name and count on.
 */
export function fieldGroups(text: string, label: RegExp): DigitGroups[] {
  const inName = new RegExp(label.source, 'iu');
  const found: DigitGroups[] = [];
  let done = 0;
  // Names are read only in front of what stands behind one.
  for (const { index } of text.matchAll(oneField)) {
    const from = Math.max(done, index - longestName);
    if (index < done || !inName.test(text.slice(from, index + 2))) continue;
    for (const each of text.slice(from, index + longestFields).matchAll(fields)) {
      const [whole, name = '', first = '', second = '', third = ''] = each;
      const at = from + each.index;
      done = at + whole.length;
      if (!inName.test(name)) continue;
      const start = at + whole.indexOf(first, name.length);
      const digits = first + second + third;
      found.push({ digits, start, end: done, shape: 'other', crossesCells: false });
    }
  }
  return found;
}

const longestName = 40;
/** Three fields, the first one's name aside. */
const longestFields = 240;
const counted = '[-_.\\[ ]{0,2}[0-9a-cA-C]\\]?["\']?[\\s:=]{1,6}["\']?';
const oneField = new RegExp(`${counted}\\d{4}["']?[\\s,;&]`, 'g');
const between = '["\']?[\\s,;&]{1,6}["\']?\\1';
const fields = new RegExp(
  `([\\p{L}_-]{2,${longestName}}?)${counted}(\\d{4})${between}${counted}(\\d{4})${between}${counted}(\\d{4})(?![\\dA-Za-z])`,
  'gu',
);

function numberIn(window: string, length: number): DigitGroups | null {
  for (const { 0: run, index } of window.matchAll(chain)) {
    if (index > longestWay) return null;
    if (!isFree(window, index)) continue;
    const groups = groupsOf(run, index);
    for (let first = 0; first < groups.length; first++) {
      const last = spanOf(groups, first, length);
      const [head, tail] = [groups[first], groups[last]];
      if (last < 0 || head === undefined || tail === undefined) continue;
      const end = tail.start + tail.text.length;
      if (/^[a-z0-9]/i.test(window.slice(end))) continue;
      const digits = groups
        .slice(first, last + 1)
        .map((each) => each.text)
        .join('');
      const crossesCells = window.slice(head.start, end).includes('\t');
      return { digits, start: head.start, end, shape: 'other', crossesCells };
    }
  }
  return null;
}

/** Letters touch a number only as `No.` or `ID` does. */
function isFree(window: string, start: number): boolean {
  const before = /[a-z]+\.?$/i.exec(window.slice(Math.max(0, start - 8), start))?.[0];
  return before === undefined || /^(?:no|id|mn)\.?$/i.test(before);
}

function groupsOf(run: string, at: number): Group[] {
  const groups: Group[] = [];
  let end = 0;
  for (const { 0: raw, index } of run.matchAll(/[^\s\p{P}\p{S}]+/gu)) {
    const text = raw.replace(/\D/g, (each) => numerals[each] ?? '');
    groups.push({ text, start: at + index, gap: run.slice(end, index) });
    end = index + raw.length;
  }
  return groups;
}

/** The group that ends a number that begins with `first`; -1 where none does. */
function spanOf(groups: readonly Group[], first: number, length: number): number {
  let digits = 0;
  let last = first - 1;
  while (digits < length && last + 1 < groups.length) digits += groups[++last]?.text.length ?? 0;
  if (digits !== length) return -1;
  const span = groups.slice(first, last + 1);
  const size = span[0]?.text.length ?? 0;
  const gap = span.length > 1 ? plainGap(span[1]) : null;
  const goesOn = (group: Group | undefined, between: Group | undefined) =>
    group !== undefined && gap !== null && group.text.length === size && plainGap(between) === gap;
  if (goesOn(groups[last + 1], groups[last + 1])) return -1;
  if (goesOn(groups[first - 1], groups[first])) return -1;
  // A short rest behind the same separator belongs to it as well: a longer number.
  const next = groups[last + 1];
  if (next !== undefined && gap !== null && gap !== '\t' && next.text.length < size) {
    if (plainGap(next) === gap) return -1;
  }
  return isEven(span) || isEven(joinedLines(span)) ? last : -1;
}

/** Groups of one size, or of fours together. Thousands are written in threes with commas. */
function isEven(span: readonly Group[]): boolean {
  const sizes = span.map(({ text }) => text.length);
  const [size = 0] = sizes;
  if (span.slice(1).some(({ gap }) => /^[,，] ?$/.test(gap)) && size !== 4 && size !== 1)
    return false;
  if (sizes.every((each) => each % 4 === 0)) return true;
  const gaps = new Set(span.slice(1).map(plainGap));
  return sizes.every((each) => each === size) && (size === 1 || (size <= 6 && gaps.size <= 1));
}

/** Broken over lines: what the line feed parted is one group again. */
function joinedLines(span: readonly Group[]): Group[] {
  const joined: Group[] = [];
  for (const group of span) {
    const before = joined.at(-1);
    if (before !== undefined && /^[ ]*\r?\n[ ]*$/.test(group.gap)) {
      joined[joined.length - 1] = { ...before, text: before.text + group.text };
    } else joined.push(group);
  }
  return joined;
}

/** White space counts where nothing else stands between. */
function plainGap(group: Group | undefined): string {
  const gap = group?.gap ?? '';
  const plain = gap.replace(/\s+/g, '');
  return plain !== '' ? plain : gap.includes('\t') ? '\t' : gap.includes('\n') ? '\n' : ' ';
}
