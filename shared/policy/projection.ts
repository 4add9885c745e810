/**
 * What a browser gets of the policy: what concerns this person, without owners, notes, who added
 * what, other users, or others' contacts (clause 12(2): procedures are not public). It decides
 * everything as the whole policy decides for this person; of feeds see project-feeds.ts.
 */
import { z } from 'zod';
import { canonicalHosts } from '../destination/canonical-host.ts';
import { buildHostTable } from '../destination/host-table.ts';
import { compileOwnNames } from '../destination/look-alike.ts';
import { describedService } from '../posting/described.ts';
import type { CompiledPolicy } from './compile.ts';
import { plainEntry } from './compile-lists.ts';
import { describedIn, policyServicesOf } from './compile-posting.ts';
import { compileEntries } from './compile-services.ts';
import { actions } from './decision.ts';
import { describedRequestSchema } from './described-schema.ts';
import { endOf, startOf } from './japan-time.ts';
import { nothingClassified } from './nothing-classified.ts';
import { earlyAction, feedsMayOpen } from './project-feeds.ts';
import type { List, Policy } from './schema.ts';
import { hoursSchema } from './schema-parts.ts';
import { compileScope, isFor, type Person } from './scope.ts';
import { type RegisteredService, serviceFunctions } from './services-schema.ts';
import { compileZones } from './zones.ts';

const when = {
  hours: hoursSchema.optional(),
  from: z.string().optional(),
  until: z.string().optional(),
};
const asked = {
  initiators: z.array(z.string()).optional(),
  readOnly: z.literal(true).optional(),
};
const said = { reason: z.string().optional(), clause: z.string().optional() };

export const projectedListSchema = z.object({
  id: z.string(),
  title: z.string(),
  action: z.enum(actions),
  reason: z.string(),
  clause: z.string().optional(),
  ...when,
  ...asked,
  entries: z.array(
    z.union([
      z.string(),
      z.object({
        match: z.string(),
        action: z.enum(actions).optional(),
        ...said,
        ...when,
        ...asked,
      }),
    ]),
  ),
});
const projectedServiceSchema = z.object({
  id: z.string(),
  title: z.string(),
  hosts: z.array(z.string()),
  functions: z.array(z.enum(serviceFunctions)),
  reviewBy: z.string().optional(),
});
const projectedDescribedSchema = z.object({
  id: z.string(),
  title: z.string(),
  hosts: z.array(z.string()),
  charset: z.enum(['shift_jis', 'euc-jp']).optional(),
  requests: z.array(describedRequestSchema),
});
export type ProjectedList = z.infer<typeof projectedListSchema>;

export const projectionSchema = z.object({
  v: z.literal(1),
  revision: z.number().int(),
  published: z.string(),
  organization: z.string(),
  user: z.string().nullable(),
  unit: z.string().nullable(),
  mode: z.enum(['observe', 'enforce']),
  /** The person's term; `unknown` where the policy has users and this is none of them. */
  term: z.object({
    unknown: z.boolean(),
    from: z.string().optional(),
    until: z.string().optional(),
  }),
  zones: z.object({ closed: z.array(z.string()), open: z.array(z.string()) }),
  /** The city's own names, canonical: they are public. */
  domains: z.array(z.string()).optional(),
  default: z.enum(actions),
  lists: z.array(projectedListSchema),
  services: z.array(projectedServiceSchema).optional(),
  /** Hosts that the policy names for services that anybody can run, and which. */
  ownHosts: z.record(z.string(), z.string()).optional(),
  /** Services that the policy describes itself. */
  described: z.array(projectedDescribedSchema).optional(),
  /** Whether files and texts are looked at before they leave: then the guard holds them. */
  readsUploads: z.boolean().optional(),
  /** Hosts whose tunnels stay unread: not open for uploads. */
  unread: z.array(z.string()).optional(),
  helpdesk: z
    .object({ title: z.string(), phone: z.string().optional(), mail: z.string().optional() })
    .nullable(),
});
export type Projection = z.infer<typeof projectionSchema>;

