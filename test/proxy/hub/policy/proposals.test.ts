import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { HubClient } from '../../../support/hub-client.ts';
import { startSignedHub } from '../../../support/signed-hub.ts';
import { startHub } from '../../../support/start-hub.ts';
import { joinTestTerminal } from '../../../support/test-terminal.ts';

const refused = (code: string) => expect.objectContaining({ code });
const read = (client: HubClient, number: number) =>
  client.call('proposal', undefined, { id: String(number) });

test('two signatures: the first waits, the second publishes, a lost role counts no more', async () => {
  await using world = await startSignedHub('{ signatures: 2 }');
  const { admin, mori, approver } = world;
  const base = (await admin.call('policy')).revision;
  const number = await world.propose('a.example.jp');
  await world.sign(approver, number);
  expect((await read(admin, number)).proposal).toMatchObject({ state: 'open', needed: 2 });
  expect((await read(approver, number)).whyNot).toBe('signed');
  // A second press of the same person is no second signature.
  await world.sign(approver, number);
  expect((await admin.call('policy')).revision).toBe(base);

  await admin.call('changeAccount', { role: 'auditor' }, { id: 'abe' });
  expect((await read(admin, number)).proposal.signatures).toEqual([]);
  await world.sign(mori, number);
  expect((await read(admin, number)).proposal.state).toBe('open');
  const button = admin.call('publishProposal', {}, { id: String(number) });
  await expect(button).rejects.toThrow(refused('signature-needed'));
  await admin.call('changeAccount', { role: 'approver' }, { id: 'abe' });
  expect(await admin.call('publishing')).toMatchObject({ forYou: 1 });
  await admin.call('publishProposal', {}, { id: String(number) });
  expect((await admin.call('policy')).revision).toBe(base + 1);
});

test('two who sign at once publish once', async () => {
  await using world = await startSignedHub('{ signatures: 1 }');
  const { admin } = world;
  for (let round = 0; round < 5; round++) {
    const base = (await admin.call('policy')).revision;
    const number = await world.propose(`round-${round}.example.jp`);
    const results = await Promise.allSettled([
      world.sign(world.mori, number),
      world.sign(world.approver, number),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('proposal-closed');
    }
    expect((await admin.call('policy')).revision).toBe(base + 1);
  }
});

test('proposals and signatures are there after the hub has started again', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'sekisho-again-'));
  try {
    let number = 0;
    let port = 0;
    {
      await using world = await startSignedHub('{ signatures: 2 }', { home });
      port = world.hub.port;
      number = await world.propose('kept.example.jp');
      await world.sign(world.approver, number, '見ました');
    }
    await using hub = await startHub({ home, port });
    const { administrator: admin } = hub;
    const { proposal } = await read(admin, number);
    expect(proposal).toMatchObject({
      state: 'open',
      signatures: [{ by: 'abe', word: '見ました' }],
    });
    const mori = hub.client();
    const password = ['correct', 'horse', 'battery', 'staple'].join(' ');
    await mori.call('signIn', { id: 'mori', password });
    const { content } = await read(mori, number);
    await mori.call('signProposal', { content, word: null }, { id: String(number) });
    expect((await read(admin, number)).proposal.state).toBe('published');
  } finally {
    await rm(home, { recursive: true });
  }
});

test('asking for less needs the signatures that are asked for now', async () => {
  await using world = await startSignedHub('{ signatures: 1 }');
  const { admin } = world;
  const { revision: base, yaml } = await admin.call('policy');
  const text = yaml.replace(/^publishing:.*\n/m, '');
  const changes = [{ op: 'replace' as const, yaml: text }];
  const alone = admin.call('publish', { base, changes, note: 'x' });
  await expect(alone).rejects.toThrow(refused('signature-needed'));
  const waiting = await world.propose('later.example.jp');
  const { proposal } = await admin.call('propose', { base, changes, note: 'x' });
  await world.sign(world.mori, proposal.number);
  expect(await admin.call('publishing')).toMatchObject({ signatures: 0 });
  // What waited needs nobody any more: its author publishes it.
  expect((await read(admin, waiting)).may.publish).toBe(true);
  await admin.call('publishProposal', {}, { id: String(waiting) });
  expect((await read(admin, waiting)).proposal).toMatchObject({ state: 'published' });
});

test('a rule that nobody could keep is a problem, and is not published', async () => {
  await using hub = await startHub();
  const { administrator: admin } = hub;
  const { revision: base, yaml } = await admin.call('policy');
  const changes = [{ op: 'replace' as const, yaml: `${yaml}publishing: { signatures: 1 }\n` }];
  const { problems } = await admin.call('check', { base, changes });
  expect(problems.map(({ path }) => path)).toContain('publishing.signatures');
  const published = admin.call('publish', { base, changes, note: 'x' });
  await expect(published).rejects.toThrow(refused('policy-problems'));
  await hub.signedIn('abe', 'approver');
  await admin.call('publish', { base, changes, note: 'x' });
});

const grants = [
  ['a person until Friday', 'person', 'until', true],
  ['a unit until Friday', 'unit', 'until', true],
  ['everybody until Friday', 'all', 'until', false],
  ['a person for good', 'person', 'good', false],
] as const;
test('a grant within the limits is done alone, another waits for a signature', async () => {
  const now = () => Date.parse('2026-11-23T00:00:00Z');
  await using world = await startSignedHub('{ signatures: 1 }', { now });
  const { admin, hub } = world;
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const ask = async (host: string) => {
    const place = { url: `https://${host}/`, page: null, user: 'tanaka', unit: '総務企画部' };
    const body = { decision: 'D', reason: '業務', ...place };
    return ((await (await terminal.call('POST', 'access-requests', body)).json()) as { id: string })
      .id;
  };
  const rest = { as: 'host', word: null } as const;
  for (const [name, whom, term, alone] of grants) {
    const id = await ask(`${whom}-${term}.example.com`);
    const until = term === 'until' ? '2026-11-27' : null;
    const wish = { for: whom, term, until, ...rest } as const;
    const { request, revision, proposal } = await admin.call('grant', wish, { id });
    expect([name, revision !== null, request.state]).toEqual([
      ...[name, alone, alone ? 'granted' : 'open'],
    ]);
    if (proposal === null) continue;
    const { requests } = await admin.call('accessRequests');
    expect(requests.find((each) => each.id === id)?.proposal).toBe(proposal);
    const twice = admin.call('grant', wish, { id });
    await expect(twice).rejects.toThrow(refused('already-answered'));
    await world.sign(world.approver, proposal);
    const answered = await admin.call('accessRequests', undefined, { query: { state: 'all' } });
    expect(answered.requests.find((each) => each.id === id)?.state).toBe('granted');
  }
  // Declined meanwhile: nothing is left to sign.
  const id = await ask('declined.example.com');
  const wish = { for: 'all', term: 'good', until: null, ...rest } as const;
  const { proposal } = await admin.call('grant', wish, { id });
  await admin.call('decline', { word: '業務外' }, { id });
  expect((await read(admin, proposal ?? 0)).proposal).toMatchObject({ state: 'returned' });
  // Nobody lets themselves in.
  const own = await hub.signedIn('tanaka', 'administrator', 'tanaka');
  const asked = await ask('own.example.com');
  const alone = { for: 'person', term: 'hour', until: null, ...rest } as const;
  expect((await own.call('grant', alone, { id: asked })).revision).toBeNull();
});
