/** Policy → tables. Made once, never changed; deciding only looks up. */

import { personsInBulk } from '../classification/classify.ts';
import { canonicalHosts } from '../destination/canonical-host.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import { compileOwnNames, type OwnNames } from '../destination/look-alike.ts';
import { defaultPersons } from '../detection/defaults.ts';
import type { Confidence } from '../detection/detect.ts';
import { compileContacts } from '../posting/contacts.ts';
import { noPolicyServices, type PolicyServices } from '../posting/recognise.ts';
import { type Feeds, withFeeds } from './compile-feeds.ts';
import {
  type CompiledEntry,
  type CompiledPerson,
  compilePeople,
  plainEntry,
} from './compile-lists.ts';
import { type CompiledPosting, compilePosting } from './compile-posting.ts';
import { compileEntries } from './compile-services.ts';
import { type CompiledUploads, compileUploads } from './compile-uploads.ts';
import type { Action } from './decision.ts';
import { type CompiledOcr, compileOcr } from './ocr.ts';
import type { Policy } from './schema.ts';
import { defaultLevels, defaultUploads, type Uploads } from './uploads-schema.ts';
import { type CompiledUpstream, compileUpstream } from './upstream.ts';
import { compileZones, type Zones } from './zones.ts';

export interface CompiledPolicy {
  readonly mode: 'observe' | 'enforce';
  readonly default: Action;
  /** `web`: http, https, ws, wss; `every`: Chromium's own lists judge every scheme. */
  readonly schemes: 'web' | 'every';
  /** null where the policy names no users: then everybody is let in. */
  readonly people: ReadonlyMap<string, CompiledPerson> | null;
  readonly zones: Zones;
  /** What imitates the city's own names and the public bodies'; null: nobody looks. */
  readonly own: OwnNames | null;
  /** Of the register of services and of the lists. */
  readonly entries: HostTable<CompiledEntry>;
  /** Services that the policy knows more of than the catalogue. */
  readonly policyServices: PolicyServices;
  readonly withoutCredential: HostTable<CompiledEntry>;
  readonly interceptByDefault: boolean;
  /** Hosts whose tunnels stay unread, and what a person may send there in an hour. */
  readonly interceptExcept: HostTable<CompiledException>;
  /** A TLS greeting names another host than its tunnel: refused, or recorded alone. */
  readonly sniMismatch: 'block' | 'record';
  /** Whether uploads or postings are looked at: then tunnels that nobody reads are not open for them. */
  readonly readsUploads: boolean;
  /** null where the policy has no `uploads`: then nobody looks at them. A browser's projection has none. */
  readonly uploads: CompiledUploads | null;
  /** What is looked for, and which level it makes; the defaults where the policy does not say. */
  readonly classification: CompiledClassification;
  /** null where the policy has no `posting`. */
  readonly posting: CompiledPosting | null;
  /** null where connections go straight to their destination. */
  readonly upstream: CompiledUpstream | null;
}

export interface CompiledClassification {
  /** From the highest to the lowest. */
  readonly order: readonly string[];
  readonly levelOf: Uploads['levelOf'];
  readonly threshold: number;
  /** Of single kinds, instead. */
  readonly confidence: Confidence;
  /** From how many distinct persons on it is bulk personal data. */
  readonly persons: number;
  /** How long pictures may take. */
  readonly ocr: CompiledOcr;
}

export interface CompiledException extends CompiledEntry {
  readonly upstreamBytes: number;
}

const noFeeds: Feeds = new Map();

/** What a person may send to an excepted host in an hour, where the exception does not say. */
export const defaultUpstreamBytes = 1_000_000;

/**
 * @param loaded the snapshots of the lists' feeds (a list whose feed is not there says nothing), and
 *   the entries of services and lists, where they are compiled already
 * @throws Error on a policy that checkPolicy refuses
 */
export function compilePolicy(
  policy: Policy,
  loaded: { readonly feeds?: Feeds; readonly entries?: Iterable<CompiledEntry> } = {},
): CompiledPolicy {
  const posting = compilePostingOf(policy);
  const { destinations, intercept } = policy;
  const lists = destinations.lists ?? [];
  const { mode } = policy;
  return Object.freeze({
    mode,
    default: destinations.default,
    schemes: 'web' as const,
    people: compilePeople(policy.users),
    zones: compileZones(policy.zones),
    own: compileOwnNames(canonicalHosts(policy.organization.domains ?? [])),
    entries: withFeeds(
      buildHostTable(loaded.entries ?? compileEntries(policy.services ?? [], lists)),
      lists,
      loaded.feeds ?? noFeeds,
    ),
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
    sniMismatch: intercept?.sniMismatch ?? ('block' as const),
    readsUploads: policy.uploads !== undefined || policy.posting !== undefined,
    uploads: policy.uploads === undefined ? null : compileUploads(policy.uploads, policy),
    classification: compileClassification(policy),
    posting,
    policyServices: posting?.policyServices ?? noPolicyServices,
    upstream: policy.upstream === undefined ? null : compileUpstream(policy.upstream),
  });
}

function compilePostingOf(policy: Policy) {
  const { posting, mode, levels = defaultLevels, organization } = policy;
  if (posting === undefined) return null;
  const known = Object.values(policy.contacts ?? {});
  const contacts = compileContacts(
    [
      ...(organization.contacts ?? []),
      ...known.flatMap(({ phone, mail }) => [phone, mail].filter((each) => each !== undefined)),
    ],
    canonicalHosts(organization.domains ?? []),
  );
  return compilePosting(posting, { mode, levels: levels.order, contacts });
}

function compileClassification({ levels = defaultLevels, uploads = {} }: Policy) {
  const levelOf = uploads.levelOf ?? defaultUploads.levelOf;
  return {
    order: levels.order,
    levelOf,
    threshold: uploads.threshold ?? defaultUploads.threshold,
    confidence: uploads.confidence ?? {},
    persons: personsInBulk(levelOf) ?? defaultPersons,
    ocr: compileOcr(uploads.ocr),
  };
}
