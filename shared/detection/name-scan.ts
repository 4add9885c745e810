/**
 * Where names of persons may stand in a text: each run of kanji is looked at once, and most are done
 * with at their first characters.
 *
 *   申請者は佐藤 一郎さんで      佐藤 → family name, 一郎 → has the form of a given name
 *           ├──┤ ├──┤
 */
import { givenNameForm } from './given-names.ts';
import {
  familyForm,
  formOf,
  joinedForm,
  mayBeginWithRole,
  type RunFacts,
  rememberRuns,
  titleEnd,
} from './name-runs.ts';
import { isSurnameReading } from './surname-readings.ts';
import { beginsSurname } from './surnames.ts';

export interface NameSpan {
  readonly start: number;
  readonly end: number;
  /** How usual both parts are: 0 to about 0.6. */
  readonly form: number;
  /** `family`: without a given name. `cell`: nothing but its length speaks for it. */
  readonly kind: 'full' | 'family' | 'reading' | 'cell';
  readonly isSpaced: boolean;
}

const han = 1;
const katakana = 2;
const hiragana = 3;
const kindOf = new Uint8Array(0x10000);
kindOf.fill(han, 0x3400, 0xa000).fill(han, 0xf900, 0xfb00).fill(katakana, 0x30a1, 0x30fb);
kindOf.fill(hiragana, 0x3041, 0x3097);
kindOf[0x3005] = han;
kindOf[0x30fc] = katakana;

const longestRun = 14;
/** How names of fields and roles end, and hardly a family name. */
const isLabel = (run: string) =>
  /[名者人主童徒番号所日月年齢別課係部局室]$/u.test(run) || run === '本人';
export function nameSpans(text: string): NameSpan[] {
  const found: NameSpan[] = [];
  const { length } = text;
  const factsOf = rememberRuns();
  for (let at = 0; at < length; ) {
    const kind = kindOf[text.charCodeAt(at)];
    if (kind !== han && kind !== katakana) {
      at++;
      continue;
    }
    const end = endOfRun(text, at, kind);
    const span =
      kind === katakana
        ? inKatakana(text, at, end)
        : mayBeName(text, at, end)
          ? inKanji(text, at, end, factsOf)
          : null;
    if (span !== null) found.push(span);
    at = Math.max(end, span?.end ?? 0);
  }
  return found;
}

/** Beside these a name may begin, and end, that nobody knows. */
const borders = tableOf(' \t\n:=/"\'(（、,;「『・●■□>');
const titles = tableOf('さくちど様氏殿君 ');

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const each of characters) table[each.charCodeAt(0)] = 1;
  return table;
}

/** `様`, `さん`, a space; and not `される`, `です`. */
function isTitle(text: string, at: number): boolean {
  if (titles[text.charCodeAt(at)] !== 1) return false;
  switch (text.charAt(at)) {
    case 'さ':
      return text.charAt(at + 1) === 'ん' || text.charAt(at + 1) === 'ま';
    case 'く':
      return text.charAt(at + 1) === 'ん';
    case 'ち':
      return text.charAt(at + 1) === 'ゃ';
    case 'ど':
      return text.charAt(at + 1) === 'の';
    default:
      return true;
  }
}

/** Only with something beside it that says so is a family name believed that nobody knows. */
function mayBeUnknown(text: string, start: number, end: number): boolean {
  return start === 0 || borders[text.charCodeAt(start - 1)] === 1 || isTitle(text, end);
}

/** A look that nearly all runs fail. */
function mayBeName(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length > longestRun) return false;
  if (length > 1 && beginsSurname(text.charCodeAt(start), text.charCodeAt(start + 1))) return true;
  if (isTitle(text, end) || titles[text.charCodeAt(end - 1)] === 1) return true;
  if (length > 4 && mayBeginWithRole(text.charCodeAt(start))) return true;
  return (start === 0 || borders[text.charCodeAt(start - 1)] === 1) && length >= 3 && length <= 8;
}

function endOfRun(text: string, from: number, kind: number): number {
  let end = from + 1;
  while (kindOf[text.charCodeAt(end)] === kind) end++;
  return end;
}

function inKanji(
  text: string,
  runStart: number,
  runEnd: number,
  factsOf: (run: string) => RunFacts,
): NameSpan | null {
  if (runEnd - runStart > longestRun) return null;
  const facts = factsOf(text.slice(runStart, runEnd));
  const { role, name } = facts;
  if (name === null) return null;
  const start = runStart + role;
  const end = start + name.length;
  return (
    (end === runEnd ? spaced(text, start, end, name) : null) ??
    inOne(facts, name, start, mayBeUnknown(text, runStart, end)) ??
    withKana(text, start, end, name) ??
    familyAlone(name, start, end, isTitle(text, end))
  );
}

