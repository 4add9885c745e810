import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub, testPassword, tokenOf } from '../../../support/start-hub.ts';

const minute = 60_000;
let time = Date.parse('2026-11-23T00:00:00Z');
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ now: () => time });
});
afterAll(() => hub[Symbol.asyncDispose]());

const newPassword = ['quite', 'another', 'secret'].join(' ');
const refused = (code: string) => expect.objectContaining({ code });

test('the first link works once', async () => {
  const token = tokenOf(hub.hub.firstLink ?? '');
  const again = { token, id: 'second', name: '二人目', password: testPassword };
  await expect(hub.client().call('useLink', again)).rejects.toThrow(refused('link-used'));
  await expect(hub.client().call('linkInfo', { token })).rejects.toThrow(refused('link-used'));
});

test('a link says what it is for, wants a good password, and lasts an hour', async () => {
  const wish = { id: 'sato', name: '佐藤', role: 'auditor', user: null } as const;
  const { link, account } = await hub.administrator.call('createAccount', wish);
  expect(link).toMatch(new RegExp(`^${hub.origin}/setup#[\\w-]{43}$`));
  expect(account).toMatchObject({ id: 'sato', disabled: false, lastSignIn: null });
  const token = tokenOf(link);
  const info = await hub.client().call('linkInfo', { token });
  expect(info).toMatchObject({ purpose: 'password', account: { id: 'sato' } });
  for (const weak of [
    'short',
    'satosatosato',
    'aaaaaaaaaaaaaa',
    'Password12345',
    '１２３４５６７８９０１２',
  ]) {
    const attempt = hub.client().call('useLink', { token, password: weak });
    const error = await attempt.catch((thrown) => thrown);
    expect(error.body.error.fields.password, weak).toMatch(/ \/ /);
  }
  time += 61 * minute;
  const late = hub.client().call('useLink', { token, password: testPassword });
  await expect(late).rejects.toThrow(refused('link-used'));
  await hub.administrator.call('signIn', { id: 'admin', password: testPassword });
});

test('an unknown account is told the same as a wrong password', async () => {
  const attempts = ['admin', 'nobody-here'].map((id) =>
    hub.client().raw('POST', '/api/session', { body: JSON.stringify({ id, password: 'wrong' }) }),
  );
  const [known, unknown] = await Promise.all(attempts);
  expect(known?.status).toBe(401);
  expect(await known?.text()).toBe(await unknown?.text());
  const query = { act: 'sign-in-failed' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  const subjects = records.map(({ record }) => (record.type === 'change' ? record.subject : ''));
  expect(subjects.toSorted()).toEqual(['admin', null]);
  expect(JSON.stringify(records)).not.toContain('nobody-here');
});

test('the cookie cannot be read by scripts nor sent by other sites', async () => {
  const response = await hub.client().raw('POST', '/api/session', {
    body: JSON.stringify({ id: 'admin', password: testPassword }),
  });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(
    /^sekisho_session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(await response.text()).not.toContain('argon2');
});

test('signing in gives a new session and ends the earlier one of this browser', async () => {
  const client = await hub.signedIn('rotate', 'staff');
  const earlier = client.cookie();
  await client.call('signIn', { id: 'rotate', password: testPassword });
  expect(client.cookie()).not.toBe(earlier);
  const response = await hub.client().raw('GET', '/api/session', { headers: { cookie: earlier } });
  expect(response.status).toBe(401);
});

test('a session ends with its browser signing out, an idle hour, or eight hours', async () => {
  const client = await hub.signedIn('ends', 'staff');
  const cookie = client.cookie();
  await client.call('signOut');
  const after = await hub.client().raw('GET', '/api/session', { headers: { cookie } });
  expect(after.status).toBe(401);

  await client.call('signIn', { id: 'ends', password: testPassword });
  time += 59 * minute;
  await client.call('session');
  time += 59 * minute;
  await client.call('session');
  time += 61 * minute;
  await expect(client.call('session')).rejects.toThrow(refused('not-signed-in'));

  await client.call('signIn', { id: 'ends', password: testPassword });
  for (let busy = 0; busy < 8 * 60; busy += 40) {
    if (busy < 8 * 60 - 40) await client.call('session');
    time += 40 * minute;
  }
  await expect(client.call('session')).rejects.toThrow(refused('not-signed-in'));
  await hub.administrator.call('signIn', { id: 'admin', password: testPassword });
});

test('a new password ends every other session', async () => {
  const client = await hub.signedIn('change', 'staff');
  const other = hub.client();
  await other.call('signIn', { id: 'change', password: testPassword });
  const wrong = client.call('changePassword', { current: 'wrong', next: newPassword });
  await expect(wrong).rejects.toThrow(refused('wrong-password'));
  await client.call('changePassword', { current: testPassword, next: newPassword });
  await client.call('session');
  await expect(other.call('session')).rejects.toThrow(refused('not-signed-in'));
  await other.call('signIn', { id: 'change', password: newPassword });
});

test('ten wrong attempts close an account’s door for a quarter of an hour', async () => {
  await using other = await startHub({ now: () => time });
  for (const id of ['admin', 'no-such-door']) {
    const attempt = (password: string) => other.client().call('signIn', { id, password });
    for (let count = 0; count < 10; count++) {
      await expect(attempt('wrong')).rejects.toThrow(refused('sign-in-failed'));
    }
    await expect(attempt(testPassword)).rejects.toThrow(refused('too-many-attempts'));
  }
  time += 16 * minute;
  await other.client().call('signIn', { id: 'admin', password: testPassword });
});

test('no more than thirty sign-ins a minute come from one address', async () => {
  await using other = await startHub();
  const attempts = Array.from({ length: 31 }, (_, index) =>
    other.client().raw('POST', '/api/session', { body: `{"id":"u${index}","password":"x"}` }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});
