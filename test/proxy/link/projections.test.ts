import path from 'node:path';
import { expect, test } from 'vitest';
import { openLinkKey } from '../../../proxy/link/link-key.ts';
import { createProjections } from '../../../proxy/link/projections.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { verifiedProjection } from '../../support/link-client.ts';
import { policyState, smallPolicy } from '../../support/running-link.ts';

const tanaka = { user: 'tanaka', name: '田中', unit: '総務企画部' };
const suzuki = { user: 'suzuki', name: '鈴木', unit: '教育委員会' };

async function opened(folder: string) {
  return createProjections(await openLinkKey(path.join(folder, 'link-key.json')), 'terminal-1');
}

test('signs what concerns the person, and nobody’s owner', async () => {
  await using folder = await temporaryFolder();
  const projections = await opened(folder.path);
  const signed = await projections.of(policyState(7), tanaka);
  if (signed === null) throw new Error('no projection');
  const projection = await verifiedProjection(signed, projections.publicKey);
  expect(projection).toMatchObject({ revision: 7, user: 'tanaka', unit: '総務企画部' });
  expect(signed.payload).not.toMatch(/owner|鈴木|suzuki/);
});

test('makes one for each revision and person', async () => {
  await using folder = await temporaryFolder();
  const projections = await opened(folder.path);
  const [first, second] = [policyState(1), policyState(2)];
  const made = await projections.of(first, tanaka);
  expect(await projections.of(first, tanaka)).toBe(made);
  expect((await projections.of(first, suzuki))?.payload).not.toBe(made?.payload);
  expect((await projections.of(second, tanaka))?.payload).not.toBe(made?.payload);
});

test('never takes one of another policy with the same revision', async () => {
  await using folder = await temporaryFolder();
  const projections = await opened(folder.path);
  const made = await projections.of(policyState(1), tanaka);
  const other = policyState(1, smallPolicy({ mode: 'observe' }));
  expect((await projections.of(other, tanaka))?.payload).not.toBe(made?.payload);
});

test('has none while there is no policy', async () => {
  await using folder = await temporaryFolder();
  expect(await (await opened(folder.path)).of({ state: 'none' }, tanaka)).toBeNull();
});
