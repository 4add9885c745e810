import { createHmac } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { contentDecision, posting } from '../../../support/content-records.ts';
import { type HookReceiver, startHookReceiver } from '../../../support/hook-receiver.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { type MailServer, startMailServer } from '../../../support/mail-server.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { until } from '../../../support/until.ts';

const secret = ['a', 'secret', 'of', 'this', 'test'].join('-');
let stack: AsyncDisposableStack;
let mail: MailServer;
let hook: HookReceiver;
let folder: string;
let home: string;
let hub: TestHub;
let sato: HubClient;

async function start(): Promise<TestHub> {
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  return startHub({ home, firstPolicyFile, sendEvery: 100 });
}

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await temporaryFolder()).path;
  home = path.join(folder, 'home');
  mail = stack.use(await startMailServer());
  hook = stack.use(await startHookReceiver());
  const starter = await readFile(starterFile, 'utf8');
  const yaml = parseDocument(postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  yaml.setIn(['posting', 1, 'disaster'], yaml.createNode({ by: ['sato'] }));
  yaml.addIn(['zones', 'open'], `127.0.0.1:${mail.port}`);
  yaml.addIn(['zones', 'open'], `127.0.0.1:${hook.port}`);
  yaml.set(
    'notifications',
    yaml.createNode({
      console: 'https://hub.example.jp',
      addresses: {
        admin: 'kanri@city.example.jp',
        sato: 'sato@city.example.jp',
        tanaka: 'tanaka@city.example.jp',
      },
      smtp: { host: '127.0.0.1', port: mail.port, from: 'sekisho@city.example.jp' },
      webhooks: [
        {
          id: 'chat',
          title: '庁内チャット',
          url: `http://127.0.0.1:${hook.port}/hooks/token`,
          kinds: ['disaster-thrown', 'unknown-write'],
          secretFile: 'chat.txt',
        },
        { id: 'closed', url: 'http://10.1.2.3/hook', kinds: ['disaster-ended'] },
      ],
    }),
  );
  await writeFile(path.join(folder, 'policy.yaml'), yaml.toString());
  hub = stack.use(await start());
  await mkdir(path.join(hub.paths.hub, 'secrets'), { recursive: true });
  await writeFile(path.join(hub.paths.hub, 'secrets', 'chat.txt'), `${secret}\n`);
  sato = await hub.signedIn('sato', 'staff');
});
afterEach(() => stack.disposeAsync());

const throwX = () =>
  sato.call('throwDisaster', {
    services: ['x'],
    until: new Date(Date.now() + 3_600_000).toISOString(),
    reason: '避難指示',
  });
const decoded = async (source: string) => (await PostalMime.parse(source)).text ?? '';

test('what happened is mailed to whom it concerns, without a word of what was typed', async () => {
  await throwX();
  await until(async () => mail.taken.length >= 1);
  const [taken] = mail.taken;
  expect(taken).toMatchObject({ from: 'sekisho@city.example.jp', to: ['kanri@city.example.jp'] });
  const text = await decoded(taken?.source ?? '');
  expect(text).toContain('災害時の投稿に切り替わりました');
  expect(text).toContain('https://hub.example.jp/disasters');
  expect(text).not.toContain('避難指示');
  const { latest } = await hub.administrator.call('notifications');
  // Its title is its service, which is not said twice.
  expect(latest[0]).toMatchObject({ kind: 'disaster-thrown', title: 'X' });
  expect(taken?.source).toMatch(/^message-id: <[0-9a-f]{32}@city\.example\.jp>/im);
});

test('a webhook gets JSON, signed, once', async () => {
  const { disaster } = await throwX();
  await until(async () => hook.got.length >= 1);
  const [{ headers, body, path: asked } = { headers: {}, body: '', path: '' }] = hook.got;
  expect(asked).toBe('/hooks/token');
  expect(JSON.parse(body)).toMatchObject({
    v: 1,
    kind: 'disaster-thrown',
    service: 'X',
    reference: disaster.id,
    link: 'https://hub.example.jp/disasters',
  });
  const [, time, given] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['sekisho-signature'])) ?? [];
  expect(given).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(hook.got).toHaveLength(1);
});

