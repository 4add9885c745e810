import { useMemo, useState } from 'preact/hooks';
import type { ReplayReport } from '../../../shared/protocol/replay.ts';
import { queryText } from '../api.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { ActionBadge } from './badge.tsx';
import { countColumn } from './count-column.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { RuleName } from './rule-name.tsx';
import { type Names, useNames } from './use-names.ts';

type Group = ReplayReport['groups'][number];

const namedPeople = 3;
/** Rows before the rest is asked for: several tables follow each other on the page. */
const rowsAtFirst = 20;

/** One kind of change: each destination with what was done and would be, who, how often, since when. */
export function ReplayGroups({
  change,
  groups,
}: {
  readonly change: Group['change'];
  readonly groups: readonly Group[];
}) {
  const words = useWords();
  const own = words.replay;
  const names = useNames();
  const columns = useMemo(() => columnsOf(words, names), [words, names]);
  const [all, setAll] = useState(false);
  if (groups.length === 0) return null;
  const rows = all ? groups : groups.slice(0, rowsAtFirst);
  const title = own.tableOf(own.changes[change]);
  return (
    <section aria-labelledby={`replay-${change}`}>
      <h3 id={`replay-${change}`}>{title}</h3>
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        keyOf={({ host, before, after }) => JSON.stringify([host, before, after])}
      />
      {rows.length === groups.length ? null : (
        <p>
          <button type="button" class="button button-small" onClick={() => setAll(true)}>
            {own.showAll(groups.length)}
          </button>
        </p>
      )}
    </section>
  );
}

function columnsOf(words: Words, names: Names): Column<Group>[] {
  const own = words.replay;
  return [
    {
      id: 'host',
      label: own.host,
      heading: true,
      value: ({ host }) => host,
      cell: ({ host }) => <Foreign text={host} code />,
    },
    {
      id: 'action',
      label: `${own.before} → ${own.after}`,
      cell: ({ before, after }) => (
        <span class="replay-actions">
          <ActionBadge action={before.action} /> → <ActionBadge action={after.action} />
        </span>
      ),
    },
    {
      id: 'rule',
      label: own.rule,
      value: ({ after }) => after.rule ?? after.reason,
      cell: ({ before, after }) => (
        <>
          <Side side={after} />
          <div class="replay-before">
            {own.ruleBefore}: <Side side={before} />
          </div>
        </>
      ),
    },
    countColumn(words, 'count', own.count, ({ count }) => count),
    {
      id: 'people',
      label: own.people,
      value: ({ persons }) => persons,
      cell: (group) => <People group={group} names={names} />,
    },
    {
      id: 'span',
      label: `${own.first} – ${own.last}`,
      value: ({ last }) => last,
      cell: ({ host, first, last, samples: [id] }) => (
        <>
          <Moment iso={first} to="minute" /> – <Moment iso={last} to="minute" />
          {id === undefined ? null : (
            <div>
              <a href={`/audit${queryText({ id })}`} aria-label={own.sampleOf(visible(host))}>
                {own.sample}
              </a>
            </div>
          )}
        </>
      ),
    },
  ];
}

function Side({ side: { rule, reason } }: { readonly side: Group['after'] }) {
  const words = useWords();
  return rule === null ? <span>{words.reasons[reason]}</span> : <RuleName rule={rule} />;
}

function People({ group, names }: { readonly group: Group; readonly names: Names }) {
  const own = useWords().replay;
  const shown = group.people.slice(0, namedPeople);
  const left = group.persons - shown.length;
  return (
    <ul class="replay-people">
      {shown.map(({ user, unit, count }) => (
        <li key={JSON.stringify([user, unit])}>
          <Foreign text={own.person(personOf(user, unit, names, own.nobody), count)} />
        </li>
      ))}
      {left > 0 ? <li>{own.morePeople(left)}</li> : null}
    </ul>
  );
}

function personOf(user: string | null, unit: string | null, names: Names, nobody: string): string {
  const name = names.person(user) ?? nobody;
  return unit === null ? name : `${name} ${unit}`;
}
