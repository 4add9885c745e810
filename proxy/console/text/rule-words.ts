import { readRule } from '../../../shared/policy/read-rule.ts';
import type { Words } from '../words/ja.ts';

/** What decided, as whoever was stopped is told it too; null for what the console says as it stands. */
export function ruleWords({ rules }: Words, rule: string): string | null {
  const named = readRule(rule);
  switch (named?.kind) {
    case 'upload':
      return rules.upload(String(named.number));
    case 'upload-other':
      return rules.uploadOther;
    case 'no-list':
      return rules.noList;
    default:
      return null;
  }
}
