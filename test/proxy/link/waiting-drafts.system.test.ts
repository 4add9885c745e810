/**
 * Drafts that are asked for while the hub is away, at a terminal that is killed (kill -9) at any
 * moment of it: each comes to the hub, once, with its picture.
 *
 *   terminal ─► gate: closed · mute (what goes up arrives, no answer comes back) · open ─► real hub
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { draftDigest, fileSha256, newDraftKey } from '../../../proxy/platform/draft-digest.ts';
import type { AskedDraft, DraftBody } from '../../../shared/protocol/drafts.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { policyWithDrafts } from '../../support/draft-policy.ts';
import { plainPng } from '../../support/plain-png.ts';
import { startHub } from '../../support/start-hub.ts';
import { joinTestTerminal } from '../../support/test-terminal.ts';
import { until } from '../../support/until.ts';

const program = path.join(import.meta.dirname, '../../support/waiting-terminal.ts');
const picture = plainPng([30, 90, 160]);

async function startGate(stack: AsyncDisposableStack) {
  const open = new Set<net.Socket>();
  const gate = {
    mode: 'closed' as 'closed' | 'mute' | 'open',
    port: 0,
    to: 0,
    /** Also connections that are kept for the next call. */
    close() {
      gate.mode = 'closed';
      for (const socket of open) socket.destroy();
    },
  };
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    if (gate.mode === 'closed') {
      socket.destroy();
      return;
    }
    const isMute = gate.mode === 'mute';
    const up = net.connect(gate.to, '127.0.0.1').on('error', () => {});
    socket.pipe(up);
    if (isMute) up.resume();
    else up.pipe(socket);
    socket.on('close', () => up.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  gate.port = (server.address() as net.AddressInfo).port;
  stack.defer(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return gate;
}

function body(id: string, text: string): DraftBody {
  const key = newDraftKey();
  return {
    ...{ id, decision: null, user: 'tanaka', unit: null, service: 'bluesky', act: 'post', key },
    ...{ account: 'yokote.example', replyTo: null, topic: null, word: null, text },
    ...{ masked: false, textDigest: draftDigest(key, text), findings: [] },
    pictures: [
      {
        ...{ name: null, type: 'image/png', bytes: picture.length, alt: '' },
        digest: draftDigest(key, fileSha256(picture)),
        data: picture.toString('base64'),
      },
    ],
  };
}

test('each comes to the hub, once, whenever the terminal is killed', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder()).path;
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithDrafts({ topics: undefined }));
  const gate = await startGate(stack);
  const hub = stack.use(await startHub({ firstPolicyFile, hosts: [`127.0.0.1:${gate.port}`] }));
  gate.to = hub.port;
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const home = path.join(folder, 'terminal');
  const args = [home, `http://127.0.0.1:${gate.port}`, terminal.token, terminal.id];
  let child: ChildProcess;
  const start = async () => {
    child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
  };
  const kill = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const tell = async <T>(what: DraftBody | null): Promise<T> => {
    child.send(what as object);
    return (await once(child, 'message'))[0] as T;
  };
  const atHub = async () => (await hub.administrator.call('drafts')).drafts;
  stack.defer(async () => void (child.exitCode ?? child.kill('SIGKILL')));

  await start();
  for (let round = 1; round <= 4; round++) {
    gate.close();
    const made = body(`W-${round}`, `第${round}回のお知らせです。`);
    expect(await tell<AskedDraft>(made)).toMatchObject({ state: 'waiting', files: 1 });
    await kill();
    // Sent, and killed before it hears of it: sent again, it is the same.
    gate.mode = 'mute';
    await start();
    expect(await tell<AskedDraft[]>(null)).toMatchObject([
      { id: `W-${round}`, state: 'waiting' },
      ...Array.from({ length: round - 1 }, () => ({ state: 'open' })),
    ]);
    if (round % 2 === 0) await until(async () => (await atHub()).length === round);
    await kill();
    gate.mode = 'open';
    await start();
    await until(async () => (await tell<AskedDraft[]>(null))[0]?.state === 'open');
    if (round === 3) await kill().then(start);
    expect(await atHub()).toHaveLength(round);
  }
  const drafts = await atHub();
  expect(drafts.map(({ id }) => id).toSorted()).toEqual(['W-1', 'W-2', 'W-3', 'W-4']);
  for (const { id, pictures } of drafts) {
    expect(pictures).toMatchObject([{ bytes: picture.length, isKept: true }]);
    const { draft } = await hub.administrator.call('draft', undefined, { id });
    expect(draft.history.map(({ kind }) => kind)).toEqual(['written']);
  }
  await kill();
});
