import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { AreaField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

type Review = ConsoleAnswer<'reviewPosting'>['review'];

/** Says that somebody has looked at a posting. Where another was first, that one's review is shown. */
export function ReviewForm({
  id,
  onDone,
}: {
  readonly id: string;
  readonly onDone: (review: Review) => void;
}) {
  const own = useWords().content.posting;
  const form = useForm({
    initial: { note: '' },
    submit: async ({ note }) => {
      try {
        const { review } = await call('reviewPosting', { id, body: { note: note.trim() } });
        announce(own.done);
        onDone(review);
      } catch (error) {
        const first = error instanceof ApiError ? error.reviewed : null;
        if (!first) throw error;
        announce(own.already(first.by ?? ''));
        onDone(first);
      }
    },
  });
  return (
    <form {...form.props} class="form">
      <FormProblem form={form} />
      <AreaField label={own.note} hint={own.noteHint} field={form.field('note')} maxLength={500} />
      <div class="button-row field-wide">
        <button type="submit" class="button button-strong" disabled={form.busy}>
          {own.submit}
        </button>
      </div>
    </form>
  );
}
