/** What changed in the register between two policies, field by field. */
import type { Policy } from '../../../shared/policy/schema.ts';
import { canonicalJson } from '../policy/entry-key.ts';

export interface FieldChange {
  readonly service: string;
  /** null: the service's own. */
  readonly account: string | null;
  /** A key of the rule or account; `service` and `account`: it came or went. */
  readonly field: string;
  /** JSON; null: nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

type Rule = NonNullable<Policy['posting']>[number];
type Fields = Readonly<Record<string, unknown>>;

export function registerDifference(
  { posting: before = [] }: Pick<Policy, 'posting'>,
  { posting: after = [] }: Pick<Policy, 'posting'>,
): FieldChange[] {
  const old = new Map(before.map((rule) => [rule.service, rule]));
  const now = new Map(after.map((rule) => [rule.service, rule]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((service) =>
    ruleChanges(old.get(service), now.get(service)).map((change) => ({ service, ...change })),
  );
}

type Change = Omit<FieldChange, 'service'>;

function ruleChanges(before: Rule | undefined, after: Rule | undefined): Change[] {
  if (before === undefined || after === undefined) {
    return [came(null, 'service', before, after)];
  }
  const old = new Map(before.accounts.map((account) => [account.name, account]));
  const now = new Map(after.accounts.map((account) => [account.name, account]));
  return [
    ...fieldChanges(null, { ...before, accounts: undefined }, { ...after, accounts: undefined }),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
      const [was, is] = [old.get(name), now.get(name)];
      if (was === undefined || is === undefined) return [came(name, 'account', was, is)];
      return fieldChanges(name, was, is);
    }),
  ];
}

function fieldChanges(account: string | null, before: Fields, after: Fields): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const change = came(account, field, before[field], after[field]);
    return change.before === change.after ? [] : [change];
  });
}

function came(account: string | null, field: string, before: unknown, after: unknown): Change {
  const json = (value: unknown) => (value === undefined ? null : canonicalJson(value));
  return { account, field, before: json(before), after: json(after) };
}
