/** The policy's posting rules → tables. Made once, never changed; deciding only looks up. */
import { catalogue } from '../posting/catalogue.ts';
import type { OwnHosts } from '../posting/recognise.ts';
import type { Action } from './decision.ts';
import { compilePostingHours } from './posting-hours.ts';
import { type PostingRule, postingDefaults } from './posting-schema.ts';

export interface CompiledAccount {
  readonly name: string;
  readonly posters: ReadonlySet<string>;
}

export interface CompiledPostingRule {
  readonly service: string;
  readonly responsible: string;
  readonly clause: string;
  /** By name and id, folded (accountKey). */
  readonly accounts: ReadonlyMap<string, CompiledAccount>;
  /** Of all accounts together: for the row that lets an unknown account through. */
  readonly posters: ReadonlySet<string>;
  readonly units: ReadonlySet<string> | null;
  readonly isOpen: (at: number) => boolean;
  readonly outsideHours: Action;
  readonly approval: 'before' | 'after' | 'none';
  readonly unknownAccount: Action;
  readonly unknownWrite: Action;
  readonly forbidden: {
    readonly action: Action;
    readonly findings: ReadonlySet<string>;
    readonly levels: ReadonlySet<string>;
    /** Folded. */
    readonly words: readonly string[];
    readonly shorteners: Action;
    readonly shortenerHosts: ReadonlySet<string>;
  };
}

export interface CompiledPosting {
  readonly mode: 'observe' | 'enforce';
  readonly rules: ReadonlyMap<string, CompiledPostingRule>;
  /** For `recognise`. */
  readonly ownHosts: OwnHosts;
  /** Every host of a service with rules: these are intercepted. `*.x.com` stands for it and all below. */
  readonly hosts: readonly string[];
}

export interface PostingSurroundings {
  readonly mode: 'observe' | 'enforce';
  /** From the highest to the lowest. */
  readonly levels: readonly string[];
  readonly isHoliday: (date: string) => boolean;
}

export function compilePosting(
  rules: readonly PostingRule[],
  surroundings: PostingSurroundings,
): CompiledPosting {
  const ids = new Set(rules.map(({ service }) => service));
  return Object.freeze({
    mode: surroundings.mode,
    rules: new Map(rules.map((rule) => [rule.service, compileRule(rule, surroundings)])),
    ownHosts: ownHostsOf(rules),
    hosts: [
      ...catalogue.filter(({ id }) => ids.has(id)).flatMap(({ hosts }) => hosts),
      ...rules.flatMap(({ hosts = [] }) => hosts),
    ],
  });
}

/** Hosts that the policy names for services that anybody can run. */
export function ownHostsOf(rules: readonly PostingRule[]): OwnHosts {
  return new Map(
    rules.flatMap(({ service, hosts = [] }) => hosts.map((host) => [host, service] as const)),
  );
}

function compileRule(rule: PostingRule, surroundings: PostingSurroundings): CompiledPostingRule {
  const { forbidden = {} } = rule;
  return {
    service: rule.service,
    responsible: rule.responsible,
    clause: rule.clause ?? postingDefaults.clause,
    accounts: new Map(
      rule.accounts.flatMap(({ name, ids = [], posters }) => {
        const account = { name, posters: new Set(posters) };
        return [name, ...ids].map((each) => [accountKey(each), account] as const);
      }),
    ),
    posters: new Set(rule.accounts.flatMap(({ posters }) => posters)),
    units: rule.units === undefined ? null : new Set(rule.units),
    isOpen:
      rule.hours === undefined
        ? () => true
        : compilePostingHours(rule.hours, surroundings.isHoliday),
    outsideHours: rule.outsideHours ?? postingDefaults.outsideHours,
    approval: rule.approval ?? postingDefaults.approval,
    unknownAccount: rule.unknownAccount ?? postingDefaults.unknownAccount,
    unknownWrite: rule.unknownWrite ?? postingDefaults.unknownWrite,
    forbidden: {
      action: forbidden.action ?? postingDefaults.forbidden,
      findings: new Set<string>(forbidden.findings ?? postingDefaults.findings),
      levels: levelsFrom(forbidden.level ?? postingDefaults.level, surroundings.levels),
      words: (forbidden.words ?? []).map(foldWord),
      shorteners: forbidden.shorteners ?? postingDefaults.shorteners,
      shortenerHosts: new Set(forbidden.shortenerHosts ?? []),
    },
  };
}

/** `level` and those above it; of a city that folded `2` away: all but the lowest. */
function levelsFrom(level: string, order: readonly string[]): ReadonlySet<string> {
  const at = order.indexOf(level);
  return new Set(at < 0 ? order.slice(0, -1) : order.slice(0, at + 1));
}

/** Names are told with and without their at sign, in any case. */
export function accountKey(account: string): string {
  return account.trim().replace(/^@/, '').toLowerCase();
}

/** One spelling for full width, case and white space. */
export function foldWord(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
