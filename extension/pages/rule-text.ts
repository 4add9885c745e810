/** What decided, as a person may say it on the telephone: a place in the policy says little to them. */
import { readRule } from '../../shared/policy/read-rule.ts';
import { text } from '../platform/text.ts';
import { visibleText } from './visible-text.ts';

/** @param rule as decisions have it: `uploads.rules[0]`, `posting/bluesky/hours`; an entry stays as it is */
export function ruleText(rule: string, say: typeof text = text): string {
  const named = readRule(rule);
  switch (named?.kind) {
    case 'upload':
      return say('rule_upload', String(named.number));
    case 'upload-other':
      return say('rule_upload_other');
    case 'no-list':
      return say('rule_default');
    case 'posting':
      return say('rule_posting', visibleText(named.service));
    default:
      return visibleText(rule);
  }
}
