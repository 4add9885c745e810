/** A rule as decisions name it, taken apart for whoever says it in words. */
export type NamedRule =
  /** From 1, as people count. */
  | { readonly kind: 'upload'; readonly number: number }
  | { readonly kind: 'upload-other' }
  | { readonly kind: 'no-list' }
  | { readonly kind: 'posting'; readonly service: string };

/** @param rule `uploads.rules[0]`, `posting/bluesky/hours`; @returns null for an entry, which says it itself */
export function readRule(rule: string): NamedRule | null {
  const [, index] = /^uploads\.rules\[(\d{1,6})\]$/.exec(rule) ?? [];
  if (index !== undefined) return { kind: 'upload', number: Number(index) + 1 };
  if (rule === 'uploads.default' || rule === 'uploads.rules') return { kind: 'upload-other' };
  if (rule === 'destinations.default') return { kind: 'no-list' };
  const [, service] = /^posting\/([^/]+)(?:\/[^/]*)*$/.exec(rule) ?? [];
  return service === undefined ? null : { kind: 'posting', service };
}
