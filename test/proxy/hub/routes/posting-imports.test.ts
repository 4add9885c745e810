import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import {
  listenSecurely,
  openSiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { until } from '../../../support/until.ts';

/** Lists on loopback: `/api/v1/…` as Mastodon gives them, `/feed` as a blog does, `/away` not at all. */
const stack = new AsyncDisposableStack();
let hub: TestHub;
let sns: HubClient;
let posted: { mastodon: object[]; feed: string };
let asked: string[];

beforeAll(async () => {
  posted = { mastodon: [], feed: '<rss version="2.0"><channel><title>市</title></channel></rss>' };
  asked = [];
  const sites = stack.use(await openSiteAuthority());
  const server = secureServer(sites, 'lists.localhost').on('request', (request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.startsWith('/api/v1/')) response.end(JSON.stringify(posted.mastodon));
    else if (request.url === '/feed') response.end(posted.feed);
    else response.writeHead(404).end();
  });
  const { port } = stack.use(await listenSecurely(server));
  const lists = `https://lists.localhost:${port}`;
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const document = parseDocument(
    postingPolicy(cityPolicy(await readFile(starterFile, 'utf8'), { ports: [port], allow: [] })),
  );
  const importing = (index: number, source: object) =>
    document.setIn(['posting', index, 'accounts', 0, 'import'], document.createNode(source));
  importing(0, { from: 'rss', url: `${lists}/feed`, every: 'PT1M' });
  importing(1, { from: 'rss', url: `${lists}/away` });
  importing(2, { from: 'mastodon', url: `${lists}/api/v1/accounts/1/statuses` });
  await writeFile(firstPolicyFile, document.toString());
  hub = stack.use(await startHub({ firstPolicyFile, feedNetwork: { ca: sites.caPem } }));
  sns = await hub.signedIn('sns', 'sns-manager');
});
afterAll(() => stack.disposeAsync());

const importsOf = async (client: HubClient) => (await client.call('postingImports')).imports;

test('each account’s list is read through the zone guard; failures come with words', async () => {
  const imports = await until(async () => {
    const found = await importsOf(hub.administrator);
    return found.every(({ checkedAt }) => checkedAt !== null) ? found : null;
  });
  expect(imports.map(({ service, account, failure }) => [service, account, failure?.code])).toEqual(
    [
      ['bluesky', 'yokote.example', undefined],
      ['x', '@yokote_city', 'status'],
      ['mastodon', '@yokote', undefined],
    ],
  );
  expect(imports[1]?.failure).toMatchObject({
    message: expect.stringContaining('/ The publisher'),
  });
  expect(asked).toContain('/feed');
});

test('an SNS manager sees the own services alone', async () => {
  expect((await importsOf(sns)).map(({ service }) => service)).toEqual(['bluesky']);
});

const read = (client: HubClient, service: string, account: string) =>
  client.call('readImport', { service, account });

test('read now: what was found and what cannot be read is told at once, and recorded', async () => {
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  posted.mastodon = [
    {
      id: '1',
      uri: 'u1',
      created_at: at,
      content: '<p>古いお知らせ</p>',
      url: 'https://m.example/1',
    },
  ];
  const { outcome, import: shown } = await read(hub.administrator, 'mastodon', '@yokote');
  // It is older than the import.
  expect(outcome).toMatchObject({ failure: null, read: 1, found: 0, isCut: false });
  expect(shown).toMatchObject({ service: 'mastodon', mayRead: true, failure: null });
  const away = await read(hub.administrator, 'x', '@yokote_city');
  expect(away.outcome.failure).toBe('status');
  expect(away.import.failure?.message).toContain('/ The publisher');
  const { records } = await hub.administrator.call('records', undefined, {
    query: { act: 'import-asked' },
  });
  expect(records.map(({ record }) => 'subject' in record && record.subject)).toEqual([
    'x @yokote_city',
    'mastodon @yokote',
  ]);
});

test('an SNS manager has the own accounts read, nobody others', async () => {
  expect((await read(sns, 'bluesky', 'yokote.example')).outcome.failure).toBeNull();
  await expect(read(sns, 'mastodon', '@yokote')).rejects.toMatchObject({ status: 404 });
  const auditor = await hub.signedIn('aud', 'auditor');
  await expect(read(auditor, 'x', '@yokote_city')).rejects.toMatchObject({ status: 403 });
  expect((await importsOf(auditor)).map(({ mayRead }) => mayRead)).toEqual([false, false, false]);
});
