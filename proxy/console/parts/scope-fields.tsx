import type { ScopeValues } from '../changes/scope-values.ts';
import { useWords } from '../words/language.tsx';
import { CheckField } from './choices.tsx';
import { AreaField } from './field.tsx';
import type { FieldHandle, Form } from './use-form.ts';
import { useNames } from './use-names.ts';

/** On which terminals, for which pages, and whether only for reading: the same for entries and lists. */
export function ScopeFields<V extends ScopeValues>({ form }: { readonly form: Form<V> }) {
  const words = useWords();
  const own = words.policy.scope;
  const names = useNames();
  const { terminals, readOnly } = form.values;
  const initiators: FieldHandle = {
    name: 'initiators',
    value: form.values.initiators,
    mend: form.mendOf('initiators'),
    set: (value) => form.set({ initiators: value } as Partial<V>),
  };
  return (
    <>
      <CheckField
        legend={own.terminals}
        hint={own.terminalsHint}
        options={[...new Set([...names.terminals.map(({ id }) => id), ...terminals])]}
        textOf={names.terminal}
        values={terminals}
        onChange={(chosen) => form.set({ terminals: chosen } as Partial<V>)}
      />
      <AreaField
        label={own.initiators}
        hint={own.initiatorsHint}
        field={initiators}
        rows={2}
        maxLength={20_000}
      />
      <CheckField
        legend={own.methods}
        hint={own.readOnlyHint}
        options={['readOnly']}
        textOf={() => own.readOnly}
        values={readOnly ? ['readOnly'] : []}
        onChange={(chosen) => form.set({ readOnly: chosen.length > 0 } as Partial<V>)}
      />
    </>
  );
}
