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
  submit,
  onDone,
}: {
  readonly id: string;
  /** What the button says. */
  readonly submit: string;
  readonly onDone: (review: Review) => void;
}) {
  const { notes, content } = useWords();
  const own = content.posting;
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
    <form {...form.props} class="form" onKeyDown={submitByKey}>
      <FormProblem form={form} />
      <AreaField label={own.note} hint={own.noteHint} field={form.field('note')} maxLength={500} />
      <p class="quiet field-wide">{notes.noUndo}</p>
      <div class="button-row field-wide">
        <button type="submit" class="button button-strong" aria-disabled={form.busy}>
          {submit}
        </button>
      </div>
    </form>
  );
}

/** Ctrl (or Command) and Enter in the note is the button. */
function submitByKey(event: KeyboardEvent & { currentTarget: HTMLFormElement }): void {
  const { key, ctrlKey, metaKey, isComposing, currentTarget } = event;
  if (key !== 'Enter' || !(ctrlKey || metaKey) || isComposing) return;
  event.preventDefault();
  currentTarget.requestSubmit();
}
