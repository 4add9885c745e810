import { expect, test } from 'vitest';
import { manageAccounts } from '../../../../proxy/hub/accounts/manage-accounts.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { startHub, testPassword, tokenOf } from '../../../support/start-hub.ts';

test('accounts are managed beside a running hub, which records it', async () => {
  await using hub = await startHub();
  await using store = await openSqliteStore(hub.paths.hub);
  const { origin } = hub;
  const accounts = manageAccounts({ store, origin, by: 'command line (x)', now: Date.now });

  const { link, account } = await accounts.add({
    id: 'sato',
    name: '佐藤',
    role: 'auditor',
    user: null,
  });
  expect(account).toMatchObject({ id: 'sato', role: 'auditor' });
  const client = hub.client();
  await client.call('useLink', { token: tokenOf(link), password: testPassword });
  expect((await accounts.list()).map(({ id }) => id)).toEqual(['admin', 'sato']);

  const again = await accounts.link('sato');
  expect(again.link).not.toBe(link);
  await accounts.disable('sato');
  await expect(client.call('session')).rejects.toMatchObject({ code: 'not-signed-in' });

  const query = { user: 'command line (x)' };
  await expect
    .poll(async () => {
      const { records } = await hub.administrator.call('records', undefined, { query });
      return records.map(({ record }) => (record.type === 'change' ? record.act : ''));
    })
    .toEqual(['account-changed', 'password-link-made', 'account-created']);
});

test('what cannot be done is a sentence', async () => {
  await using hub = await startHub();
  await using store = await openSqliteStore(hub.paths.hub);
  const accounts = manageAccounts({ store, origin: '', by: 'x', now: Date.now });
  const wish = { id: 'sato', name: '佐藤', role: 'auditor', user: null };
  for (const attempt of [
    () => accounts.disable('admin'),
    () => accounts.disable('nobody'),
    () => accounts.link('nobody'),
    () => accounts.add({ ...wish, id: 'admin' }),
    () => accounts.add({ ...wish, role: 'king' }),
    () => accounts.add({ ...wish, id: 'No Id' }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ name: 'StartError' });
  }
});
