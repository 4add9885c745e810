/** What decided, as a person may say it on the telephone: a place in the policy says little to them. */
import { text } from '../platform/text.ts';
import { visibleText } from './visible-text.ts';

/** @param rule as decisions have it: `uploads.rules[0]`, `posting/bluesky/hours`; an entry stays as it is */
export function ruleText(rule: string, say: typeof text = text): string {
  const [, index] = /^uploads\.rules\[(\d{1,6})\]$/.exec(rule) ?? [];
  if (index !== undefined) return say('rule_upload', String(Number(index) + 1));
  if (rule === 'uploads.default' || rule === 'uploads.rules') return say('rule_upload_other');
  if (rule === 'destinations.default') return say('rule_default');
  const [, service] = /^posting\/([^/]+)(?:\/[^/]*)*$/.exec(rule) ?? [];
  return service === undefined ? visibleText(rule) : say('rule_posting', visibleText(service));
}
