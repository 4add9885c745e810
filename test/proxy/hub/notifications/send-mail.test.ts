import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailServer, sendMail } from '../../../../proxy/hub/notifications/send-mail.ts';
import { hostCertificate } from '../../../support/host-certificate.ts';
import { startMailServer } from '../../../support/mail-server.ts';

const host = 'mail.city.example.jp';
const { key, cert, ca } = hostCertificate(host);
const pass = ['a', 'word', 'of', 'this', 'test'].join('-');
const credential = { user: 'sekisho', pass };
const mail = {
  from: 'sekisho@city.example.jp',
  to: 'kanri@city.example.jp',
  subject: '[関所] 通知の試験',
  text: '通知の試験\n',
  messageId: '<1@city.example.jp>',
};
let stack: AsyncDisposableStack;
/** Passwords that reached the server. */
let tried: string[];
beforeEach(() => {
  stack = new AsyncDisposableStack();
  tried = [];
});
afterEach(() => stack.disposeAsync());

async function world(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = stack.use(
    await startMailServer({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        tried.push(password ?? '');
        if (username === credential.user && password === pass) done(null, { user: username });
        else done(new Error('no'));
      },
      ...options,
    }),
  );
  const { port, taken } = server;
  const send = (changes: Partial<MailServer> = {}) =>
    sendMail(
      {
        ...{ address: '127.0.0.1', host, isName: true, port, secure: true, credential, ca },
        ...changes,
      },
      mail,
    );
  return { send, taken };
}

describe('TLS from the first byte', () => {
  const secure = { secure: true, key, cert };

  test('a mail with a password', async () => {
    const { send, taken } = await world(secure);
    expect(await send()).toBeNull();
    expect(taken).toMatchObject([
      { to: ['kanri@city.example.jp'], isSecure: true, user: 'sekisho' },
    ]);
    expect(taken[0]?.source).toMatch(/^message-id: <1@city\.example\.jp>/im);
  });

  test.each([
    ['of another name', { host: 'other.example.jp' }],
    ['of an authority that nobody trusts', { ca: hostCertificate(host).ca }],
  ] as const)('a certificate %s gets neither mail nor password', async (_, changes) => {
    const { send, taken } = await world(secure);
    expect(await send(changes)).toEqual({ failure: 'certificate', permanent: false });
    expect([taken, tried]).toEqual([[], []]);
  });

  test('a password that is not taken is said, and tried again later', async () => {
    const { send, taken } = await world(secure);
    const wrong = { user: 'sekisho', pass: 'another' };
    expect(await send({ credential: wrong })).toEqual({ failure: 'credential', permanent: false });
    expect(taken).toEqual([]);
  });
});

describe('STARTTLS', () => {
  const starting = { key, cert, disabledCommands: [] };

  test('comes before the password', async () => {
    const { send, taken } = await world(starting);
    expect(await send({ secure: false })).toBeNull();
    expect(taken).toMatchObject([{ isSecure: true, user: 'sekisho' }]);
  });

  test('is asked for: without it no password goes out', async () => {
    const { send, taken } = await world({ allowInsecureAuth: true });
    const outcome = await send({ secure: false });
    expect(outcome).toEqual({ failure: 'certificate', permanent: false });
    expect([taken, tried]).toEqual([[], []]);
  });

  test('is used where the server has it, also without a password', async () => {
    const { send, taken } = await world({ ...starting, authOptional: true });
    expect(await send({ secure: false, credential: null })).toBeNull();
    expect(taken).toMatchObject([{ isSecure: true, user: null }]);
  });
});
