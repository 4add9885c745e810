import type { Words } from '../words/ja.ts';

/** What decided, as whoever was stopped is told it too; null for an entry, which says it itself. */
export function ruleWords({ rules }: Words, rule: string): string | null {
  const [, index] = /^uploads\.rules\[(\d{1,6})\]$/.exec(rule) ?? [];
  if (index !== undefined) return rules.upload(String(Number(index) + 1));
  if (rule === 'uploads.default' || rule === 'uploads.rules') return rules.uploadOther;
  return rule === 'destinations.default' ? rules.noList : null;
}
