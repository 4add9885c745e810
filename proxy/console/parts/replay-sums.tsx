import { useMemo } from 'preact/hooks';
import type { ReplayReport } from '../../../shared/protocol/replay.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { RuleName } from './rule-name.tsx';

type Rule = ReplayReport['rules'][number];
type Unit = ReplayReport['units'][number];

/** What each entry of the draft would bring about. */
export function ReplayRules({ rules }: { readonly rules: readonly Rule[] }) {
  const words = useWords();
  const own = words.replay;
  const columns = useMemo(
    (): Column<Rule>[] => [
      {
        id: 'rule',
        label: own.rule,
        heading: true,
        value: ({ rule, reason }) => rule ?? reason,
        cell: ({ rule, reason }) =>
          rule === null ? words.reasons[reason] : <RuleName rule={rule} />,
      },
      {
        id: 'change',
        label: own.change,
        value: ({ change }) => change,
        cell: ({ change }) => own.changes[change],
      },
      ...(['count', 'hosts', 'persons'] as const).map((id) => ({
        id,
        label: own[id],
        number: true,
        value: (row: Rule) => row[id],
        cell: (row: Rule) => words.number(row[id]),
      })),
    ],
    [words],
  );
  return (
    <section aria-labelledby="replay-rules">
      <h3 id="replay-rules">{own.rules}</h3>
      <DataTable
        caption={own.rules}
        columns={columns}
        rows={rules}
        keyOf={({ rule, reason, change }) => JSON.stringify([rule, reason, change])}
      />
    </section>
  );
}

/** Whom it meets, by unit. */
export function ReplayUnits({ units }: { readonly units: readonly Unit[] }) {
  const words = useWords();
  const own = words.replay;
  const columns = useMemo(
    (): Column<Unit>[] => [
      {
        id: 'unit',
        label: own.unit,
        heading: true,
        value: ({ unit }) => unit ?? '',
        cell: ({ unit }) => (unit === null ? own.noUnit : <Foreign text={unit} />),
      },
      ...(['blocked', 'warned', 'allowed'] as const).map((id) => ({
        id,
        label: own.changes[id],
        number: true,
        value: (row: Unit) => row[id],
        cell: (row: Unit) => words.number(row[id]),
      })),
    ],
    [words],
  );
  return (
    <section aria-labelledby="replay-units">
      <h3 id="replay-units">{own.units}</h3>
      <DataTable
        caption={own.units}
        columns={columns}
        rows={units}
        keyOf={({ unit }) => JSON.stringify(unit)}
      />
    </section>
  );
}