test('an unknown write is told once for each operation, and shown', async () => {
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const unknown = posting({
    service: 'x',
    act: 'unknown-write',
    action: 'block',
    reason: 'unknown-write',
  });
  const decision = (n: number, host: string, at: string) => {
    const made = contentDecision(n, new Date(Date.now() - 10_000 + n).toISOString(), {
      action: 'block',
      reason: 'unknown-write',
      handling: 'refuse',
      postings: [unknown],
    });
    return { ...made, method: 'POST', destination: { scheme: 'https', host, port: 443, path: at } };
  };
  await terminal.send([
    decision(1, 'x.com', '/i/api/v2/posts/1234567890/pin'),
    decision(2, 'x.com', '/i/api/v2/posts/9999999999/pin'),
    decision(3, 'x.com', '/i/api/v2/notes'),
  ]);
  await until(async () => hook.got.length >= 2);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(hook.got.map(({ body }) => JSON.parse(body).title).toSorted()).toEqual([
    'POST x.com/i/api/v2/notes',
    'POST x.com/i/api/v2/posts/*/pin',
  ]);
  const { unknownOperations } = await hub.administrator.call('overview');
  expect(unknownOperations.map(({ operation }) => operation).toSorted()).toEqual([
    'POST x.com/i/api/v2/notes',
    'POST x.com/i/api/v2/posts/*/pin',
  ]);
});

test('an order to correct is mailed to the poster, without its reason', async () => {
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const at = new Date(Date.now() - 60_000).toISOString();
  await terminal.send([contentDecision(1, at, { postings: [posting({ service: 'x' })] })]);
  const { postings } = await hub.administrator.call('postings');
  const [{ id } = { id: '' }] = postings;
  const due = new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10);
  await hub.administrator.call('orderCorrection', { reason: '会場が違います', due }, { id });
  await until(async () => mail.taken.length >= 1);
  expect(mail.taken.map(({ to }) => to)).toEqual([['tanaka@city.example.jp']]);
  const text = await decoded(mail.taken[0]?.source ?? '');
  expect(text).toContain('投稿の訂正が指示されました');
  expect(text).toContain(`https://hub.example.jp/postings/${id}`);
  expect(text).not.toContain('会場');
  const { openCorrections, overdueCorrections } = await hub.administrator.call('overview');
  expect([openCorrections, overdueCorrections]).toEqual([1, 0]);
});

test('a server that says later gets it later; one that says no does not', async () => {
  mail.refuse({ code: 451, text: 'later' });
  await throwX();
  const rows = async () => {
    const { latest } = await hub.administrator.call('notifications');
    return latest.filter(({ channel }) => channel === 'mail');
  };
  await until(async () => (await rows())[0]?.attempts === 1);
  expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'rejected' }]);
  mail.refuse({ code: 550, text: 'no such user' });
  const sent = await hub.administrator.call('testNotification', {
    channel: 'mail',
    to: 'nobody@city.example.jp',
  });
  expect(sent.notification).toMatchObject({ state: 'failed', failure: 'rejected' });
  const query = { act: 'notification-failed' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records).toHaveLength(1);
  expect(mail.taken).toEqual([]);
});

test('what was not sent when the hub ended is sent at its next start', async () => {
  mail.refuse({ code: 451, text: 'later' });
  await throwX();
  await until(async () => (await hub.administrator.call('notifications')).waiting >= 1);
  await hub[Symbol.asyncDispose]();
  mail.refuse(null);
  const later = Date.now() + 10 * 60_000;
  hub = stack.use(
    await startHub({
      home,
      firstPolicyFile: path.join(folder, 'policy.yaml'),
      sendEvery: 100,
      now: () => later,
    }),
  );
  await until(async () => mail.taken.length >= 1);
});

test('nothing goes to a closed zone, and no redirect is followed', async () => {
  const test = async (channel: string) =>
    (await hub.administrator.call('testNotification', { channel, to: null })).notification;
  expect(await test('closed')).toMatchObject({ state: 'failed', failure: 'zone-closed' });
  hook.answer(302, { location: `http://127.0.0.1:${hook.port}/elsewhere` });
  expect(await test('chat')).toMatchObject({ state: 'failed', failure: 'redirected' });
  expect(hook.got.map(({ path: asked }) => asked)).toEqual(['/hooks/token']);
  hook.answer(200);
  expect(await test('chat')).toMatchObject({ state: 'sent', failure: null });
});

test('a test goes by ways that there are, by administrators', async () => {
  const send = (client: HubClient, channel: string, to: string | null) =>
    client.call('testNotification', { channel, to });
  await expect(send(hub.administrator, 'mail', null)).rejects.toMatchObject({ status: 400 });
  await expect(send(hub.administrator, 'other', null)).rejects.toMatchObject({ status: 404 });
  const auditor = await hub.signedIn('aud', 'auditor');
  await expect(send(auditor, 'mail', 'a@b.jp')).rejects.toMatchObject({ status: 403 });
  await send(hub.administrator, 'mail', 'a@city.example.jp');
  expect(mail.taken.at(-1)?.to).toEqual(['a@city.example.jp']);
  const { smtp, webhooks } = await auditor.call('notifications');
  expect(smtp).toEqual({ host: '127.0.0.1', port: mail.port, from: 'sekisho@city.example.jp' });
  // The path of a webhook may be its secret.
  expect(webhooks[0]).toEqual({
    id: 'chat',
    title: '庁内チャット',
    host: `127.0.0.1:${hook.port}`,
  });
});