function inOne(facts: RunFacts, name: string, start: number, isUnknown: boolean): NameSpan | null {
  if (isUnknown) facts.unknown ??= joinedForm(name, true);
  else facts.known ??= joinedForm(name, false);
  return joined(name, start, (isUnknown ? facts.unknown : facts.known) ?? 0);
}

function joined(run: string, start: number, form: number): NameSpan | null {
  return form <= 0 ? null : { start, end: start + run.length, form, kind: 'full', isSpaced: false };
}

/** `佐藤　一郎`, `武石 トシ子`, and with every character apart. */
function spaced(text: string, start: number, end: number, run: string): NameSpan | null {
  if (run.length > 5 || text.charCodeAt(end) !== 32) return null;
  const known = familyForm(run);
  const apart = run.length === 1 ? letterSpaced(text, start) : null;
  if (known === 0 && (apart !== null || run.length === 1 || run.length > 3 || isLabel(run)))
    return apart;
  let next = end;
  while (text.charCodeAt(next) === 32 && next - end < 4) next++;
  const given = givenAt(text, next);
  const form = given === null ? 0 : formOf(known, given.form);
  if (apart !== null && apart.form >= form) return apart;
  return given === null || form <= 0
    ? null
    : { start, end: given.end, form, kind: 'full', isSpaced: true };
}

/** `奥 山   翔 太`: characters apart, as forms are filled in. */
function letterSpaced(text: string, start: number): NameSpan | null {
  const spread = /^[\p{Script=Han}々](?: {1,4}[\p{Script=Han}々]){1,5}(?![\p{Script=Han}々])/u.exec(
    text.slice(start, start + 32),
  )?.[0];
  if (spread === undefined) return null;
  const together = spread.replace(/ /g, '');
  const name = joined(together, start, joinedForm(together, true));
  return name === null ? null : { ...name, end: start + spread.length, isSpaced: true };
}

function givenAt(text: string, at: number): { end: number; form: 0 | 1 | 2 } | null {
  const kind = kindOf[text.charCodeAt(at)] ?? 0;
  if (kind === 0) return null;
  const runEnd = endOfRun(text, at, kind);
  if (runEnd - at > 8) return null;
  if (kind === han) {
    const given = text.slice(at, runEnd).replace(titleEnd, '');
    return { end: at + given.length, form: givenNameForm(given) };
  }
  return kanaGiven(text, at, runEnd, kind);
}

function kanaGiven(text: string, at: number, runEnd: number, kind: number) {
  if (kind === katakana) {
    const child = text.charAt(runEnd) === '子' ? 1 : 0;
    return { end: runEnd + child, form: givenNameForm(text.slice(at, runEnd + child)) };
  }
  for (let end = Math.min(runEnd, at + 4); end >= at + 2; end--) {
    const form = givenNameForm(text.slice(at, end));
    if (form === 2) return { end, form };
  }
  return null;
}

/** `五十嵐トメ`, `佐藤さくら`. */
function withKana(text: string, start: number, end: number, run: string): NameSpan | null {
  const kind = kindOf[text.charCodeAt(end)];
  if (kind !== katakana && kind !== hiragana) return null;
  const known = familyForm(run);
  if (known === 0) return null;
  const given = kanaGiven(text, end, endOfRun(text, end, kind), kind);
  if (given === null || given.form === 0) return null;
  const form = formOf(known, given.form);
  return { start, end: given.end, form, kind: 'full', isSpaced: false };
}

/** Of a name alone only what stands around it can tell. */
function familyAlone(run: string, start: number, end: number, isTitled: boolean): NameSpan | null {
  const known = familyForm(run);
  if (known > 0)
    return { start, end, form: known === 2 ? 0.35 : 0.3, kind: 'family', isSpaced: false };
  return run.length >= 3 && isTitled
    ? { start, end, form: 0.1, kind: 'cell', isSpaced: false }
    : null;
}

/** `タカハシ ナオミ`: a reading. */
function inKatakana(text: string, start: number, end: number): NameSpan | null {
  if (end - start < 2 || end - start > 7) return null;
  let next = end;
  while (text.charCodeAt(next) === 32 && next - end < 4) next++;
  if (next === end || kindOf[text.charCodeAt(next)] !== katakana) return null;
  const last = endOfRun(text, next, katakana);
  if (last - next < 2 || last - next > 6) return null;
  const form = isSurnameReading(text.slice(start, end)) ? 0.45 : 0.25;
  return { start, end: last, form, kind: 'reading', isSpaced: true };
}
