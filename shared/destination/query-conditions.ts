/**
 * The query part of a filter, as Chromium reads it: `k=v` and `k` joined by `&`, a trailing `*`
 * takes anything that begins so. All must hold. Text is searched in `&` + query + `&`.
 */
import { escapedText } from './canonical-escapes.ts';

export interface QueryConditions {
  readonly count: number;
  /** @param every each occurrence of the key must have the value, else one is enough */
  hold(query: string, every: boolean): boolean;
}

interface Condition {
  readonly key: string;
  readonly value: string;
}

function readCondition(token: string): Condition {
  const at = token.indexOf('=');
  const hasValue = at >= 0 && at < token.length - 1;
  const isPrefix = token.endsWith('*');
  const whole = isPrefix ? token.slice(0, -1) : token;
  const end = isPrefix ? '' : '&';
  if (hasValue) return { key: `&${whole.slice(0, at)}=`, value: whole.slice(at + 1) + end };
  return { key: `&${at >= 0 ? whole.slice(0, at) : whole}`, value: end };
}

function holds({ key, value }: Condition, text: string, every: boolean): boolean {
  if (!every || value === '') return text.includes(key + value);
  let at = text.indexOf(key);
  if (at < 0) return false;
  for (; at >= 0; at = text.indexOf(key, at + key.length)) {
    if (!text.startsWith(value, at + key.length)) return false;
  }
  return true;
}

/** null where there is nothing to hold. */
export function parseQueryConditions(text: string): QueryConditions | null {
  const tokens = new Set(escapedText(text).split('&').filter(Boolean));
  if (tokens.size === 0) return null;
  const conditions = [...tokens].map(readCondition);
  return {
    count: conditions.length,
    hold(query, every) {
      if (query === '') return false;
      const searched = `&${query}&`;
      return conditions.every((condition) => holds(condition, searched, every));
    },
  };
}
