/** Policy → tables. Made once, never changed; deciding only looks up. */

import { personsInBulk } from '../classification/classify.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import { defaultPersons } from '../detection/defaults.ts';
import { isHoliday } from '../posting/holidays.ts';
import {
  type CompiledEntry,
  type CompiledPerson,
  compileLists,
  compilePeople,
  plainEntry,
} from './compile-lists.ts';
import { type CompiledPosting, compilePosting } from './compile-posting.ts';
import { type CompiledUploads, compileUploads } from './compile-uploads.ts';
import type { Action } from './decision.ts';
import type { Policy } from './schema.ts';
import { defaultLevels, defaultUploads, type Uploads } from './uploads-schema.ts';
import { compileZones, type Zones } from './zones.ts';

export interface CompiledPolicy {
  readonly mode: 'observe' | 'enforce';
  readonly default: Action;
  /** `web`: http, https, ws, wss; `every`: Chromium's own lists judge every scheme. */
  readonly schemes: 'web' | 'every';
  /** null where the policy names no users: then everybody is let in. */
  readonly people: ReadonlyMap<string, CompiledPerson> | null;
  readonly zones: Zones;
  readonly entries: HostTable<CompiledEntry>;
  readonly withoutCredential: HostTable<CompiledEntry>;
  readonly interceptByDefault: boolean;
  /** Hosts whose tunnels stay unread, and what a person may send there in an hour. */
  readonly interceptExcept: HostTable<CompiledException>;
  /** Whether uploads or postings are looked at: then tunnels that nobody reads are not open for them. */
  readonly readsUploads: boolean;
  /** null where the policy has no `uploads`: then nobody looks at them. A browser's projection has none. */
  readonly uploads: CompiledUploads | null;
  /** What is looked for, and which level it makes; the defaults where the policy does not say. */
  readonly classification: CompiledClassification;
  /** null where the policy has no `posting`. */
  readonly posting: CompiledPosting | null;
}

export interface CompiledClassification {
  /** From the highest to the lowest. */
  readonly order: readonly string[];
  readonly levelOf: Uploads['levelOf'];
  readonly threshold: number;
  /** From how many distinct persons on it is bulk personal data. */
  readonly persons: number;
}

export interface CompiledException extends CompiledEntry {
  readonly upstreamBytes: number;
}

/** What a person may send to an excepted host in an hour, where the exception does not say. */
export const defaultUpstreamBytes = 1_000_000;

/**
 * @param entries of the policy's lists, where they are compiled already
 * @throws Error on a policy that checkPolicy refuses
 */
export function compilePolicy(
  policy: Policy,
  entries: Iterable<CompiledEntry> = compileLists(policy.destinations.lists ?? []),
): CompiledPolicy {
  const { destinations, intercept } = policy;
  const levels = policy.levels ?? defaultLevels;
  const { mode } = policy;
  return Object.freeze({
    mode,
    default: destinations.default,
    schemes: 'web' as const,
    people: compilePeople(policy.users),
    zones: compileZones(policy.zones),
    entries: buildHostTable(entries),
    withoutCredential: buildHostTable(
      (destinations.withoutCredential ?? []).map((match) =>
        plainEntry(match, 'allow', 'destinations.withoutCredential'),
      ),
    ),
    interceptByDefault: intercept?.default === true,
    interceptExcept: buildHostTable(
      (intercept?.except ?? []).map(({ match, upstreamBytes = defaultUpstreamBytes }) => ({
        ...plainEntry(match, 'allow', 'intercept.except'),
        upstreamBytes,
      })),
    ),
    readsUploads: policy.uploads !== undefined || policy.posting !== undefined,
    uploads: policy.uploads === undefined ? null : compileUploads(policy.uploads, policy),
    classification: compileClassification(policy),
    posting:
      policy.posting === undefined
        ? null
        : compilePosting(policy.posting, { mode, levels: levels.order, isHoliday }),
  });
}

function compileClassification({ levels = defaultLevels, uploads = {} }: Policy) {
  const levelOf = uploads.levelOf ?? defaultUploads.levelOf;
  return {
    order: levels.order,
    levelOf,
    threshold: uploads.threshold ?? defaultUploads.threshold,
    persons: personsInBulk(levelOf) ?? defaultPersons,
  };
}
