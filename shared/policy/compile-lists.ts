/** Lists and people of the policy → what deciding looks up. */
import { parseMatch } from '../destination/entry-match.ts';
import type { Match } from '../destination/match.ts';
import type { ServiceLimits } from './compile-services.ts';
import type { Action } from './decision.ts';
import { compileInitiators, type InitiatorFields } from './initiator.ts';
import { endOf, startOf } from './japan-time.ts';
import { compileScope, type Scope, type ScopeFields } from './scope.ts';

export interface CompiledEntry {
  readonly match: Match;
  readonly action: Action;
  readonly rule: string;
  readonly clause: string | null;
  /** The scope of the list and the entry's own: both must hold. */
  readonly scopes: readonly Scope[];
  /** The pages that list and entry want it asked for by: one of each. [] where anybody may. */
  readonly initiators: readonly (readonly Match[])[];
  /** Of what it opens, only reading. */
  readonly readOnly: boolean;
  /** Of the register of services: what it opens; null for the entries of lists. */
  readonly service: ServiceLimits | null;
  readonly list: string | null;
  readonly owner: string | null;
  readonly reason: string | null;
}

export interface CompiledPerson {
  readonly unit: string | null;
  readonly from: number;
  readonly until: number;
}

export interface EntrySource extends ScopeFields, InitiatorFields {
  readonly match: string;
  readonly readOnly?: true | undefined;
  readonly action?: Action | undefined;
  readonly owner?: string | undefined;
  readonly reason?: string | undefined;
  readonly clause?: string | undefined;
}
export interface ListSource extends ScopeFields, InitiatorFields {
  readonly id: string;
  readonly readOnly?: true | undefined;
  readonly action: Action;
  readonly owner?: string | undefined;
  readonly reason: string;
  readonly clause?: string | undefined;
  readonly entries: readonly (string | EntrySource)[];
}

type UserSource = {
  id: string;
  unit?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

export function compilePeople(
  users: readonly UserSource[] | undefined,
): ReadonlyMap<string, CompiledPerson> | null {
  if (users === undefined || users.length === 0) return null;
  return new Map(
    users.map(({ id, unit, from, until }) => [
      id,
      {
        unit: unit ?? null,
        from: from ? startOf(from) : Number.NEGATIVE_INFINITY,
        until: until ? endOf(until) : Number.POSITIVE_INFINITY,
      },
    ]),
  );
}

export function* compileLists(lists: readonly ListSource[]): Generator<CompiledEntry> {
  for (const list of lists) {
    const listScope = compileScope(list);
    for (const source of list.entries) {
      const entry = typeof source === 'string' ? { match: source } : source;
      const entryScope = compileScope(entry);
      yield {
        ...plainEntry(entry.match, entry.action ?? list.action, list.id),
        clause: entry.clause ?? list.clause ?? null,
        scopes: [listScope, entryScope].filter((scope) => scope !== null),
        initiators: compileInitiators(list, entry),
        readOnly: list.readOnly === true || entry.readOnly === true,
        list: list.id,
        owner: entry.owner ?? list.owner ?? null,
        reason: entry.reason ?? list.reason,
      };
    }
  }
}

export function plainEntry(text: string, action: Action, place: string): CompiledEntry {
  const parsed = parseMatch(text);
  if (!parsed.ok) throw new Error(`${place}: ${text}`);
  return {
    match: parsed.match,
    action,
    rule: `${place}/${text}`,
    clause: null,
    scopes: [],
    initiators: [],
    readOnly: false,
    service: null,
    list: null,
    owner: null,
    reason: null,
  };
}