export function projectPolicy(
  policy: Policy,
  options: {
    readonly user: string | null;
    readonly unit: string | null;
    /** The machine that it is made for; null: none of those that the policy names. */
    readonly terminal: string | null;
    readonly revision: number;
    readonly published: string;
    /** The policy's own, where not given. */
    readonly contacts?: Policy['contacts'];
  },
): Projection {
  const users = policy.users ?? [];
  const known = users.find(({ id }) => id === options.user);
  const { user, terminal } = options;
  const unit = known?.unit ?? options.unit;
  const person: Person = { user, unit, terminal };
  const mayOpen = feedsMayOpen(policy, person);
  const helpdesk = (options.contacts ?? policy.contacts)?.helpdesk;
  return {
    v: 1,
    revision: options.revision,
    published: options.published,
    organization: policy.organization.name,
    user,
    unit,
    mode: policy.mode,
    term: {
      unknown: options.user !== null && users.length > 0 && known === undefined,
      ...present({ from: known?.from, until: known?.until }),
    },
    zones: { closed: policy.zones.closed, open: policy.zones.open ?? [] },
    ...(policy.organization.domains && {
      domains: canonicalHosts(policy.organization.domains),
    }),
    default: earlyAction(policy.destinations.default, mayOpen),
    lists: (policy.destinations.lists ?? []).flatMap((list) => projectList(list, person, mayOpen)),
    // What a service refuses of its hosts, a name of a feed may open.
    services: mayOpen
      ? []
      : (policy.services ?? []).flatMap((service) => projectService(service, person)),
    ownHosts: Object.fromEntries(policyServicesOf(policy.posting ?? []).hosts),
    described: describedIn(policy.posting ?? []),
    readsUploads: policy.uploads !== undefined || policy.posting !== undefined,
    unread: (policy.intercept?.except ?? []).map(({ match }) => match),
    helpdesk: helpdesk
      ? { title: helpdesk.title, ...present({ phone: helpdesk.phone, mail: helpdesk.mail }) }
      : null,
  };
}

function projectList(list: List, person: Person, mayOpen: boolean): ProjectedList[] {
  if (!isFor(compileScope(list), person)) return [];
  const entries = list.entries.flatMap((entry) => {
    const acts = typeof entry === 'string' ? list.action : (entry.action ?? list.action);
    if (acts !== earlyAction(acts, mayOpen)) return [];
    const readOnlyHere = (typeof entry === 'string' ? undefined : entry.readOnly) ?? list.readOnly;
    if (mayOpen && readOnlyHere === true) return [];
    if (typeof entry === 'string') return [entry];
    if (!isFor(compileScope(entry), person)) return [];
    const { match, action, reason, clause, hours, from, until, initiators, readOnly } = entry;
    const rest = present({ action, reason, clause, hours, from, until, initiators, readOnly });
    return [Object.keys(rest).length === 0 ? match : { match, ...rest }];
  });
  if (entries.length === 0) return [];
  const { id, title, action, reason, clause, hours, from, until, initiators, readOnly } = list;
  const rest = present({ clause, hours, from, until, initiators, readOnly });
  return [{ id, title, action, reason, ...rest, entries }];
}

function projectService(service: RegisteredService, person: Person) {
  const { id, title, hosts, functions, units, reviewBy } = service;
  if (!isFor(compileScope({ units }), person)) return [];
  return [{ id, title, hosts, functions, ...present({ reviewBy }) }];
}

/** @throws Error on entries that no policy would hold */
export function compileProjection(projection: Projection): CompiledPolicy {
  const { term, user, unit } = projection;
  const ends = {
    unit,
    from: term.from ? startOf(term.from) : Number.NEGATIVE_INFINITY,
    until: term.until ? endOf(term.until) : Number.POSITIVE_INFINITY,
  };
  return Object.freeze({
    mode: projection.mode,
    default: projection.default,
    schemes: 'web' as const,
    people: user === null ? null : new Map(term.unknown ? [] : [[user, ends]]),
    zones: compileZones(projection.zones),
    own: compileOwnNames(projection.domains ?? []),
    entries: buildHostTable(compileEntries(projection.services ?? [], projection.lists)),
    policyServices: {
      hosts: new Map(Object.entries(projection.ownHosts ?? {})),
      described: (projection.described ?? []).map(describedService),
    },
    withoutCredential: buildHostTable([]),
    interceptByDefault: false,
    interceptExcept: buildHostTable(
      (projection.unread ?? []).map((match) => ({
        ...plainEntry(match, 'allow', 'intercept.except'),
        upstreamBytes: 0,
      })),
    ),
    sniMismatch: 'block' as const,
    readsUploads: projection.readsUploads ?? false,
    uploads: null,
    classification: nothingClassified,
    posting: null,
    upstream: null,
  });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined: JSON has no such thing. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<T>;
}
