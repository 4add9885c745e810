import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import type { ChangeSet } from '../changes/change-set.ts';
import { go } from '../place.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { AreaField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { Notice } from './notice.tsx';
import { ProblemList } from './problem-list.tsx';
import { useForm } from './use-form.ts';
import { reloadPublishing, usePublishing } from './use-publishing.ts';

/**
 * Publishes changes with a note; where the policy asks for signatures, proposes them instead. A 409
 * with a newer revision goes to `onConflict`: somebody else was first.
 */
export function PublishForm({
  set,
  note = '',
  blocked,
  onConflict,
  onDone,
}: {
  readonly set: ChangeSet;
  /** What the note says before anybody types. */
  readonly note?: string;
  /** Problems stand in the way: pressing says so instead of asking the hub. */
  readonly blocked: boolean;
  readonly onConflict: (conflict: ApiError) => void;
  /** @param revision null where it waits for signatures */
  readonly onDone: (revision: number | null) => void;
}) {
  const words = useWords();
  const own = words.policy.changes;
  const { signing } = words;
  const signatures = usePublishing()?.signatures ?? 0;
  const [problems, setProblems] = useState<ApiError['problems']>([]);

  async function send(text: string): Promise<void> {
    const body = { base: set.base, changes: [...set.changes], note: text };
    if (signatures > 0) {
      const from = set.from ?? null;
      const { proposal } = await call('propose', { body: { ...body, from } });
      onDone(null);
      announce(signing.proposed(proposal.number));
      go(`/proposals/${proposal.number}`);
      return;
    }
    const { revision } = await call('publish', { body });
    onDone(revision);
    announce(own.published(revision));
    go('/lists');
  }
  const form = useForm({
    initial: { note },
    check: (values) => (values.note.trim() === '' ? { note: words.fieldRequired } : {}),
    submit: async (values) => {
      setProblems([]);
      try {
        await send(values.note.trim());
      } catch (error) {
        if (error instanceof ApiError && error.status === 409 && error.current !== null) {
          return onConflict(error);
        }
        if (error instanceof ApiError && error.code === 'signature-needed') {
          await reloadPublishing();
        }
        if (error instanceof ApiError) setProblems(error.problems);
        throw error;
      }
    },
  });
  return (
    <form {...form.props} class="form">
      {signatures > 0 ? (
        <div class="field-wide">
          <Notice kind="info">
            <p>{signing.needed(signatures)}</p>
            {set.from ? <p>{signing.fromReturned(set.from)}</p> : null}
          </Notice>
        </div>
      ) : null}
      <FormProblem form={form} />
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
      <AreaField
        label={signatures > 0 ? signing.note : own.note}
        hint={signatures > 0 ? signing.noteHint : own.noteHint}
        field={form.field('note')}
        required
        rows={3}
        maxLength={500}
      />
      <div class="field-wide">
        <button type="submit" class="button button-strong" disabled={form.busy || blocked}>
          {signatures > 0 ? signing.propose : own.publish}
        </button>
      </div>
    </form>
  );
}
