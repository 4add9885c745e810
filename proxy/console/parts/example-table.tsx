/** The examples of the policy, what each comes out as, and those that come and go with the changes. */
import { useMemo } from 'preact/hooks';
import type { PolicyTest } from '../../../shared/policy/tests-schema.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { replacesAll } from '../changes/change-set.ts';
import { edit, useChanges } from '../changes/store.ts';
import {
  dropTest,
  removeTest,
  restoreTest,
  type ShownTest,
  shownTests,
} from '../changes/test-changes.ts';
import { useMayChange } from '../session.tsx';
import { jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { ActionBadge, Badge } from './badge.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Notice } from './notice.tsx';
import { RuleName } from './rule-name.tsx';

type Answer = ConsoleAnswer<'policyTests'>;

export function ExampleTable({ data }: { readonly data: Answer }) {
  const words = useWords();
  const own = words.examples;
  const set = useChanges();
  const mayChange = useMayChange();
  const isRewritten = replacesAll(set.changes);
  const rows = shownTests(data.tests, set);
  const columns = useMemo(() => {
    const plain = columnsOf(words);
    if (!mayChange || isRewritten) return plain;
    return [...plain, operations(words, data.revision)];
  }, [words, mayChange, isRewritten, data.revision]);
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">{own.title}</h2>
      <p>{own.intro}</p>
      {isRewritten ? (
        <Notice kind="info">
          <p>{own.rewritten}</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <p class="empty">{own.empty}</p>
      ) : (
        <DataTable
          caption={own.title}
          columns={columns}
          rows={rows}
          keyOf={({ key }) => key}
          stateOf={({ state }) => state}
        />
      )}
    </section>
  );
}

function columnsOf(words: Words): Column<ShownTest>[] {
  const own = words.examples;
  return [
    {
      id: 'url',
      label: own.url,
      heading: true,
      value: ({ test }) => test.url,
      cell: ({ test }) => <Foreign text={test.url} code />,
    },
    {
      id: 'expect',
      label: own.expect,
      value: ({ test }) => test.expect,
      cell: ({ test }) => <ActionBadge action={test.expect} />,
    },
    {
      id: 'now',
      label: own.now,
      value: ({ result }) => (result === null ? '' : `${result.passed} ${result.action}`),
      cell: ({ state, result }) => (
        <>
          {result === null ? null : <Result result={result} />}
          {state === 'published' ? null : (
            <div>
              <Badge tone="info">{own.states[state]}</Badge>
            </div>
          )}
        </>
      ),
    },
    {
      id: 'conditions',
      label: own.conditions,
      cell: ({ test }) => <Foreign text={conditionsOf(test).join(words.comma)} />,
    },
    {
      id: 'why',
      label: own.why,
      value: ({ test }) => test.why ?? '',
      cell: ({ test }) => (test.why === undefined ? null : <Foreign text={test.why} />),
    },
  ];
}

function operations(words: Words, revision: number): Column<ShownTest> {
  const own = words.examples;
  return {
    id: 'operations',
    label: words.operations,
    cell: ({ key, state, test }) => {
      const url = visible(test.url);
      const isGone = state === 'removed';
      const change = () =>
        edit(revision, (set) => {
          if (state === 'added') return dropTest(set, Number(key.slice('new:'.length)));
          return isGone ? restoreTest(set, key) : removeTest(set, key);
        });
      return (
        <button
          type="button"
          class="button button-small"
          aria-label={isGone ? own.restoreNamed(url) : own.removeNamed(url)}
          onClick={change}
        >
          {isGone ? own.restore : own.remove}
        </button>
      );
    },
  };
}

function Result({ result }: { readonly result: NonNullable<ShownTest['result']> }) {
  const words = useWords();
  const { passed, action, reason, rule } = result;
  return (
    <>
      <ActionBadge action={action} />
      {passed ? null : (
        <p class="caution">
          {words.examples.failing}:{' '}
          {rule === null ? words.reasons[reason] : <RuleName rule={rule} />}
        </p>
      )}
    </>
  );
}

/** Who, how and when it is asked for; none where it is for everybody at any time. */
function conditionsOf({ user, unit, terminal, method, initiator, at }: PolicyTest): string[] {
  const when = at === undefined ? undefined : jst(new Date(at).toISOString(), 'minute');
  return [user, unit, terminal, method, initiator, when].filter((each) => each !== undefined);
}
