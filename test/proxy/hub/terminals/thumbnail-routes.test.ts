import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { makeThumbnail } from '../../../../proxy/inspection/thumbnails/make-thumbnail.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';
import { drawnPng } from '../../inspection/thumbnails/build-drawn.ts';

const digest = 'a'.repeat(32);
const stack = new AsyncDisposableStack();
const worlds: Record<'keeping' | 'not', { hub: TestHub; terminal: TestTerminal }> = {} as never;
let jpeg: string;
beforeAll(async () => {
  const made = await makeThumbnail(drawnPng(800, 600));
  jpeg = Buffer.from(made.made ? made.jpeg : []).toString('base64');
  const { path: folder } = stack.use(await temporaryFolder());
  const starter = await readFile(starterFile, 'utf8');
  for (const name of ['keeping', 'not'] as const) {
    const firstPolicyFile = path.join(folder, `${name}.yaml`);
    const period = name === 'keeping' ? 'P90D' : 'none';
    await writeFile(firstPolicyFile, starter.replace('thumbnails: none', `thumbnails: ${period}`));
    const hub = stack.use(await startHub({ firstPolicyFile }));
    const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
    worlds[name] = { hub, terminal };
  }
});
afterAll(() => stack.disposeAsync());

const send = (body: unknown, { terminal } = worlds.keeping) =>
  terminal.call('POST', 'thumbnails', body);

test('are kept where the policy keeps them', async () => {
  expect(await (await send({ digest, jpeg })).json()).toEqual({ kept: true });
  expect(await (await send({ digest, jpeg }, worlds.not)).json()).toEqual({ kept: false });
});

test.each<[string, () => unknown, number]>([
  ['another kind of picture', () => ({ digest, jpeg: drawnPng(40, 30).toString('base64') }), 400],
  ['a text', () => ({ digest, jpeg: Buffer.from('<script>').toString('base64') }), 400],
  ['nothing', () => ({ digest, jpeg: '' }), 400],
  ['no Base64', () => ({ digest, jpeg: '<script>' }), 400],
  ['too much', () => ({ digest, jpeg: Buffer.alloc(64_003).toString('base64') }), 400],
  ['far too much', () => ({ digest, jpeg: Buffer.alloc(200_000).toString('base64') }), 413],
  ['no digest', () => ({ digest: '../../etc', jpeg }), 400],
  ['another field', () => ({ digest, jpeg, terminal: 't-1' }), 400],
])('%s is refused', async (_, body, status) => {
  expect((await send(body())).status).toBe(status);
});

test('nobody but a terminal sends any', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ digest, jpeg });
  const url = `${worlds.keeping.hub.origin}/terminal/v1/thumbnails`;
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
});
