import { expect, test } from 'vitest';
import { startHub } from '../../support/start-hub.ts';

test('a hub starts, makes its administrator, and publishes the starter policy', async () => {
  await using hub = await startHub();
  const { account, organization } = await hub.administrator.call('session');
  expect(account).toMatchObject({ id: 'admin', role: 'administrator' });
  expect(organization).not.toBe('');
  const { revision, yaml } = await hub.administrator.call('policy');
  expect(revision).toBe(1);
  expect(yaml).toContain(`127.0.0.1:${hub.port}`);
});
