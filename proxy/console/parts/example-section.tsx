/** Below the tester: what was tried is kept as an example, and all examples in a table. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { replacesAll } from '../changes/change-set.ts';
import { edit, useChanges } from '../changes/store.ts';
import { addTest, isThere, type PolicyTestInput } from '../changes/test-changes.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { ExampleDialog } from './example-dialog.tsx';
import { ExampleTable } from './example-table.tsx';
import { Loading } from './loading.tsx';
import { useLoad } from './use-load.ts';

export function ExampleSection({ asked }: { readonly asked: PolicyTestInput | null }) {
  const own = useWords().examples;
  const set = useChanges();
  const mayChange = useMayChange();
  const [isOpen, setOpen] = useState(false);
  const loaded = useLoad('tests', (signal) => call('policyTests', { signal }));
  const tests = loaded.data?.tests ?? [];
  const canAdd = mayChange && asked !== null && !replacesAll(set.changes);
  return (
    <>
      {canAdd ? (
        <p>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {own.add}
          </button>
        </p>
      ) : null}
      {isOpen && asked !== null ? (
        <ExampleDialog
          asked={asked}
          onClose={() => setOpen(false)}
          onSave={(test) => {
            setOpen(false);
            if (isThere(tests, set, test)) {
              announce(own.exists);
              return;
            }
            edit(loaded.data?.revision ?? set.base, (before) => addTest(before, test));
            announce(own.added);
          }}
        />
      ) : null}
      <Loading loaded={loaded}>{(data) => <ExampleTable data={data} />}</Loading>
    </>
  );
}
