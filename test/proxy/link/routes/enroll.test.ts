import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { oneTimeCode } from '../../../../proxy/link/one-time-code.ts';
import { extensionOrigin } from '../../../support/link-client.ts';
import { startTestLink } from '../../../support/running-link.ts';

test('a code makes an enrolment for the person, bound to the extension, and a record', async () => {
  await using link = await startTestLink();
  const client = await link.client();
  const answer = await client.enroll(await link.code());
  expect(answer).toMatchObject({
    terminal: 'terminal-1',
    person: { user: 'tanaka', name: '田中', unit: '総務企画部' },
    linkKey: link.options.projections.publicKey,
  });
  expect(link.options.enrolments.get(answer.enrolment)).toMatchObject({ origin: extensionOrigin });
  expect(link.audit.changes('person-enrolled')).toMatchObject([
    { actor: 'tanaka', subject: 'terminal-1', detail: 'alone' },
  ]);
});

test('two browsers redeem a code at once: one is enrolled, the other told to ask again', async () => {
  await using link = await startTestLink();
  const code = await link.code();
  const clients = await Promise.all([link.client(), link.client()]);
  const results = await Promise.allSettled(clients.map((client) => client.enroll(code)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { status: 401, code: 'code-unknown' },
  });
  expect(link.options.enrolments.all()).toHaveLength(1);
  expect(link.audit.changes('person-enrolled')).toHaveLength(1);
});

test('ten wrong codes in a minute, also at once, and even a right one has to wait', async () => {
  await using link = await startTestLink();
  const client = await link.client();
  const guesses = Array.from({ length: 30 }, () => client.enroll(oneTimeCode(randomBytes(20))));
  const codes = (await Promise.allSettled(guesses)).map(
    (each) => each.status === 'rejected' && each.reason.code,
  );
  expect(codes.filter((each) => each === 'code-unknown')).toHaveLength(10);
  expect(codes.filter((each) => each === 'too-many-attempts')).toHaveLength(20);
  const code = await link.code({ expires: '2100-01-01T00:00:00.000Z' });
  await expect(client.enroll(code)).rejects.toMatchObject({ status: 429 });
  link.ahead = 61_000;
  expect((await client.enroll(code)).person.user).toBe('tanaka');
});

test('right codes are never too many', async () => {
  await using link = await startTestLink();
  for (let n = 0; n < 15; n++) await (await link.client()).enroll(await link.code());
  expect(link.options.enrolments.all()).toHaveLength(15);
});

test('where it cannot be recorded nobody is enrolled, and the code stays good', async () => {
  await using link = await startTestLink();
  const client = await link.client();
  const code = await link.code();
  link.audit.fail(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }));
  await expect(client.enroll(code)).rejects.toMatchObject({ status: 503, code: 'not-recorded' });
  expect(link.options.enrolments.all()).toEqual([]);
  link.audit.fail(null);
  expect((await client.enroll(code)).person.user).toBe('tanaka');
  expect(await readdir(link.options.codes)).toEqual([]);
});

test('no code is in records or logs', async () => {
  await using link = await startTestLink();
  const client = await link.client();
  const code = await link.code();
  await client.enroll(code);
  await client.enroll(code).catch(() => {});
  const written = JSON.stringify(link.audit.records) + link.messages.join('\n');
  expect(written).not.toContain(code);
});
