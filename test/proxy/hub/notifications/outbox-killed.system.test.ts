/**
 * kill -9 of the hub while it sends: every notification arrives, and twice only where the hub died
 * between a server's yes and its own note of it; then the same Message-ID and delivery number tell.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import type { NewNotification } from '../../../../proxy/hub/store/notification-store.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { pathsBelow } from '../../../../proxy/platform/paths.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { startHookReceiver } from '../../../support/hook-receiver.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import { startHub } from '../../../support/start-hub.ts';
import { until } from '../../../support/until.ts';

const kills = process.env.SEKISHO_SOAK === '1' ? 30 : 4;
const each = 30;
const program = path.join(import.meta.dirname, '../../../support/hub-process.ts');

function notification(n: number, channel: 'mail' | 'chat'): NewNotification {
  return {
    ...{ key: `draft D${n} ${channel}`, kind: 'draft', at: new Date().toISOString(), channel },
    address: channel === 'mail' ? `person${n}@city.example.jp` : null,
    facts: { title: '下書き', service: 'Bluesky', reference: `D${n}`, path: '/posting-drafts' },
  };
}

async function startProcess(home: string): Promise<ChildProcess> {
  const child = fork(program, [home, '0', '50'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** How often each came. */
function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Each start of a hub takes seconds. */
const timeout = kills * 60_000 + 120_000;

test(`after ${kills} kills every notification has arrived, and at most one twice for each kill`, {
  timeout,
}, async () => {
  await using folder = await temporaryFolder();
  await using mail = await startMailServer({}, 20);
  await using hook = await startHookReceiver();
  const home = path.join(folder.path, 'home');
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const yaml = parseDocument(
    cityPolicy(await readFile(starterFile, 'utf8'), { ports: [mail.port, hook.port], allow: [] }),
  );
  const smtp = { host: '127.0.0.1', port: mail.port, from: 'sekisho@city.example.jp' };
  const chat = { id: 'chat', url: `http://127.0.0.1:${hook.port}/hook`, kinds: ['draft'] };
  yaml.set('notifications', yaml.createNode({ smtp, webhooks: [chat] }));
  await writeFile(firstPolicyFile, yaml.toString());
  await (await startHub({ home, firstPolicyFile }))[Symbol.asyncDispose]();
  {
    await using store = await openSqliteStore(pathsBelow(home).hub);
    const numbers = Array.from({ length: each }, (_, n) => n);
    await store.notifications.add(
      numbers.flatMap((n) => [notification(n, 'mail'), notification(n, 'chat')]),
    );
  }

  let died = 0;
  let child = await startProcess(home);
  const arrived = () => mail.taken.length + hook.got.length;
  while (died < kills) {
    const before = arrived();
    await until(async () => arrived() > before);
    await wait(Math.random() * 60);
    await kill(child);
    died++;
    child = await startProcess(home);
  }
  const messages = () =>
    mail.taken.map(({ source }) => /^message-id: (<.+>)/im.exec(source)?.[1] ?? '');
  const deliveries = () => hook.got.map(({ headers }) => String(headers['sekisho-delivery']));
  const isAll = () => counted(messages()).size === each && counted(deliveries()).size === each;
  await until(async () => isAll());
  // What was on its way is noted, and nothing more comes.
  await wait(500);
  await kill(child);

  await using store = await openSqliteStore(pathsBelow(home).hub);
  const rows = await store.notifications.latest(10 * each);
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'sent'));
  expect(rows).toHaveLength(2 * each);
  for (const counts of [counted(messages()), counted(deliveries())]) {
    expect(counts.size).toBe(each);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(1 + kills);
  }
  expect(arrived() - 2 * each).toBeLessThanOrEqual(kills);
});
