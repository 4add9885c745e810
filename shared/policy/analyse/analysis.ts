/** What every check of the analysis looks at: made once. */
import { buildHostTable } from '../../destination/host-table.ts';
import { type CompiledPolicy, compilePolicy } from '../compile.ts';
import type { CompiledEntry } from '../compile-lists.ts';
import type { Policy } from '../schema.ts';
import { type PlacedEntry, placedEntries } from './placed-entry.ts';

export interface AnalysisOptions {
  /** Epoch ms: what is over then can never match again. */
  readonly at: number;
  /** Hosts of recent records, canonical: what an entry catches besides what it names. */
  readonly sampleHosts?: readonly string[];
}

export interface Analysis extends AnalysisOptions {
  readonly policy: CompiledPolicy;
  readonly entries: readonly PlacedEntry[];
  /** The place of an entry of the compiled policy. */
  readonly placedOf: (entry: CompiledEntry) => PlacedEntry | undefined;
  /** Of the users that the policy names. */
  readonly units: ReadonlyMap<string, string | null>;
}

/** @throws Error on a policy that checkPolicy refuses */
export function prepare(policy: Policy, options: AnalysisOptions): Analysis {
  const entries = placedEntries(policy);
  const places = new Map(entries.map((placed) => [placed.entry, placed]));
  // Content has no say in where an entry matches, and its rules name lists.
  const { uploads: _, posting: __, ...rest } = policy;
  const destinations = { ...policy.destinations, lists: [] };
  const compiled = compilePolicy({ ...rest, destinations });
  return {
    ...options,
    policy: { ...compiled, entries: buildHostTable(entries.map(({ entry }) => entry)) },
    entries,
    placedOf: (entry) => places.get(entry),
    units: new Map((policy.users ?? []).map(({ id, unit }) => [id, unit ?? null])),
  };
}
