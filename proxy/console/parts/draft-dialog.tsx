/** Entries that somebody has chosen, on their way into the unpublished changes of a list. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { EntryFields } from '../../../shared/policy/schema.ts';
import { call } from '../api.ts';
import { addEntries, replacesAll } from '../changes/change-set.ts';
import { entryOf, overlayLists } from '../changes/overlay.ts';
import { edit, useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { BaseNote } from './base-note.tsx';
import { Dialog } from './dialog.tsx';
import { SelectField, TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Loading } from './loading.tsx';
import { useForm } from './use-form.ts';
import { useLoad } from './use-load.ts';

const shownAtMost = 10;

export interface DraftDialogProps {
  readonly entries: readonly EntryFields[];
  readonly reason?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** Choices above the fields. */
  readonly children?: ComponentChildren;
}

export function DraftDialog(props: DraftDialogProps) {
  const words = useWords();
  const lists = useLoad('lists', (signal) => call('lists', { signal }));
  return (
    <Dialog title={words.access.draft.title(props.entries.length)} onClose={props.onClose}>
      <ul class="plain-list">
        {props.entries.slice(0, shownAtMost).map(({ match, initiators = [] }) => (
          <li key={`${match} ${initiators.join(' ')}`}>
            <Foreign text={match} code />
            {initiators.length > 0 ? (
              <span class="quiet">
                {' '}
                <Foreign text={words.access.learning.initiators(initiators.join(words.comma))} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {props.entries.length > shownAtMost ? (
        <p class="quiet">{words.policy.changes.more(props.entries.length - shownAtMost)}</p>
      ) : null}
      <Loading loaded={lists}>
        {(data) => <DraftForm {...props} lists={data.lists} revision={data.revision} />}
      </Loading>
    </Dialog>
  );
}

function DraftForm({
  entries,
  reason = '',
  lists,
  revision,
  onClose,
  onDone,
  children,
}: DraftDialogProps & {
  readonly lists: Parameters<typeof overlayLists>[0];
  readonly revision: number;
}) {
  const words = useWords();
  const own = words.access.draft;
  const set = useChanges();
  const open = overlayLists(lists, set.changes).filter(
    ({ list, state }) => list.action === 'allow' && state !== 'removed',
  );
  const [first] = open;
  const [chosen, setChosen] = useState(first?.list.id ?? '');
  const form = useForm({
    initial: { reason, owner: '', clause: '' },
    check: (values) => (values.reason.trim() === '' ? { reason: words.fieldRequired } : {}),
    submit: (values) => {
      const said = Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          value.trim() === '' ? [] : [[name, value.trim()]],
        ),
      );
      const added = entries.map((entry) => entryOf({ ...entry, ...said }));
      edit(revision, (before) => addEntries(before, chosen, added));
      announce(own.done(added.length));
      onDone();
    },
  });
  const closing = (
    <button type="button" class="button" onClick={onClose}>
      {words.cancel}
    </button>
  );
  if (replacesAll(set.changes) || first === undefined) {
    return (
      <>
        {first === undefined ? <p>{own.noList}</p> : <BaseNote revision={revision} />}
        <div class="dialog-buttons">{closing}</div>
      </>
    );
  }
  return (
    <form {...form.props} class="form">
      <FormProblem form={form} />
      {children}
      <SelectField
        label={own.list}
        field={{ name: 'list', value: chosen, mend: undefined, set: setChosen }}
        options={open.map(({ list }) => [list.id, list.title] as const)}
      />
      <TextField label={own.reason} field={form.field('reason')} required maxLength={500} />
      <TextField label={words.policy.list.owner} field={form.field('owner')} maxLength={500} />
      <TextField
        label={words.policy.list.clause}
        hint={words.policy.lists.clauseHint}
        field={form.field('clause')}
        maxLength={500}
      />
      <p class="field-wide quiet">{own.publishLater}</p>
      <div class="dialog-buttons">
        {closing}
        <button type="submit" class="button button-strong">
          {own.submit}
        </button>
      </div>
    </form>
  );
}
