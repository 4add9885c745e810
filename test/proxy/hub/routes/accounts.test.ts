import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedWords } from '../../../../proxy/hub/routes/accounts.ts';
import { startHub, type TestHub, testPassword, tokenOf } from '../../../support/start-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub[Symbol.asyncDispose]());
const refused = (code: string) => expect.objectContaining({ code });

test('a disabled account is out at once, and comes back by its password', async () => {
  const client = await hub.signedIn('sato', 'auditor');
  await hub.administrator.call('changeAccount', { disabled: true }, { id: 'sato' });
  await expect(client.call('session')).rejects.toThrow(refused('not-signed-in'));
  const sign = () => client.call('signIn', { id: 'sato', password: testPassword });
  await expect(sign()).rejects.toThrow(refused('sign-in-failed'));
  const link = hub.administrator.call('passwordLink', {}, { id: 'sato' });
  await expect(link).rejects.toThrow(refused('account-disabled'));
  await hub.administrator.call('changeAccount', { disabled: false }, { id: 'sato' });
  await sign();
});

test('another role counts from the next call on', async () => {
  const client = await hub.signedIn('mori', 'auditor');
  await client.call('accounts');
  await hub.administrator.call('changeAccount', { role: 'staff' }, { id: 'mori' });
  await expect(client.call('accounts')).rejects.toThrow(refused('forbidden'));
});

test('the last administrator stays, also when two of them go at the same time', async () => {
  const last = (id: string) => hub.administrator.call('changeAccount', { role: 'staff' }, { id });
  await expect(last('admin')).rejects.toThrow(refused('last-administrator'));
  const other = await hub.signedIn('second', 'administrator');
  const demotions = await Promise.allSettled([
    hub.administrator.call('changeAccount', { disabled: true }, { id: 'second' }),
    other.call('changeAccount', { disabled: true }, { id: 'admin' }),
  ]);
  expect(demotions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const left = demotions[0]?.status === 'fulfilled' ? hub.administrator : other;
  const { accounts } = await left.call('accounts');
  const able = accounts.filter(({ role, disabled }) => role === 'administrator' && !disabled);
  expect(able).toHaveLength(1);
  for (const id of ['admin', 'second']) {
    await left.call('changeAccount', { disabled: false }, { id });
  }
  await hub.administrator.call('signIn', { id: 'admin', password: testPassword });
});

test('a password link sets a new password and ends what was open', async () => {
  const client = await hub.signedIn('ito', 'staff');
  const { link } = await hub.administrator.call('passwordLink', {}, { id: 'ito' });
  await client.call('session');
  const fresh = hub.client();
  const password = ['brand', 'new', 'password', 'words'].join('-');
  await fresh.call('useLink', { token: tokenOf(link), password });
  await fresh.call('session');
  await expect(client.call('session')).rejects.toThrow(refused('not-signed-in'));
});

test('ids that are taken or odd are said at their field', async () => {
  const wish = { name: 'x', role: 'staff', user: null } as const;
  for (const [id, code] of [
    ['admin', 'id-taken'],
    ['Admin 1', 'invalid'],
  ] as const) {
    const error = await hub.administrator.call('createAccount', { ...wish, id }).catch((e) => e);
    expect(error.code).toBe(code);
    expect(error.body.error.fields.id).toMatch(/[ぁ-ん].* \/ /);
  }
  const nobody = hub.administrator.call('changeAccount', { name: 'x' }, { id: 'nobody' });
  await expect(nobody).rejects.toThrow(refused('not-found'));
});

test('every change of an account is recorded with who did it', async () => {
  const query = { act: 'account-changed', user: 'admin', text: 'mori' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records.map(({ record }) => record)).toEqual([
    expect.objectContaining({ subject: 'mori', detail: 'role: auditor → staff' }),
  ]);
});

test('changes are put in words', async () => {
  const { account } = await hub.administrator.call('session');
  const after = { ...account, name: '新', user: 'tanaka', disabled: true };
  expect(changedWords(account, after)).toBe(
    `name: ${account.name} → 新, user: - → tanaka, disabled: false → true`,
  );
});
