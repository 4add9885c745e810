import { writeFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver } from '../../../../proxy/hub/notifications/deliver.ts';
import type { StoredNotification } from '../../../../proxy/hub/store/notification-store.ts';
import type { Policy } from '../../../../shared/policy/schema.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { hostCertificate } from '../../../support/host-certificate.ts';
import { type MailServer, startMailServer } from '../../../support/mail-server.ts';
import { listenSecurely } from '../../../support/site-authority.ts';

const host = 'relay.city.example.jp';
const { key, cert, ca } = hostCertificate(host);
const password = ['a', 'word', 'of', 'this', 'test'].join('-');
const secret = ['a', 'secret', 'of', 'this', 'test'].join('-');
let stack: AsyncDisposableStack;
let mail: MailServer;
let hooks: { body: string; signature: string | undefined }[];
let hookPort: number;
let secrets: string;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  secrets = stack.use(await temporaryFolder()).path;
  mail = stack.use(
    await startMailServer({
      ...{ secure: true, key, cert, authOptional: false },
      onAuth: (given, _session, done) =>
        given.password === password
          ? done(null, { user: given.username ?? '' })
          : done(new Error('no')),
    }),
  );
  hooks = [];
  const server = https.createServer({ key, cert }, async (request, response) => {
    const signature = request.headers['sekisho-signature']?.toString();
    hooks.push({ body: await text(request), signature });
    response.writeHead(204).end();
  });
  ({ port: hookPort } = stack.use(await listenSecurely(server)));
});
afterEach(() => stack.disposeAsync());

function send(channel: string, zones: { closed: string[]; open?: string[] } = { closed: [] }) {
  const policy = {
    zones,
    notifications: {
      console: 'https://hub.example.jp/',
      smtp: {
        ...{ host, port: mail.port, secure: true, from: 'sekisho@city.example.jp' },
        credentialFile: 'smtp.json',
      },
      webhooks: [
        {
          ...{ id: 'chat', url: `https://${host}:${hookPort}/hook`, kinds: ['draft'] },
          secretFile: 'chat.txt',
        },
      ],
    },
  } as unknown as Policy;
  const notification: StoredNotification = {
    ...{ id: 17, key: 'draft A1 1 mail', kind: 'draft', at: '2026-11-30T00:00:00.000Z' },
    ...{ channel, address: channel === 'mail' ? 'kacho@city.example.jp' : null },
    facts: {
      title: 'yokote.example',
      service: 'Bluesky',
      reference: 'A1',
      path: '/posting-drafts',
    },
    ...{ state: 'waiting', attempts: 0, failure: null, next: '2026-11-30T00:00:00.000Z' },
  };
  return deliver(notification, {
    ...{ policy: () => policy, origin: () => 'http://127.0.0.1:8600', secrets },
    network: { ca, lookupAll: async () => ['127.0.0.1'] },
    now: () => Date.parse('2026-11-30T00:00:00Z'),
  });
}
const keep = (name: string, text: string) => writeFile(path.join(secrets, name), text);
const later = (failure: string) => ({ failure, permanent: false });

test('a mail goes by TLS, with the password of its file', async () => {
  await keep('smtp.json', JSON.stringify({ host, user: 'sekisho', password }));
  expect(await send('mail')).toBeNull();
  expect(mail.taken).toMatchObject([
    { to: ['kacho@city.example.jp'], isSecure: true, user: 'sekisho' },
  ]);
});

test('a password for another server, and none at all, go nowhere', async () => {
  expect(await send('mail')).toEqual(later('credential'));
  await keep('smtp.json', JSON.stringify({ host: 'other.example', user: 'sekisho', password }));
  expect(await send('mail')).toEqual(later('credential'));
  await keep('smtp.json', JSON.stringify({ host, user: 'sekisho', password: 'another' }));
  expect(await send('mail')).toEqual(later('credential'));
  expect(mail.taken).toEqual([]);
});

test('a webhook goes by TLS, signed with the secret of its file; without it nothing goes', async () => {
  expect(await send('chat')).toEqual(later('credential'));
  await keep('chat.txt', `${secret}\n`);
  expect(await send('chat')).toBeNull();
  expect(hooks).toHaveLength(1);
  expect(JSON.parse(hooks[0]?.body ?? '')).toMatchObject({
    ...{ v: 1, id: 17, kind: 'draft', service: 'Bluesky', reference: 'A1' },
    link: 'https://hub.example.jp/posting-drafts',
  });
  expect(hooks[0]?.signature).toMatch(/^t=1796083200,v1=[0-9a-f]{64}$|^t=\d+,v1=[0-9a-f]{64}$/);
});

test('an address in a closed zone gets nothing, a way that is not in the policy ends', async () => {
  await keep('smtp.json', JSON.stringify({ host, user: 'sekisho', password }));
  await keep('chat.txt', secret);
  const closed = { closed: ['127.0.0.0/8'] };
  expect(await send('mail', closed)).toEqual(later('zone-closed'));
  expect(await send('chat', closed)).toEqual(later('zone-closed'));
  expect(await send('mail', { ...closed, open: [`127.0.0.1:${mail.port}`] })).toBeNull();
  expect(await send('gone')).toEqual({ failure: 'not-configured', permanent: true });
  expect(hooks).toEqual([]);
});
