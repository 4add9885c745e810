/** What people call a service: as the policy says it, else as the catalogue does. */
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { catalogue } from '../../../shared/posting/catalogue.ts';

const titles = new Map(catalogue.map(({ id, title }) => [id, title]));

export function serviceTitle(policy: Pick<Policy, 'posting'>, id: string): string {
  return postingRuleOf(policy, id)?.title ?? titles.get(id) ?? id;
}
