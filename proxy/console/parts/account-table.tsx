import type { Account } from '../../../shared/protocol/accounts.ts';
import { useMayChange, useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

export type AccountAct = 'change' | 'switch' | 'new-link';

export function AccountTable({
  accounts,
  onAct,
}: {
  readonly accounts: readonly Account[];
  readonly onAct: (act: AccountAct, account: Account) => void;
}) {
  const words = useWords();
  const own = words.work.accounts;
  const me = useSession().account.id;
  const mayChange = useMayChange();
  const columns: Column<Account>[] = [
    {
      id: 'id',
      label: own.id,
      heading: true,
      value: ({ id }) => id,
      cell: ({ id }) => (
        <>
          <Foreign text={id} code /> {id === me ? <Badge tone="info">{own.you}</Badge> : null}
        </>
      ),
    },
    {
      id: 'name',
      label: own.name,
      value: ({ name }) => name,
      cell: ({ name }) => <Foreign text={name} />,
    },
    {
      id: 'role',
      label: own.role,
      value: ({ role }) => role,
      cell: ({ role }) => words.roles[role],
    },
    {
      id: 'user',
      label: own.user,
      value: ({ user }) => user ?? '',
      cell: ({ user }) => (user === null ? words.none : <Foreign text={user} code />),
    },
    {
      id: 'state',
      label: own.state,
      value: ({ disabled }) => Number(disabled),
      cell: ({ disabled }) => (
        <Badge tone={disabled ? 'bad' : 'good'}>{disabled ? own.disabled : own.active}</Badge>
      ),
    },
    {
      id: 'last',
      label: own.lastSignIn,
      value: ({ lastSignIn }) => lastSignIn ?? '',
      cell: ({ lastSignIn }) =>
        lastSignIn === null ? own.never : <Moment iso={lastSignIn} to="minute" />,
    },
  ];
  if (mayChange) {
    columns.push({
      id: 'acts',
      label: words.operations,
      cell: (account) => (
        <div class="row-buttons">
          <Act name={own.change} account={account} onClick={() => onAct('change', account)} />
          <Act name={own.newLink} account={account} onClick={() => onAct('new-link', account)} />
          {account.id === me ? null : (
            <Act
              name={account.disabled ? own.enable : own.disable}
              account={account}
              onClick={() => onAct('switch', account)}
            />
          )}
        </div>
      ),
    });
  }
  return (
    <DataTable
      caption={words.pages.accounts}
      columns={columns}
      rows={accounts}
      keyOf={({ id }) => id}
    />
  );
}

function Act({
  name,
  account,
  onClick,
}: {
  readonly name: string;
  readonly account: Account;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="button button-small"
      aria-label={`${name}: ${account.id}`}
      onClick={onClick}
    >
      {name}
    </button>
  );
}
