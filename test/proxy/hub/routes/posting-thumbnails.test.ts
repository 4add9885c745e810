import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { makeThumbnail } from '../../../../proxy/inspection/thumbnails/make-thumbnail.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { contentDecision, posting } from '../../../support/content-records.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal } from '../../../support/test-terminal.ts';
import { blue, colourOf, drawnPng, red } from '../../inspection/thumbnails/build-drawn.ts';

const digest = 'a'.repeat(32);
const day = 24 * 3_600_000;
const at = new Date().toISOString();
const attachments = [
  { name: '案内.pdf', type: 'application/pdf', bytes: 9, digest: 'b'.repeat(32) },
  { name: '雪まつり.png', type: 'image/png', bytes: 9, digest },
  { name: 'もう一枚.png', type: 'image/png', bytes: 9, digest: 'c'.repeat(32) },
];
const stack = new AsyncDisposableStack();
let home: string;
let hub: TestHub;
/** Of bluesky. */
let sns: HubClient;
/** Of x. */
let deputy: HubClient;
let auditor: HubClient;
let staff: HubClient;

const thumbnailOf = async (colour: readonly number[]) => {
  const made = await makeThumbnail(drawnPng(400, 300, () => colour));
  if (!made.made) throw new Error(made.why);
  return Buffer.from(made.jpeg);
};

beforeAll(async () => {
  const { path: folder } = stack.use(await temporaryFolder());
  home = path.join(folder, 'home');
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  const policy = postingPolicy(cityPolicy(starter, { ports: [], allow: [] }));
  await writeFile(firstPolicyFile, policy.replace('thumbnails: none', 'thumbnails: P90D'));
  hub = await startHub({ home, firstPolicyFile });
  // Two terminals, to whom the same digest means another picture each.
  for (const [index, colour] of [red, blue].entries()) {
    const terminal = await joinTestTerminal(hub.origin, await hub.joinToken(), `端末${index}`);
    const service = index === 0 ? 'bluesky' : 'x';
    const made = contentDecision(index + 1, at, { postings: [posting({ service, attachments })] });
    terminal.add({ at, as: made });
    await terminal.send(1, 1);
    const jpeg = (await thumbnailOf(colour)).toString('base64');
    await terminal.call('POST', 'thumbnails', { digest, jpeg });
  }
  sns = await hub.signedIn('sns', 'sns-manager');
  deputy = await hub.signedIn('deputy', 'sns-manager', 'suzuki');
  auditor = await hub.signedIn('aud', 'auditor');
  staff = await hub.signedIn('staff', 'staff', 'tanaka');
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await stack.disposeAsync();
});

const idOf = async (service: string) => {
  const { postings } = await hub.administrator.call('postings', undefined, { query: { service } });
  return postings[0]?.id ?? '';
};
const get = async (client: HubClient, service: string, place: number) =>
  client.raw(
    'GET',
    `/api/postings/${encodeURIComponent(await idOf(service))}/thumbnail?place=${place}`,
  );

test('a posting says which of its attachments have one', async () => {
  const { thumbnails } = await sns.call('posting', undefined, { id: await idOf('bluesky') });
  expect(thumbnails).toEqual(['not-a-picture', 'kept', 'none']);
});

test('who may read a posting sees its pictures, each terminal’s own', async () => {
  for (const [client, service, colour] of [
    [sns, 'bluesky', red],
    [auditor, 'bluesky', red],
    [deputy, 'x', blue],
  ] as const) {
    const answer = await get(client, service, 1);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const shown = colourOf(new Uint8Array(await answer.arrayBuffer()), 0.5, 0.5);
    expect(shown).toEqual(colour.map((part) => expect.closeTo(part, -1)));
  }
});

test('nobody else sees them', async () => {
  expect((await get(deputy, 'bluesky', 1)).status).toBe(404);
  expect((await get(sns, 'x', 1)).status).toBe(404);
  expect((await get(staff, 'x', 1)).status).toBe(403);
  const id = encodeURIComponent(await idOf('x'));
  expect((await fetch(`${hub.origin}/api/postings/${id}/thumbnail?place=1`)).status).toBe(401);
});

test.each([0, 2, 3])('there is none at place %i', async (place) => {
  expect((await get(sns, 'bluesky', place)).status).toBe(404);
});

test('to see one stands in the audit log', async () => {
  await get(auditor, 'bluesky', 1);
  const { records } = await hub.administrator.call('records', undefined, {
    query: { act: 'audit-read' },
  });
  expect(records.map(({ record }) => record)).toContainEqual(
    expect.objectContaining({ actor: 'aud', detail: 'thumbnail' }),
  );
});

test('they are there after a restart, and go with their day', async () => {
  const again = async (days: number) => {
    await hub[Symbol.asyncDispose]();
    hub = await startHub({ home, now: () => Date.now() + days * day });
    const { thumbnails } = await hub.administrator.call('posting', undefined, {
      id: await idOf('bluesky'),
    });
    return [thumbnails[1], (await get(hub.administrator, 'bluesky', 1)).status];
  };
  expect(await again(0)).toEqual(['kept', 200]);
  expect(await again(92)).toEqual(['over', 404]);
});
