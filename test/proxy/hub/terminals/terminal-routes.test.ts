import { webcrypto } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditRecord } from '../../../../shared/audit/record.ts';
import { manifestSchema, type SignedBundle } from '../../../../shared/policy/bundle.ts';
import type { PublicKey } from '../../../../shared/protocol/link.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { chained, joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

let hub: TestHub;
let terminal: TestTerminal;
let time = Date.now();
beforeAll(async () => {
  hub = await startHub({ now: () => time });
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken(), '窓口1');
});
afterAll(() => hub[Symbol.asyncDispose]());

async function verified(key: PublicKey, text: string, signature: string): Promise<boolean> {
  const { kty, crv, x } = key;
  const own = await webcrypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, [
    'verify',
  ]);
  const bytes = new TextEncoder().encode(text);
  return webcrypto.subtle.verify('Ed25519', own, Buffer.from(signature, 'base64url'), bytes);
}

async function bundle(query: string) {
  const response = await terminal.call('GET', `bundle?${query}`);
  return response.status === 204 ? null : ((await response.json()) as SignedBundle);
}

const publish = async () => {
  const { revision: base } = await hub.administrator.call('policy');
  const entries = [`r${base}.example.jp`];
  const { lists } = await hub.administrator.call('lists');
  const changes = [{ op: 'add-entries' as const, list: lists[0]?.id ?? '', entries }];
  return hub.administrator.call('publish', { base, changes, note: '試験' });
};

test('the bundle is signed by a publishing key, which the root key signed', async () => {
  const signed = await bundle('have=0');
  if (signed === null) throw new Error('no bundle');
  const body = JSON.stringify({ token: await hub.joinToken(), name: 'x' });
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body };
  const join = await fetch(`${hub.origin}/terminal/v1/join`, init);
  const { rootKey } = (await join.json()) as { rootKey: PublicKey };
  expect(await verified(rootKey, signed.keys, signed.keysSignature)).toBe(true);
  const { keys } = JSON.parse(signed.keys) as { keys: { id: string; key: PublicKey }[] };
  const [{ key, signature } = { key: '', signature: '' }] = signed.signatures;
  const publishing = keys.find(({ id }) => id === key)?.key as PublicKey;
  expect(await verified(publishing, signed.manifest, signature)).toBe(true);
  const manifest = manifestSchema.parse(JSON.parse(signed.manifest));
  expect(Date.parse(manifest.fresh) - time).toBeLessThanOrEqual(24 * 3_600_000);
});

test('a terminal that waits has a new revision before its time is over', async () => {
  await bundle('have=0');
  const { revision } = await hub.administrator.call('policy');
  let isHeld = true;
  const waiting = bundle(`have=${revision}&wait=25`).finally(() => {
    isHeld = false;
  });
  await wait(200);
  expect(isHeld).toBe(true);
  const { revision: next } = await publish();
  const signed = await waiting;
  expect(JSON.parse(signed?.manifest ?? '{}')).toMatchObject({ revision: next });
});

test('without anything new the answer is 204', async () => {
  const { revision } = await hub.administrator.call('policy');
  await bundle('have=0');
  expect(await bundle(`have=${revision}&wait=0`)).toBeNull();
  expect(await bundle(`have=${revision}&fresh=2000-01-01T00:00:00Z&wait=0`)).not.toBeNull();
});

test('records arrive once each, in order; a gap is answered with what is there', async () => {
  for (let count = 0; count < 10; count++) terminal.add();
  const upTo = async (from: number, to: number) => (await terminal.send(from, to)).json();
  expect(await upTo(1, 4)).toEqual({ upTo: 4 });
  expect(await upTo(6, 8)).toEqual({ upTo: 4 });
  expect(await upTo(1, 3)).toEqual({ upTo: 3 });
  expect(await upTo(3, 6)).toEqual({ upTo: 6 });
  const both = await Promise.all([upTo(7, 10), upTo(7, 9)]);
  expect(both.map((answer) => (answer as { upTo: number }).upTo).sort()).toEqual([10, 9]);
  expect(await upTo(1, 0)).toEqual({ upTo: 10 });
  const query = { terminal: terminal.id };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records.map(({ seq }) => seq).sort((one, other) => one - other)).toEqual(
    terminal.records.map(({ seq }) => seq),
  );
});

const broken: [string, (own: TestTerminal) => unknown[], number, string][] = [
  ['another terminal’s name', () => [chained('t-other', 11, '', first())], 403, 'forbidden'],
  [
    'a hash that does not fit',
    (own) => [{ ...next(own), hash: 'f'.repeat(64) }],
    400,
    'chain-broken',
  ],
  [
    'a chain that does not continue',
    (own) => [chained(own.id, 11, 'e'.repeat(64), first())],
    400,
    'chain-broken',
  ],
  ['two that do not follow each other', (own) => [next(own), next(own)], 400, 'chain-broken'],
  [
    'other records under numbers that are known',
    (own) => [chained(own.id, 10, own.records[8]?.hash ?? '', { ...first(), id: 'other' })],
    400,
    'chain-broken',
  ],
  ['no record at all', () => [{ seq: 11 }], 400, 'invalid'],
];
function first(): AuditRecord {
  const [stored] = terminal.records;
  if (stored === undefined) throw new Error('no record');
  return stored.record;
}

const next = (own: TestTerminal) => chained(own.id, 11, own.records[9]?.hash ?? '', first());
test.each(broken)('records with %s change nothing', async (_, make, status, code) => {
  const response = await terminal.call('POST', 'records', { records: make(terminal) });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code } });
  expect(await (await terminal.send(10, 10)).json()).toEqual({ upTo: 10 });
});

test('the console shows terminals as current, behind and silent', async () => {
  const { revision } = await hub.administrator.call('policy');
  const beat = (have: number) =>
    terminal.call('POST', 'heartbeat', { revision: have, version: '0', waiting: 2, people: ['a'] });
  const state = async () => {
    const { terminals } = await hub.administrator.call('terminals');
    return terminals.find(({ id }) => id === terminal.id);
  };
  const answer = await (await beat(revision)).json();
  expect(answer).toEqual({ time: new Date(time).toISOString(), revision });
  expect(await state()).toMatchObject({
    name: '窓口1',
    state: 'current',
    waiting: 2,
    people: ['a'],
  });
  await beat(revision - 1);
  expect((await state())?.state).toBe('behind');
  time += 6 * 60_000;
  expect((await state())?.state).toBe('silent');
});

test('requests for access are kept masked, and each terminal sees its own', async () => {
  const number = ['1234', '5678', '9018'].join('');
  const made = await terminal.call('POST', 'access-requests', {
    decision: 'D',
    url: `https://user:secret@example.com/a?my=${number}#part`,
    page: null,
    reason: `番号 ${number} のため`,
    user: 'tanaka',
    unit: null,
  });
  expect(made.status).toBe(200);
  const request = (await made.json()) as { id: string; url: string; reason: string };
  expect(request.url).toMatch(/^https:\/\/example\.com\/a/);
  expect(JSON.stringify(request)).not.toMatch(new RegExp(`${number}|secret|part`));
  const list = await terminal.call('GET', 'access-requests?user=tanaka');
  expect(await list.json()).toMatchObject({ requests: [{ id: request.id, state: 'open' }] });
  const other = await joinTestTerminal(hub.origin, await hub.joinToken());
  const theirs = await other.call('GET', 'access-requests?user=tanaka');
  expect(await theirs.json()).toEqual({ requests: [] });
});
