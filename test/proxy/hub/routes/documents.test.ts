/** A registered document from the console to the terminal, through a real hub. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPool } from '../../../../proxy/inspection/pool.ts';
import { createLog } from '../../../../proxy/platform/log.ts';
import { createHubClient } from '../../../../proxy/terminal/hub-client.ts';
import { createRegisteredKeeper } from '../../../../proxy/terminal/registered-keeper.ts';
import { manifestSchema, type SignedBundle } from '../../../../shared/policy/bundle.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';
import { until } from '../../../support/until.ts';
import { docxOf, paragraph, utf8, zipOf } from '../../inspection/build-documents.ts';

const passage =
  '監視装置は本庁舎の電算室に置き、二系統の電源から給電する。保守は年二回とし、障害の知らせから二時間以内に技術者が到着すること。予備の部品は庁内に置く。';
const registration = {
  title: '監視装置 仕様書',
  owner: '情報政策課',
  level: '3B',
  reason: '入札前',
};

const ended = new AsyncDisposableStack();
let hub: TestHub;
let terminal: TestTerminal;
let folder: string;
beforeAll(async () => {
  hub = ended.use(await startHub());
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-registered-'));
});
afterAll(async () => {
  await ended.disposeAsync();
  await rm(folder, { recursive: true });
});

const register = (
  bytes: Uint8Array<ArrayBufferLike>,
  more: Partial<Record<keyof typeof registration | 'until' | 'purpose', string>> = {},
  client: HubClient = hub.administrator,
) =>
  client.call('registerDocument', new Uint8Array(bytes), { query: { ...registration, ...more } });
const list = async () => (await hub.administrator.call('documents')).documents;
const remove = (id: string) => hub.administrator.call('removeDocument', undefined, { id });

async function named(): Promise<string | undefined> {
  const response = await terminal.call('GET', 'bundle?have=0');
  const { manifest } = (await response.json()) as SignedBundle;
  return manifestSchema.parse(JSON.parse(manifest)).registered;
}

it('a copied paragraph is found at the terminal, until the document is removed', async () => {
  expect(await named()).toBeUndefined();
  const { document } = await register(await docxOf(paragraph('第一章') + paragraph(passage)));
  expect(document).toMatchObject({
    ...registration,
    id: 'R-1',
    type: 'docx',
    found: 'passages',
    why: null,
    addedBy: 'admin',
    ended: false,
  });
  await until(async () => (await named()) !== undefined);
  expect((await list())[0]?.own).toBe(1);

  let wanted: string | null = (await named()) ?? null;
  using client = createHubClient({
    url: hub.origin,
    token: () => terminal.token,
    waiting: () => 0,
  });
  const log = createLog('proxy', 'silent');
  const keeper = await createRegisteredKeeper({ folder, wanted: () => wanted, hub: client, log });
  const { signal } = new AbortController();
  expect(keeper.current()).toBe('missing');
  await keeper.bring(signal);
  await using pool = startPool({ size: 1, registered: keeper.current });
  const inspect = () => pool.inspect({ content: { bytes: utf8(passage) }, name: '' });
  expect((await inspect()).findings).toMatchObject([
    { kind: 'registered-document', document: { id: 'R-1', owner: '情報政策課', level: '3B' } },
  ]);

  // The next start has them without asking.
  const again = await createRegisteredKeeper({ folder, wanted: () => wanted, hub: client, log });
  expect(again.current()).toEqual(keeper.current());

  await remove('R-1');
  await until(async () => (await named()) === undefined);
  wanted = null;
  expect((await inspect()).findings).toEqual([]);
  await keeper.bring(signal);
  expect(await readdir(folder)).toEqual([]);
});

it('neither text nor file is kept by the hub', async () => {
  await register(utf8(`跡形もない文。${passage}`));
  await until(async () => (await named()) !== undefined);
  for (const name of await readdir(hub.paths.hub, { recursive: true })) {
    const bytes = await readFile(path.join(hub.paths.hub, name)).catch(() => null);
    for (const encoding of ['utf8', 'utf16le'] as const) {
      expect(bytes?.toString(encoding).includes('電算室') ?? false).toBe(false);
    }
  }
});

describe('what cannot be read whole', () => {
  it('is found by its bytes alone, and told so', async () => {
    const encrypted = await zipOf({ 'a.txt': passage }, { password: 'x' });
    const { document } = await register(encrypted, { title: '暗号化' });
    expect(document).toMatchObject({ found: 'exact', why: 'encrypted', letters: 0 });
  });

  it('is refused where there is nothing', async () => {
    await expect(register(new Uint8Array())).rejects.toMatchObject({ code: 'document-empty' });
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]);
    await expect(register(picture, { purpose: 'common' })).rejects.toMatchObject({
      code: 'document-empty',
    });
  });
});

it('the very same file is registered once', async () => {
  const bytes = utf8(`同じもの。${passage}`);
  await register(bytes);
  await expect(register(bytes, { title: '別名' })).rejects.toMatchObject({
    status: 409,
    code: 'document-taken',
  });
});

it.each<[string, Parameters<typeof register>[1], string]>([
  ['an empty title', { title: ' ' }, 'title'],
  ['an empty reason', { reason: '' }, 'reason'],
  ['a level that the policy does not know', { level: '9' }, 'level'],
  ['a date that is none', { until: '2027-02-31' }, 'until'],
  ['another purpose', { purpose: 'secret' }, 'purpose'],
])('refuses %s', async (_, more, field) => {
  const refused = register(utf8('a'), more);
  await expect(refused).rejects.toMatchObject({ status: 400, code: 'invalid' });
  await refused.catch(({ body }) => expect(Object.keys(body.error.fields)).toEqual([field]));
});

it('a body that is no file is refused', async () => {
  const query = new URLSearchParams(registration);
  const response = await hub.administrator.raw('POST', `/api/documents?${query}`, { body: '{}' });
  expect(response.status).toBe(400);
});

it('another document is found no more after its term', async () => {
  const { document } = await register(utf8(`期限。${passage}`), { until: '2020-01-01' });
  expect(document.ended).toBe(true);
});

it('removing one that is not there is said', async () => {
  await expect(remove('R-999')).rejects.toMatchObject({ code: 'not-found' });
  await expect(remove('R-x')).rejects.toMatchObject({ code: 'not-found' });
});

it('administrators register, auditors read, others see nothing', async () => {
  const auditor = await hub.signedIn('kansa', 'auditor');
  const staff = await hub.signedIn('shokuin', 'staff');
  expect((await auditor.call('documents')).levels[0]).toBe('3A');
  await expect(staff.call('documents')).rejects.toMatchObject({ status: 403 });
  await expect(register(utf8('x'), {}, auditor)).rejects.toMatchObject({ status: 403 });
});

it('who registered and removed what is on record', async () => {
  const { records } = await hub.administrator.call('records', undefined, { query: { limit: 500 } });
  const acts = records.flatMap(({ record }) =>
    record.type === 'change' && record.act.startsWith('document-') ? [record] : [],
  );
  expect(acts.find(({ act }) => act === 'document-removed')).toMatchObject({
    actor: 'admin',
    subject: 'document R-1',
    detail: '3B, 情報政策課: 監視装置 仕様書',
  });
});

describe('a terminal', () => {
  it('gets no other hash, and nobody else gets one', async () => {
    expect((await terminal.call('GET', `registered/${'0'.repeat(64)}`)).status).toBe(404);
    const hash = await named();
    const anybody = await fetch(`${hub.origin}/terminal/v1/registered/${hash}`);
    const secret = await fetch(`${hub.origin}/terminal/v1/registered-secret`);
    expect([anybody.status, secret.status]).toEqual([401, 401]);
    const asAdministrator = await hub.administrator.raw('GET', '/terminal/v1/registered-secret');
    expect(asAdministrator.status).toBe(403);
  });

  it('that is without them is counted', async () => {
    const body = { revision: 1, version: '1', waiting: 0, people: [], missingRegistered: true };
    await terminal.call('POST', 'heartbeat', body);
    expect((await hub.administrator.call('documents')).missingAt).toBe(1);
    await terminal.call('POST', 'heartbeat', { ...body, missingRegistered: false });
    expect((await hub.administrator.call('documents')).missingAt).toBe(0);
  });
});
