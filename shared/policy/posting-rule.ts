import type { PostingRule } from './posting-schema.ts';
import type { Policy } from './schema.ts';

/** The rules of a service; undefined where it has none. No two are of one service (check-posting.ts). */
export function postingRuleOf(
  { posting = [] }: Pick<Policy, 'posting'>,
  service: string,
): PostingRule | undefined {
  return posting.find((rule) => rule.service === service);
}
