/** The policy's posting rules → tables. Made once, never changed; deciding only looks up. */
import { catalogue } from '../posting/catalogue.ts';
import { compileContacts, type OwnContacts } from '../posting/contacts.ts';
import { describedService } from '../posting/described.ts';
import type { PolicyServices } from '../posting/recognise.ts';
import { compileOfficials, type OfficialAccounts } from './account-look-alike.ts';
import type { Action } from './decision.ts';
import { compilePeople, isInTerm } from './people-in-term.ts';
import { type DisasterRule, type PostingRule, postingDefaults } from './posting-schema.ts';
import { topicName } from './register-schema.ts';
import { compileHours } from './scope.ts';

export interface CompiledAccount {
  readonly name: string;
  /** In their term. */
  readonly isPoster: (user: string, at: number) => boolean;
  readonly isSuspended: (at: number) => boolean;
}

export interface CompiledPostingRule {
  readonly service: string;
  readonly responsible: string;
  readonly clause: string;
  /** By name and id, folded (accountKey). */
  readonly accounts: ReadonlyMap<string, CompiledAccount>;
  /** Of all accounts together: for the row that lets an unknown account through. */
  readonly isPoster: (user: string, at: number) => boolean;
  /** Whichever of them it may be. */
  readonly isSuspended: (at: number) => boolean;
  readonly units: ReadonlySet<string> | null;
  /** Whom `units` does not hold back. */
  readonly anyUnit: ReadonlySet<string>;
  readonly isOpen: (at: number) => boolean;
  readonly outsideHours: Action;
  /** null: any, and none. */
  readonly topics: ReadonlySet<string> | null;
  readonly topicMissing: Action;
  readonly approval: 'before' | 'after' | 'none';
  readonly unknownAccount: Action;
  readonly unknownWrite: Action;
  readonly accountLookAlike: Action;
  /** Whether one of these names is made to be taken for an official account. */
  readonly imitates: (names: readonly string[]) => boolean;
  /** What holds instead while a switch is on. */
  readonly disaster: CompiledDisaster | null;
  readonly forbidden: {
    readonly action: Action;
    readonly findings: ReadonlySet<string>;
    readonly levels: ReadonlySet<string>;
    /** Folded. */
    readonly words: readonly string[];
    readonly shorteners: Action;
    readonly shortenerHosts: ReadonlySet<string>;
    readonly contacts: Action;
    readonly pictureMetadata: Action;
    readonly ownContacts: OwnContacts;
  };
}

export interface CompiledDisaster {
  readonly longest: string;
  /** By the policy's name, folded; null: all. */
  readonly accounts: ReadonlySet<string> | null;
  readonly rule: CompiledPostingRule;
}

export interface CompiledPosting {
  readonly mode: 'observe' | 'enforce';
  readonly rules: ReadonlyMap<string, CompiledPostingRule>;
  /** For `recognise`. */
  readonly policyServices: PolicyServices;
  /** Every host of a service with rules: these are intercepted. `*.x.com` stands for it and all below. */
  readonly hosts: readonly string[];
}

export interface PostingSurroundings {
  readonly mode: 'observe' | 'enforce';
  /** From the highest to the lowest. */
  readonly levels: readonly string[];
  /** The city's own telephone numbers and mail addresses. */
  readonly contacts?: OwnContacts;
}

export function compilePosting(
  rules: readonly PostingRule[],
  surroundings: PostingSurroundings,
): CompiledPosting {
  const ids = new Set(rules.map(({ service }) => service));
  const officials = compileOfficials(rules);
  return Object.freeze({
    mode: surroundings.mode,
    rules: new Map(rules.map((rule) => [rule.service, compileRule(rule, surroundings, officials)])),
    policyServices: policyServicesOf(rules),
    hosts: [
      ...catalogue.filter(({ id }) => ids.has(id)).flatMap(({ hosts }) => hosts),
      ...rules.flatMap(({ hosts = [] }) => hosts),
    ],
  });
}

export function policyServicesOf(rules: readonly PostingRule[]): PolicyServices {
  return {
    hosts: new Map(
      rules.flatMap(({ service, hosts = [] }) => hosts.map((host) => [host, service] as const)),
    ),
    described: describedIn(rules).map(describedService),
  };
}

