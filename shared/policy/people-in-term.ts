/** Posters and deputies with their terms: who is one, and when. */
import { endOf, startOf } from './japan-time.ts';
import type { PersonInTerm } from './register-schema.ts';

interface Term {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export const userOf = (each: PersonInTerm): string => (typeof each === 'string' ? each : each.user);

/** @param at epoch ms */
export function isInTerm(each: PersonInTerm | Term, at: number): boolean {
  if (typeof each === 'string') return true;
  const { from, until } = each;
  return (from === undefined || at >= startOf(from)) && (until === undefined || at < endOf(until));
}

/** Those whose term it is. */
export function peopleAt(people: readonly PersonInTerm[], at: number): string[] {
  return people.filter((each) => isInTerm(each, at)).map(userOf);
}

/** Whoever is named, whenever the term is. */
export function compilePeople(
  people: readonly PersonInTerm[],
): (user: string, at: number) => boolean {
  const terms = new Map<string, PersonInTerm[]>();
  for (const each of people) {
    const user = userOf(each);
    terms.set(user, [...(terms.get(user) ?? []), each]);
  }
  return (user, at) => terms.get(user)?.some((each) => isInTerm(each, at)) ?? false;
}

/** The responsible person of a service, and the deputies whose term it is. */
export function responsibleAt(
  rule: { readonly responsible: string; readonly deputies?: readonly PersonInTerm[] | undefined },
  at: number,
): string[] {
  return [rule.responsible, ...peopleAt(rule.deputies ?? [], at)];
}
