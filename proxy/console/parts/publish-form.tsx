import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { nothing } from '../changes/change-set.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { go } from '../place.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { AreaField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { ProblemList } from './problem-list.tsx';
import { useForm } from './use-form.ts';

/** Publishes the changes with a note. A 409 goes to `onConflict`: somebody else was first. */
export function PublishForm({
  blocked,
  onConflict,
}: {
  /** Problems stand in the way: pressing says so instead of asking the hub. */
  readonly blocked: boolean;
  readonly onConflict: (conflict: ApiError) => void;
}) {
  const words = useWords();
  const own = words.policy.changes;
  const set = useChanges();
  const [problems, setProblems] = useState<ApiError['problems']>([]);
  const form = useForm({
    initial: { note: '' },
    check: ({ note }) => (note.trim() === '' ? { note: words.fieldRequired } : {}),
    submit: async ({ note }) => {
      setProblems([]);
      try {
        const { revision } = await call('publish', {
          body: { base: set.base, changes: [...set.changes], note: note.trim() },
        });
        setChanges(nothing(revision));
        announce(own.published(revision));
        go('/lists');
      } catch (error) {
        if (error instanceof ApiError && error.status === 409 && error.current !== null) {
          return onConflict(error);
        }
        if (error instanceof ApiError) setProblems(error.problems);
        throw error;
      }
    },
  });
  return (
    <form {...form.props} class="form">
      <FormProblem form={form} />
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
      <AreaField
        label={own.note}
        hint={own.noteHint}
        field={form.field('note')}
        required
        rows={3}
        maxLength={500}
      />
      <div class="field-wide">
        <button type="submit" class="button button-strong" disabled={form.busy || blocked}>
          {own.publish}
        </button>
      </div>
    </form>
  );
}
