/**
 * The decisions of a city's terminals over some days: a few hosts are visited by everybody all the
 * time, most by few (Zipf); each person works office hours more than nights. Always the same ones.
 */
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { parseDestination } from '../../shared/destination/destination.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { decideDestination } from '../../shared/policy/decide-destination.ts';
import type { List, Policy } from '../../shared/policy/schema.ts';

export interface Seeding {
  readonly count: number;
  /** Epoch ms: the last one is before. */
  readonly until: number;
  readonly days: number;
  readonly hosts: number;
  readonly users: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const units = ['総務企画部', '教育委員会', '消防本部', '市民生活部', '農林部', '建設部'];
const methods = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'POST'];
/** Of a page: the page itself, and what it loads. */
const paths = ['/', '/index.html', '/news', '/assets/app.js', '/assets/app.css', '/img/logo.png'];

export const hostOf = (n: number) => `www${n % 7}.site-${n}.${n % 3 === 0 ? 'co.jp' : 'example'}`;
export const userOf = (n: number) => ({ user: `u${String(n).padStart(4, '0')}`, unit: unitOf(n) });
const unitOf = (n: number) => units[n % units.length] ?? null;

/** Decided by `policy`, in the order of their times. */
export function* seedDecisions(policy: Policy, seeding: Seeding): Generator<DecisionRecord> {
  const compiled = compilePolicy(policy);
  const { count, until, days, hosts, users } = seeding;
  const random = randomNumbers(1);
  const harmonic = Math.log(hosts + 1);
  for (let index = 0; index < count; index++) {
    const day = Math.floor((index * days) / count);
    const within = ((index * days) / count - day) * dayMs;
    const start = until - days * dayMs + day * dayMs;
    const at = start + Math.floor(within * 0.9 + random() * hourMs);
    const rank = Math.min(hosts, Math.floor(Math.exp(random() * harmonic)));
    const host = hostOf(rank);
    const { user, unit } = userOf(Math.floor(random() * users));
    const page = Math.floor(random() ** 2 * 40);
    const path = paths[page] ?? `/pages/${page}`;
    const method = methods[Math.floor(random() * methods.length)] ?? 'GET';
    const parsed = parseDestination(`https://${host}${path}`);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { destination } = parsed;
    const asked = { destination, user, unit, terminal: null, at, method };
    const { action, would = null, reason, rule, clause } = decideDestination(compiled, asked, '');
    yield {
      v: 1,
      type: 'decision',
      id: `SEED-${String(index).padStart(10, '0')}`,
      at: new Date(at).toISOString(),
      source: 'proxy',
      act: 'request',
      who: { user, unit, identity: 'declared' },
      destination: { scheme: 'https', host, port: 443, path },
      method,
      initiator: page === 0 ? null : host,
      action,
      would,
      reason,
      rule,
      clause,
      mode: policy.mode,
      revision: 1,
      address: action === 'block' ? null : '203.0.113.7',
      handling: action === 'block' ? 'refuse' : 'intercept',
    };
  }
}

/** A policy of a city that has allowed the sites it knows, `allowed` of them. */
export function seedPolicy(base: Policy, allowed: number, more: readonly List[] = []): Policy {
  const entries = Array.from({ length: allowed }, (_, n) => hostOf(n + 1).replace(/^www\d\./, ''));
  const list: List = { ...about('seen'), action: 'allow', entries };
  const { lists = [] } = base.destinations;
  return {
    ...base,
    units,
    destinations: { ...base.destinations, lists: [...lists, list, ...more] },
  };
}

/** What a list has to say of itself. */
export function about(id: string) {
  return { id, title: id, owner: '情報政策課', reason: '試験' };
}

/** An administrator's draft: sites less and more, hours, units, a page of a site. */
export function seedDraft(base: Policy, allowed: number): Policy {
  const office = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:30', to: '17:15' };
  const hours = { ...office, days: [...office.days] };
  return seedPolicy(base, Math.floor(allowed * 0.9), [
    {
      ...about('news'),
      action: 'allow',
      hours,
      entries: [hostOf(allowed + 3), hostOf(allowed + 5)],
    },
    { ...about('schools'), action: 'allow', units: ['教育委員会'], entries: [hostOf(allowed + 9)] },
    {
      ...about('pages'),
      action: 'block',
      entries: [`${hostOf(1)}/pages`, { match: hostOf(2), users: ['u0001', 'u0002'] }],
    },
    { ...about('care'), action: 'warn', entries: [hostOf(4), hostOf(5)] },
    { ...about('queries'), action: 'block', entries: [`${hostOf(6)}/news?id=1`] },
  ]);
}

/** Mulberry32: numbers from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
