/** What the policy says of uploads and of registered services → what deciding looks up. */
import { parseMatch } from '../destination/entry-match.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import type { Match } from '../destination/match.ts';
import { type CompiledEntry, compileLists } from './compile-lists.ts';
import type { Action } from './decision.ts';
import { endOf } from './japan-time.ts';
import type { Policy } from './schema.ts';
import type { RegisteredService } from './services-schema.ts';
import { defaultLevels, defaultUploads, type Resumable, type Uploads } from './uploads-schema.ts';

/** Where a rule counts. */
export type UploadScope =
  | { readonly to: 'any' }
  | { readonly to: 'registered' }
  | { readonly to: 'list'; readonly entries: HostTable<CompiledEntry> }
  | { readonly to: 'filter'; readonly match: Match };

export interface CompiledUploadRule {
  /** `uploads.rules[0]` */
  readonly rule: string;
  /** null: whatever its level. */
  readonly levels: ReadonlySet<string> | null;
  /** null: whatever the bytes are. */
  readonly types: ReadonlySet<string> | null;
  readonly scope: UploadScope;
  readonly action: Action;
  readonly clause: string | null;
  /** Somebody may let it through. */
  readonly isApprovable: boolean;
}

export interface CompiledService {
  readonly match: Match;
  readonly takesUploads: boolean;
  /** Levels that may be put there; null: any. */
  readonly levels: ReadonlySet<string> | null;
  readonly units: ReadonlySet<string> | null;
  /** Epoch ms: from then on it counts as not registered. */
  readonly until: number;
}

export interface CompiledUploads {
  /** Rules on what was found. */
  readonly found: readonly CompiledUploadRule[];
  /** Rules on what could not be inspected, or only partly. */
  readonly uninspected: readonly CompiledUploadRule[];
  readonly default: Action;
  readonly resumable: Resumable;
  readonly services: HostTable<CompiledService>;
}

/** @throws Error on rules that checkUploads refuses */
export function compileUploads(uploads: Uploads, policy: Policy): CompiledUploads {
  const rules = (uploads.rules ?? []).map((rule, index) => ({
    isUninspected: rule.inspected === false,
    rule: `uploads.rules[${index}]`,
    levels: rule.level === undefined ? null : new Set(rule.level),
    types: rule.types === undefined ? null : new Set(rule.types),
    scope: compileTo(rule.to, policy),
    action: rule.action,
    clause: rule.clause ?? null,
    isApprovable: rule.action === 'block' && rule.approval !== undefined,
  }));
  const order = (policy.levels ?? defaultLevels).order;
  return {
    found: rules.filter(({ isUninspected }) => !isUninspected),
    uninspected: rules.filter(({ isUninspected }) => isUninspected),
    default: uploads.default ?? defaultUploads.default,
    resumable: uploads.resumable ?? defaultUploads.resumable,
    services: buildHostTable(
      (policy.services ?? []).flatMap((service) => compileService(service, order)),
    ),
  };
}

/** `any`, `registered`, `list:<id>`, or a filter. */
function compileTo(to: string, { destinations: { lists = [] } }: Policy): UploadScope {
  if (to === 'any' || to === 'registered') return { to };
  if (to.startsWith('list:')) {
    const list = lists.find(({ id }) => id === to.slice('list:'.length));
    if (list === undefined) throw new Error(to);
    return { to: 'list', entries: buildHostTable(compileLists([list])) };
  }
  return { to: 'filter', match: readMatch(to) };
}

function compileService(
  { hosts, functions, highest, units, reviewBy }: RegisteredService,
  order: readonly string[],
): CompiledService[] {
  const rest = {
    takesUploads: functions.includes('upload'),
    levels: highest === undefined ? null : new Set(order.slice(order.indexOf(highest))),
    units: units === undefined ? null : new Set(units),
    until: reviewBy === undefined ? Number.POSITIVE_INFINITY : endOf(reviewBy),
  };
  return hosts.map((host) => ({ match: readMatch(host), ...rest }));
}

function readMatch(text: string): Match {
  const parsed = parseMatch(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.match;
}
