/** Accounts: who may sign in, in which role; new ones come with a link that is shown once. */
import { useState } from 'preact/hooks';
import type { Account } from '../../../shared/protocol/accounts.ts';
import { call } from '../api.ts';
import { AccountDialog } from '../parts/account-dialog.tsx';
import { type AccountAct, AccountTable } from '../parts/account-table.tsx';
import { announce } from '../parts/announce.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Loading } from '../parts/loading.tsx';
import { OnceLink } from '../parts/once-link.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';

type Open =
  | { readonly kind: 'create' }
  | { readonly kind: AccountAct; readonly of: Account }
  | { readonly kind: 'link'; readonly link: string; readonly of: Account };

export function AccountsPage() {
  const words = useWords();
  const own = words.work.accounts;
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Open | null>(null);
  const loaded = useLoad('accounts', async (signal) => {
    const [{ accounts }, { users }] = await Promise.all([
      call('accounts', { signal }),
      call('lists', { signal }),
    ]);
    return { accounts, users };
  });
  const close = () => setOpen(null);
  const done = (text: string) => {
    close();
    announce(text);
    loaded.reload();
  };
  return (
    <Page
      title={words.pages.accounts}
      aside={
        mayChange ? (
          <button type="button" class="button" onClick={() => setOpen({ kind: 'create' })}>
            {own.create}
          </button>
        ) : undefined
      }
    >
      <Loading loaded={loaded}>
        {({ accounts, users }) => (
          <>
            {accounts.length === 0 ? (
              <p class="empty">{own.empty}</p>
            ) : (
              <AccountTable accounts={accounts} onAct={(kind, of) => setOpen({ kind, of })} />
            )}
            {open?.kind === 'create' || open?.kind === 'change' ? (
              <AccountDialog
                account={open.kind === 'change' ? open.of : null}
                users={users}
                onClose={close}
                onCreated={(account, link) => {
                  announce(own.createdDone(account.id));
                  setOpen({ kind: 'link', link, of: account });
                }}
                onChanged={({ id }) => done(own.changed(id))}
              />
            ) : null}
          </>
        )}
      </Loading>
      {open?.kind === 'switch' ? (
        <Confirm
          title={open.of.disabled ? own.enable : own.disable}
          text={open.of.disabled ? `${open.of.id}: ${own.enable}` : own.disableAsk(open.of.id)}
          action={open.of.disabled ? own.enable : own.disable}
          onClose={close}
          onConfirm={async () => {
            await call('changeAccount', { id: open.of.id, body: { disabled: !open.of.disabled } });
            done(own.changed(open.of.id));
          }}
        />
      ) : null}
      {open?.kind === 'new-link' ? (
        <Confirm
          title={own.newLink}
          text={own.newLinkAsk(open.of.id)}
          action={own.newLink}
          onClose={close}
          onConfirm={async () => {
            const { link } = await call('passwordLink', { id: open.of.id, body: {} });
            setOpen({ kind: 'link', link, of: open.of });
          }}
        />
      ) : null}
      {open?.kind === 'link' ? (
        <OnceLink
          link={open.link}
          account={open.of}
          onClose={() => {
            close();
            loaded.reload();
          }}
        />
      ) : null}
    </Page>
  );
}
