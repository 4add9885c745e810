/** A list's filter: in the address, in the form, and in the call to the hub. */
import { jstInput, utcFromJst } from './time.ts';

const times = ['since', 'until'] as const;

export interface FilterNames<N extends string> {
  /** Reads a filter out of the address; unknown parameters are left out, times stay in UTC. */
  from(query: URLSearchParams): Partial<Record<N, string>>;
  /** A filter as the form holds it: times in JST. */
  values(filter: Partial<Record<N, string>>): Record<N, string>;
  /** Back from the form; `wrong` names the times that cannot be used. */
  fromValues(
    values: Record<N, string>,
  ): { ok: true; filter: Partial<Record<N, string>> } | { ok: false; wrong: ('since' | 'until')[] };
}

/** @param read what was typed → what the hub is asked */
export function filterNames<N extends string>(
  names: readonly (N | 'since' | 'until')[],
  read: (name: N, typed: string) => string = (_, typed) => typed,
): FilterNames<N | 'since' | 'until'> {
  type Name = N | 'since' | 'until';
  const isTime = (name: Name): name is 'since' | 'until' => name === 'since' || name === 'until';
  return {
    from(query) {
      const found: Partial<Record<Name, string>> = {};
      for (const name of names) {
        const value = query.get(name);
        if (value !== null && value !== '') found[name] = value;
      }
      return found;
    },
    values(filter) {
      const values = names.map((name) => {
        const value = filter[name] ?? '';
        return [name, isTime(name) ? jstInput(value) : value];
      });
      return Object.fromEntries(values) as Record<Name, string>;
    },
    fromValues(values) {
      const wrong = times.filter(
        (name) => values[name] !== '' && utcFromJst(values[name]) === null,
      );
      if (wrong.length > 0) return { ok: false, wrong };
      const filter: Partial<Record<Name, string>> = {};
      for (const name of names) {
        const value = values[name].trim();
        if (value === '') continue;
        filter[name] = isTime(name) ? (utcFromJst(value) ?? '') : read(name, value);
      }
      return { ok: true, filter };
    },
  };
}
