import type { ShownProposal } from '../../../shared/protocol/wanted.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { countColumn } from './count-column.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

const hostsShown = 4;

/** Proposed entries with what speaks for them, and what has to be looked at first. */
export function ProposalTable({
  caption,
  proposals,
  keys,
  onChange,
}: {
  readonly caption: string;
  readonly proposals: readonly ShownProposal[];
  readonly keys: ReadonlySet<string>;
  readonly onChange?: (keys: ReadonlySet<string>) => void;
}) {
  const words = useWords();
  const own = words.access.learning;
  const columns: Column<ShownProposal>[] = [
    {
      id: 'match',
      label: own.entry,
      heading: true,
      value: ({ match }) => match,
      cell: (proposal) => <EntryCell proposal={proposal} />,
    },
    {
      id: 'flags',
      label: own.flagsTitle,
      value: ({ flags }) => flags.length,
      cell: (proposal) => <Flags proposal={proposal} />,
    },
    countColumn(words, 'count', own.count, ({ count }) => count),
    countColumn(words, 'people', own.people, ({ people }) => people),
    {
      id: 'units',
      label: own.units,
      cell: ({ units }) => <Foreign text={units.join(words.comma)} />,
    },
    {
      id: 'span',
      label: own.span,
      value: ({ last }) => last,
      cell: ({ first, last }) => (
        <>
          <Moment iso={first} to="minute" />
          <br />
          <Moment iso={last} to="minute" />
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={proposals}
      keyOf={({ match }) => match}
      {...(onChange && {
        selection: { keys, onChange, nameOf: ({ match }: ShownProposal) => visible(match) },
      })}
    />
  );
}

function EntryCell({ proposal }: { readonly proposal: ShownProposal }) {
  const words = useWords();
  const own = words.access.learning;
  const { match, initiators, hosts, hostCount } = proposal;
  const names = hosts.slice(0, hostsShown).map(({ name, count }) => `${name} (${count})`);
  return (
    <>
      <Foreign text={match} code />
      {initiators.length > 0 ? (
        <p class="quiet">
          <Foreign text={own.initiators(initiators.join(words.comma))} />
        </p>
      ) : null}
      {hostCount > 1 ? (
        <p class="quiet">
          <Foreign text={names.join(words.comma)} />
          {hostCount > hostsShown ? ` ${own.moreHosts(hostCount - hostsShown)}` : null}
        </p>
      ) : null}
    </>
  );
}

function Flags({ proposal: { flags, looksLike } }: { readonly proposal: ShownProposal }) {
  const own = useWords().access.learning;
  return (
    <>
      {flags.map((flag) => (
        <span key={flag}>
          <Badge tone={flag === 'look-alike' || flag === 'suffix' ? 'bad' : 'caution'}>
            {own.flags[flag]}
          </Badge>{' '}
        </span>
      ))}
      {looksLike === null ? null : <Foreign text={own.looksLike(looksLike)} />}
    </>
  );
}
