import { queryText } from '../api.ts';
import { go } from '../place.ts';
import { referenceFrom } from '../text/reference.ts';
import { useWords } from '../words/language.tsx';
import { TextField } from './field.tsx';
import { useForm } from './use-form.ts';

/** What somebody reads out over the telephone leads straight to its records. */
export function ReferenceSearch({ reference }: { readonly reference: string }) {
  const own = useWords().work.audit;
  const form = useForm<{ reference: string }>({
    initial: { reference },
    check: ({ reference }) =>
      referenceFrom(reference) === null ? { reference: own.referenceWrong } : {},
    submit: ({ reference }) => go(`/audit${queryText({ id: referenceFrom(reference) })}`),
  });
  return (
    <form {...form.props} class="form-line" aria-label={own.referenceSearch}>
      <TextField
        label={own.id}
        hint={own.referenceHint}
        field={form.field('reference')}
        maxLength={60}
      />
      <button type="submit" class="button button-strong">
        {own.referenceFind}
      </button>
      {reference === '' ? null : (
        <a class="button" href="/audit">
          {own.clear}
        </a>
      )}
    </form>
  );
}
