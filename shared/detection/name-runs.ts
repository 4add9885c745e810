/**
 * What runs of kanji say of names, wherever they stand: read once for each word of a text.
 *
 *   世帯主山崎昭一      世帯主 → a role, 山崎 → family name, 昭一 → has the form of a given name
 */
import { givenNameForm } from './given-names.ts';
import { municipalityBefore } from './municipalities.ts';
import { rolePrefix } from './person-words.ts';
import { beginsSurname, surnameForm } from './surnames.ts';

/** What a run of kanji says wherever it stands. */
export interface RunFacts {
  /** Characters of a role in front of the name. */
  readonly role: number;
  /** Without its role and its title; null: there can be no name. */
  readonly name: string | null;
  /** As joinedForm, of a family name that is known and of any; null: not asked for yet. */
  known: number | null;
  unknown: number | null;
}

/** Runs of one text that are remembered: its words come again and again. */
const mostRuns = 10_000;

export function rememberRuns(): (run: string) => RunFacts {
  const runs = new Map<string, RunFacts>();
  return (run) => {
    const before = runs.get(run);
    if (before !== undefined) return before;
    const made = readRun(run);
    if (runs.size < mostRuns) runs.set(run, made);
    return made;
  };
}

function readRun(run: string): RunFacts {
  const role =
    run.length > 4 && mayBeginWithRole(run.charCodeAt(0))
      ? (rolePrefix.exec(run)?.[0].length ?? 0)
      : 0;
  const name = run.slice(role).replace(titleEnd, '');
  const isNone = name.length === 0 || name.length > 6 || isPlace(name);
  return { role, name: isNone ? null : name, known: null, unknown: null };
}

/** With these a role begins, which may stand in front of a name in one word. */
const roleStarts = new Set(
  Array.from(
    '世申届相受対要患傷被加目通来請審代納滞保児生園幼学利住寄名口使契入居所土占参応死出転本配夫妻父母長二次三祖原容陽接会職従社宛差故',
    (each) => each.charCodeAt(0),
  ),
);

export const mayBeginWithRole = (unit: number) => roleStarts.has(unit);

export const titleEnd = /[様氏殿]$|(?<=..)君$/u;

/** As surnameForm; what begins like no family name is not looked up. */
export function familyForm(text: string): 0 | 1 | 2 {
  const { length } = text;
  if (length > 5) return 0;
  if (length > 1 && !beginsSurname(text.charCodeAt(0), text.charCodeAt(1))) return 0;
  return surnameForm(text);
}

/** `東京都`, `橋本市紀見`. */
function isPlace(run: string): boolean {
  if ('都道府県市区町村'.includes(run.charAt(run.length - 1))) return familyForm(run) === 0;
  const end = run.search(/[市区町村]/) + 1;
  return end > 2 && municipalityBefore(run, end) === end;
}

const prefectures = new Set(
  '千葉 石川 福島 宮城 山形 山口 長野 岡山 福岡 宮崎 香川 富山 奈良 秋田 大分 山梨 長崎'.split(' '),
);

/** How usual family name and given name in one run are; 0: it has not their form. */
export function joinedForm(run: string, isUnknown: boolean): number {
  let best = 0;
  for (let length = Math.min(5, run.length - 1); length >= 1; length--) {
    const given = run.slice(length);
    if (given.length > 3) break;
    const family = run.slice(0, length);
    const known = familyForm(family);
    if (known === 0 && (!isUnknown || length < 2 || length > 3)) continue;
    const form = formOf(known, givenNameForm(given)) - (prefectures.has(family) ? 0.15 : 0);
    // One character each is a word more often than a name.
    const single = length === 1 || (given.length === 1 && known < 2) ? 0.15 : 0;
    best = Math.max(best, form - single);
  }
  return best;
}

export function formOf(family: 0 | 1 | 2, given: 0 | 1 | 2): number {
  if (given === 0) return 0;
  const known = [0.25, 0.5, 0.6][family] ?? 0;
  return given === 2 ? known : known - 0.15;
}
