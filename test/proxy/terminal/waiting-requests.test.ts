import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AccessRequestBody } from '../../../proxy/link/hub-link.ts';
import { HubError } from '../../../proxy/terminal/hub-request.ts';
import { openWaitingRequests } from '../../../proxy/terminal/waiting-requests.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';

const body = (url: string, user = 'tanaka'): AccessRequestBody => ({
  decision: 'D',
  url,
  page: null,
  reason: '業務',
  user,
  unit: null,
});
const away = new HubError('unreachable', 'no hub');

/** A hub that takes requests, or fails as it is told. */
function hubOf() {
  const taken: AccessRequest[] = [];
  return {
    taken,
    failure: null as Error | null,
    async requestAccess(given: AccessRequestBody) {
      if (this.failure) throw this.failure;
      const id = `request-${taken.length + 1}`;
      const at = '2027-01-05T00:00:00.000Z';
      taken.push({ ...given, id, at, terminal: 't', state: 'open', answer: null });
      return taken.at(-1) as AccessRequest;
    },
    async accessRequests(user: string) {
      if (this.failure) throw this.failure;
      return taken.filter((each) => each.user === user).toReversed();
    },
  };
}

async function opened() {
  const folder = await temporaryFolder();
  const hub = hubOf();
  const file = path.join(folder.path, 'waiting.json');
  const { log, messages } = memoryLog();
  const now = () => Date.parse('2027-01-05T01:00:00Z');
  const open = () => openWaitingRequests({ file, hub, terminal: 't', now, log });
  return {
    hub,
    file,
    messages,
    open,
    requests: await open(),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

test('a hub that answers gets it at once, and nothing is kept', async () => {
  await using world = await opened();
  expect(await world.requests.requestAccess(body('https://a.example/'))).toMatchObject({
    id: 'request-1',
  });
  await expect(stat(world.file)).rejects.toThrow();
});

test('while it is away the request waits, in a file of its own, and is sent when it is back', async () => {
  await using world = await opened();
  world.hub.failure = away;
  const waiting = await world.requests.requestAccess(body('https://a.example/'));
  expect(waiting).toMatchObject({ standing: 'waiting', state: 'open', reason: '業務' });
  expect((await stat(world.file)).mode & 0o077).toBe(0);
  expect(await world.requests.accessRequests('tanaka')).toEqual([waiting]);
  await expect(world.requests.accessRequests('suzuki')).rejects.toThrow();

  world.hub.failure = null;
  await world.requests.flush();
  expect(world.hub.taken.map(({ url }) => url)).toEqual(['https://a.example/']);
  const [only, ...others] = await world.requests.accessRequests('tanaka');
  expect([only?.id, others]).toEqual(['request-1', []]);
  expect(JSON.parse(await readFile(world.file, 'utf8')).waiting).toEqual([]);
});

test('it survives the end of the process', async () => {
  await using world = await opened();
  world.hub.failure = away;
  await world.requests.requestAccess(body('https://a.example/'));
  world.hub.failure = null;
  const again = await world.open();
  // Whoever looks makes it be sent.
  expect(await again.accessRequests('tanaka')).toMatchObject([{ id: 'request-1' }]);
});

test('the same is kept once; a twenty-first of one person is not taken', async () => {
  await using world = await opened();
  world.hub.failure = away;
  const [one, other] = await Promise.all([
    world.requests.requestAccess(body('https://a.example/')),
    world.requests.requestAccess(body('https://b.example/')),
  ]);
  expect(one.id).not.toBe(other.id);
  expect((await world.requests.requestAccess(body('https://a.example/'))).id).toBe(one.id);
  for (let n = 2; n < 20; n++) await world.requests.requestAccess(body(`https://${n}.example/`));
  const error = await world.requests
    .requestAccess(body('https://z.example/'))
    .catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'refused', status: 429 });
  await world.requests.requestAccess(body('https://z.example/', 'suzuki'));
});

test('what the hub will never take does not hold up the rest', async () => {
  await using world = await opened();
  world.hub.failure = away;
  for (const n of [1, 2]) await world.requests.requestAccess(body(`https://${n}.example/`));
  world.hub.failure = new HubError('refused', 'no', 400);
  await world.requests.flush();
  expect(JSON.parse(await readFile(world.file, 'utf8')).waiting).toEqual([]);
  expect(world.messages.length).toBe(2);
});

test.each([
  ['has no answer', new HubError('timeout', ''), true],
  ['has trouble of its own', new HubError('refused', '', 503), true],
  ['does not know the token (any more)', new HubError('unauthorized', '', 401), true],
  ['has never been joined', new HubError('not-joined', ''), true],
  ['has too many of this person', new HubError('refused', '', 429), false],
  ['cannot read it', new HubError('refused', '', 400), false],
])('a hub that %s', async (_, failure, waits) => {
  await using world = await opened();
  world.hub.failure = failure;
  const asked = world.requests.requestAccess(body('https://a.example/'));
  if (waits) expect(await asked).toMatchObject({ standing: 'waiting' });
  else await expect(asked).rejects.toBe(failure);
});

test('what the hub said last is shown while it is away', async () => {
  await using world = await opened();
  await world.requests.requestAccess(body('https://a.example/'));
  await world.requests.accessRequests('tanaka');
  world.hub.failure = away;
  await world.requests.requestAccess(body('https://b.example/'));
  const urls = (await world.requests.accessRequests('tanaka')).map(({ url }) => url);
  expect(urls).toEqual(['https://b.example/', 'https://a.example/']);
});

test('a damaged file is begun anew', async () => {
  await using world = await opened();
  await writeFile(world.file, '{');
  const again = await world.open();
  world.hub.failure = away;
  expect(await again.requestAccess(body('https://a.example/'))).toMatchObject({
    standing: 'waiting',
  });
});
