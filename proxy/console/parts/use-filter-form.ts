/** A list's filter as a form; it lives in the address, so that a view can be kept and sent. */
import { queryText } from '../api.ts';
import { go } from '../place.ts';
import type { FilterNames } from '../text/filter-query.ts';
import { useWords } from '../words/language.tsx';
import { type Form, type Mends, useForm } from './use-form.ts';

export function useFilterForm<N extends string>(
  names: FilterNames<N | 'since' | 'until'>,
  filter: Partial<Record<N | 'since' | 'until', string>>,
  path: string,
): Form<Record<N | 'since' | 'until', string>> {
  const own = useWords().work.audit;
  type Values = Record<N | 'since' | 'until', string>;
  return useForm<Values>({
    initial: names.values(filter),
    check: (values) => {
      const found = names.fromValues(values);
      const wrong = found.ok ? [] : found.wrong.map((name) => [name, own.timeWrong]);
      return Object.fromEntries(wrong) as Mends<Values>;
    },
    submit: (values) => {
      const found = names.fromValues(values);
      if (found.ok) go(`${path}${queryText(found.filter)}`);
    },
  });
}
