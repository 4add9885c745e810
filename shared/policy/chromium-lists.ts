/** URLBlocklist and URLAllowlist alone: Chromium's semantics, default allow, every scheme. */

import { parseFilter } from '../destination/filter.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import { noPolicyServices } from '../posting/recognise.ts';
import type { CompiledPolicy } from './compile.ts';
import { type CompiledEntry, plainEntry } from './compile-lists.ts';
import type { Action } from './decision.ts';
import { nothingClassified } from './nothing-classified.ts';
import { compileZones } from './zones.ts';

/** Filters that Chromium would not take are left out, as Chromium does. */
export function compileChromiumLists(
  blocklist: readonly string[],
  allowlist: readonly string[],
): CompiledPolicy {
  const nothing = buildHostTable<CompiledEntry>([]);
  return Object.freeze({
    mode: 'enforce' as const,
    default: 'allow' as const,
    schemes: 'every' as const,
    people: null,
    zones: compileZones({ closed: [] }),
    own: null,
    entries: sparingOwnPages(
      buildHostTable([
        ...entries(blocklist, 'block', 'URLBlocklist'),
        ...entries(allowlist, 'allow', 'URLAllowlist'),
      ]),
    ),
    withoutCredential: nothing,
    interceptByDefault: false,
    interceptExcept: buildHostTable([]),
    sniMismatch: 'block' as const,
    readsUploads: false,
    uploads: null,
    classification: nothingClassified,
    posting: null,
    policyServices: noPolicyServices,
    upstream: null,
  });
}

/** Chromium's own pages, whose `scheme:host` means `scheme://host`. */
export function chromiumSpelling(url: string): string {
  return url.replace(/^\s*(chrome|chrome-untrusted|chrome-extension|devtools):(?!\/\/)/i, '$1://');
}

/** A blocked `*` leaves the browser's own new-tab and search pages alone. */
function sparingOwnPages(table: HostTable<CompiledEntry>): HostTable<CompiledEntry> {
  return {
    size: table.size,
    candidates(destination) {
      const found = table.candidates(destination);
      if (!/^chrome-(native|search)$/.test(destination.scheme)) return found;
      return found.filter(({ match, action }) => !match.bare || action === 'allow');
    },
  };
}

function entries(filters: readonly string[], action: Action, list: string): CompiledEntry[] {
  return filters.flatMap((text) => {
    const parsed = parseFilter(text);
    if (!parsed.ok) return [];
    return [{ ...plainEntry(text, action, list), match: parsed.match, list }];
  });
}