/** Those that stand in no catalogue. */
export function describedIn(rules: readonly PostingRule[]) {
  return rules.flatMap(({ service: id, title = id, hosts = [], charset, requests }) =>
    requests === undefined ? [] : [{ id, title, hosts, charset, requests }],
  );
}

function compileRule(
  rule: PostingRule,
  surroundings: PostingSurroundings,
  officials: OfficialAccounts,
): CompiledPostingRule {
  const ordinary = compileOrdinary(rule, surroundings, officials);
  const { disaster } = rule;
  return disaster === undefined
    ? ordinary
    : { ...ordinary, disaster: compileDisaster(ordinary, disaster) };
}

function compileDisaster(ordinary: CompiledPostingRule, disaster: DisasterRule): CompiledDisaster {
  const { accounts, posters = [], hours, approval } = disaster;
  const added = new Set(posters);
  const more = (isPoster: CompiledAccount['isPoster']): CompiledAccount['isPoster'] => {
    return (user, at) => added.has(user) || isPoster(user, at);
  };
  return {
    longest: disaster.for ?? postingDefaults.disasterFor,
    accounts: accounts === undefined ? null : new Set(accounts.map(accountKey)),
    rule: {
      ...ordinary,
      accounts: new Map(
        [...ordinary.accounts].map(([key, account]) => [
          key,
          { ...account, isPoster: more(account.isPoster) },
        ]),
      ),
      isPoster: more(ordinary.isPoster),
      anyUnit: added,
      isOpen: hours === 'keep' ? ordinary.isOpen : () => true,
      approval: approval ?? postingDefaults.disasterApproval,
    },
  };
}

function compileOrdinary(
  rule: PostingRule,
  surroundings: PostingSurroundings,
  officials: OfficialAccounts,
): CompiledPostingRule {
  const { forbidden = {} } = rule;
  const accounts = rule.accounts.map(compileAccount);
  return {
    service: rule.service,
    responsible: rule.responsible,
    clause: rule.clause ?? postingDefaults.clause,
    accounts: new Map(
      accounts.flatMap(({ names, account }) => names.map((each) => [each, account] as const)),
    ),
    isSuspended: (at) => accounts.every(({ account }) => account.isSuspended(at)),
    isPoster: compilePeople(rule.accounts.flatMap(({ posters }) => posters)),
    units: rule.units === undefined ? null : new Set(rule.units),
    anyUnit: new Set(),
    disaster: null,
    isOpen: compileHours(rule.hours ?? {}),
    outsideHours: rule.outsideHours ?? postingDefaults.outsideHours,
    topics: rule.topics === undefined ? null : new Set(rule.topics.map(topicName)),
    topicMissing: rule.topicMissing ?? postingDefaults.topicMissing,
    approval: rule.approval ?? postingDefaults.approval,
    unknownAccount: rule.unknownAccount ?? postingDefaults.unknownAccount,
    unknownWrite: rule.unknownWrite ?? postingDefaults.unknownWrite,
    accountLookAlike: rule.accountLookAlike ?? postingDefaults.accountLookAlike,
    imitates: (names) => names.some((name) => officials.imitatedBy(name) !== null),
    forbidden: {
      action: forbidden.action ?? postingDefaults.forbidden,
      findings: new Set<string>(forbidden.findings ?? postingDefaults.findings),
      levels: levelsFrom(forbidden.level ?? postingDefaults.level, surroundings.levels),
      words: (forbidden.words ?? []).map(foldWord),
      shorteners: forbidden.shorteners ?? postingDefaults.shorteners,
      shortenerHosts: new Set(forbidden.shortenerHosts ?? []),
      contacts: forbidden.contacts ?? postingDefaults.contacts,
      pictureMetadata: forbidden.pictureMetadata ?? postingDefaults.pictureMetadata,
      ownContacts: surroundings.contacts ?? compileContacts([], []),
    },
  };
}

function compileAccount({ name, ids = [], posters, suspended }: PostingRule['accounts'][number]) {
  const account: CompiledAccount = {
    name,
    isPoster: compilePeople(posters),
    isSuspended: (at) => suspended !== undefined && isInTerm(suspended, at),
  };
  return { names: [name, ...ids].map(accountKey), account };
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
