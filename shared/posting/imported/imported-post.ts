/** A post as the account's own list tells of it. */
import type { Act } from '../service.ts';

export interface ImportedPost {
  /** The service's own name for it, always the same. */
  readonly key: string;
  /** As outcome.ts spells it; null where the list names none. */
  readonly address: string | null;
  readonly act: Extract<Act, 'post' | 'reply' | 'quote' | 'repost'>;
  readonly text: string;
  /** When it was posted, ISO. */
  readonly at: string;
}

/** null: this is no list of this kind. What of it cannot be read is left out. */
export type ReadPosts = (body: unknown) => ImportedPost[] | null;

export const mostPosts = 200;
const longest = 20_000;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** '' where it is no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

/** null where it is no time. */
export function timeOf(value: unknown): string | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Shown as a link, and chosen by the server. */
export function addressOf(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\/[!-~]{1,1990}$/.test(value) ? value : null;
}
