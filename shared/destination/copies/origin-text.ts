/** Where the address of an original stands in the address of its copy: in the path, or in the query. */
import type { Destination } from '../destination.ts';

type Origin = (destination: Destination) => string | null;

/** Text with its escapes read once; null where they cannot be read. */
export function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The different values of a key of the query, whatever the key's case. */
export function parameterValues(query: string, key: string): (string | null)[] {
  const values = query.split('&').flatMap((pair) => {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).toLowerCase() !== key) return [];
    return [unescaped(pair.slice(at + 1).replaceAll('+', ' '))?.trim() ?? null];
  });
  return [...new Set(values)];
}

/** The value of a key. Which of several different ones the service takes nobody knows: ''. */
export function parameter(key: string): Origin {
  return ({ query }) => {
    const values = parameterValues(query, key).filter((value) => value !== '');
    if (values.length === 0) return null;
    return values.length > 1 ? '' : (values[0] ?? '');
  };
}

/**
 * What the pattern's groups hold of the path, with `between` between them. The query of the copy is
 * the original's, unless the path holds one in escapes.
 */
export function pathOrigin(pattern: RegExp, between = ''): Origin {
  return ({ path, query }) => {
    const found = pattern.exec(path);
    if (found === null) return null;
    const text = found.slice(1).join(between);
    return withQuery((/^[a-z]+%3A/i.test(text) ? unescaped(text) : text) ?? '', query);
  };
}

export function withQuery(text: string, query: string): string {
  return text === '' || text.includes('?') || query === '' ? text : `${text}?${query}`;
}
