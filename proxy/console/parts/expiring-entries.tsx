/** Entries that end soon, or have ended; an exception is extended by one click. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { replacesAll, updateEntry } from '../changes/change-set.ts';
import { edit, useChanges } from '../changes/store.ts';
import { useMayChange } from '../session.tsx';
import { momentText } from '../text/time.ts';
import { type TimeLeft, timeLeft } from '../text/time-left.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { Badge } from './badge.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { errorText } from './error-text.ts';
import { Foreign } from './foreign.tsx';
import { Notice } from './notice.tsx';

type Expiring = ConsoleAnswer<'overview'>['expiring'][number];

export function ExpiringEntries({
  expiring,
  revision,
  onExtended,
}: {
  readonly expiring: readonly Expiring[];
  readonly revision: number;
  readonly onExtended: () => void;
}) {
  const words = useWords();
  const own = words.work.overview;
  const access = words.access.expiring;
  const set = useChanges();
  const mayChange = useMayChange();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  if (expiring.length === 0) return <p class="empty">{own.expiringEmpty}</p>;

  /** What was granted is published at once, as the grant was; other entries join the changes. */
  const extend = async ({ list, entry, request, proposed }: Expiring) => {
    setProblem(null);
    const until = momentText(proposed);
    if (request === null) {
      const { key, ...fields } = entry;
      edit(revision, (before) => updateEntry(before, list, key, { ...fields, until: proposed }));
      announce(access.drafted(until));
      return;
    }
    setBusy(entry.key);
    try {
      const { proposal } = await call('extend', { id: request, body: { until: proposed } });
      announce(proposal === null ? access.extended(until) : words.signing.granted(proposal));
      onExtended();
    } catch (error) {
      setProblem(errorText(error, words));
    } finally {
      setBusy(null);
    }
  };
  const isDrafted = ({ entry }: Expiring) =>
    set.changes.some((change) => change.op === 'update-entry' && change.key === entry.key);

  const columns: Column<Expiring>[] = [
    {
      id: 'match',
      label: words.policy.list.match,
      heading: true,
      cell: ({ match, request }) => (
        <>
          <Foreign text={match} code />{' '}
          {request === null ? null : <Badge tone="info">{access.person}</Badge>}
        </>
      ),
    },
    {
      id: 'list',
      label: words.policy.tester.list,
      cell: ({ list }) => (
        <a href={`/lists/${encodeURIComponent(list)}`}>
          <bdi>{list}</bdi>
        </a>
      ),
    },
    {
      id: 'until',
      label: words.policy.list.until,
      value: ({ until }) => until,
      cell: ({ until }) => momentText(until),
    },
    { id: 'left', label: access.left, cell: (row) => <Left left={timeLeft(row.left)} /> },
  ];
  if (mayChange) {
    columns.push({
      id: 'extend',
      label: words.operations,
      cell: (row) => (
        <button
          type="button"
          class="button button-small"
          disabled={
            busy !== null || isDrafted(row) || (row.request === null && replacesAll(set.changes))
          }
          aria-label={access.extendTo(visible(row.match), momentText(row.proposed))}
          onClick={() => void extend(row)}
        >
          {access.extend} ({access.until(momentText(row.proposed))})
        </button>
      ),
    });
  }
  return (
    <>
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      <DataTable
        caption={own.expiring}
        columns={columns}
        rows={expiring}
        keyOf={({ list, entry }) => `${list}/${entry.key}`}
      />
    </>
  );
}

function Left({ left }: { readonly left: TimeLeft }) {
  const own = useWords().access.expiring;
  if (left.unit === 'ended') return <Badge tone="plain">{own.ended}</Badge>;
  return (
    <Badge tone={left.unit === 'hours' ? 'bad' : 'caution'}>{own[left.unit](left.count)}</Badge>
  );
}
