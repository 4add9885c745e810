/**
 * Checks what is left of a policy that breaks the schema, so that an administrator hears of a wrong
 * filter and a wrong key in one go: broken parts are put right by stand-ins, and what is found at a
 * stand-in is not told.
 */
import type { z } from 'zod';
import { checkPolicy } from './check-policy.ts';
import type { Finding, Place } from './finding.ts';
import { policySchema } from './schema.ts';

type Issue = z.core.$ZodIssue;
type Mapping = Record<string | number, unknown>;

/** What stands in for required values. */
const standIns: Readonly<Record<string, (unique: string) => unknown>> = {
  version: () => 1,
  mode: () => 'enforce',
  organization: () => ({ name: '-' }),
  zones: () => ({ closed: [] }),
  closed: () => [],
  destinations: () => ({ default: 'block' }),
  default: () => 'block',
  lists: () => [],
  entries: () => [],
  id: (unique) => unique,
  name: () => '-',
  title: () => '-',
  owner: () => '-',
  reason: () => '-',
  action: () => 'block',
  match: (unique) => `${unique}.invalid`,
};
/** Mending one level can uncover the next: list → entry → field. */
const rounds = 4;

export function checkSalvaged(document: unknown, issues: readonly Issue[]): Finding[] {
  if (typeof document !== 'object' || document === null) return [];
  const copy = JSON.parse(JSON.stringify(document)) as Mapping;
  const mended: Place[] = [];
  let left = issues;
  for (let round = 0; round < rounds; round++) {
    for (const issue of left) mended.push(...mend(copy, issue, []));
    const read = policySchema.safeParse(copy);
    if (read.success) {
      return checkPolicy(read.data).filter(
        ({ at }) => !mended.some((place) => isBelow(at, place) || isBelow(place, at)),
      );
    }
    left = read.error.issues;
  }
  return [];
}

function mend(copy: Mapping, issue: Issue, above: Place): Place[] {
  const at = [...above, ...issue.path.filter((step) => typeof step !== 'symbol')];
  const target = at.slice(0, -1).reduce<unknown>((value, step) => child(value, step), copy);
  if (issue.code === 'unrecognized_keys') {
    const owner = child(target, at.at(-1)) ?? copy;
    for (const key of issue.keys) delete (owner as Mapping)[key];
    return issue.keys.map((key) => [...at, key]);
  }
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.find(
      (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
    );
    if (inner?.some(({ path }) => path.length > 0)) {
      return inner.flatMap((each) => mend(copy, each, at));
    }
  }
  const step = at.at(-1);
  if (step === undefined || typeof target !== 'object' || target === null) return [];
  const owner = target as Mapping;
  const unique = `stand-in-${at.filter((each) => typeof each === 'number').join('-')}`;
  const value = owner[step];
  if (typeof value === 'number' && issue.code === 'invalid_type') owner[step] = String(value);
  else if (typeof step === 'number') owner[step] = `${unique}.invalid`;
  else if (Object.hasOwn(standIns, step)) owner[step] = standIns[step]?.(unique);
  else delete owner[step];
  return [at];
}

function child(value: unknown, step: string | number | undefined): unknown {
  if (typeof value !== 'object' || value === null || step === undefined) return undefined;
  return (value as Mapping)[step];
}

function isBelow(at: Place, place: Place): boolean {
  return place.every((step, i) => at[i] === step);
}
