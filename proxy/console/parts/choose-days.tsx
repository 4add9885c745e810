import { queryText } from '../api.ts';
import { go, usePlace } from '../place.ts';
import { useWords } from '../words/language.tsx';
import { SelectField } from './field.tsx';

const spans = [1, 7, 14, 30, 92] as const;

/** The span of records that the page's address names (`?days=14`). */
export function useDays(): number {
  const asked = Number(usePlace().query.get('days'));
  return spans.find((days) => days === asked) ?? 7;
}

export function ChooseDays({ path }: { readonly path: string }) {
  const words = useWords();
  const days = useDays();
  return (
    <div class="form">
      <SelectField
        label={words.access.days}
        field={{
          name: 'days',
          value: String(days),
          mend: undefined,
          set: (value) => go(`${path}${queryText({ days: value })}`, { replace: true }),
        }}
        options={spans.map((each) => [String(each), words.access.daysOf(each)] as const)}
      />
    </div>
  );
}
