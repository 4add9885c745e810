import { describe, expect, test } from 'vitest';
import { lookingPolicy } from '../../../support/looking-policy.ts';
import { startReceivingSite } from '../../../support/receiving-site.ts';
import { type Answered, sendThrough } from '../../../support/send-through.ts';
import { startTestGateway } from '../../../support/test-gateway.ts';
import { individual } from '../../inspection/build-documents.ts';
import { field, file, multipart, partsType } from '../../inspection/requests/build-requests.ts';

const clean = Buffer.from('横手市の催しは市民会館で開かれます。\n'.repeat(20));
/** Cut in the middle of its number. */
const bad = Buffer.from(`${'。'.repeat(100)}\n個人番号 ${individual()}\n${'。'.repeat(90)}`);
const middle = bad.indexOf(individual()) + 6;

interface Ways {
  readonly send: (
    part: Buffer,
    index: number,
    from: number,
    total: number,
    to: (path: string) => string,
  ) => Parameters<typeof sendThrough>[2] & { url: string };
  /** Of the parts that stay. */
  readonly taken: (answer: Answered, held: number) => void;
}

const ranged = (from: number, part: Buffer, total: number) =>
  `bytes ${from}-${from + part.length - 1}/${total}`;

const form = (fields: Record<string, string | number>, part: Buffer) => ({
  headers: { 'content-type': partsType },
  body: multipart([
    ...Object.entries(fields).map(([name, value]) => field(name, String(value))),
    file('名簿.txt', part),
  ]),
});

const protocols: [string, Ways][] = [
  [
    'Google',
    {
      send: (part, _, from, total, to) => ({
        url: to('/upload?uploadType=resumable&upload_id=abc'),
        method: 'PUT',
        headers: { 'content-range': ranged(from, part, total), origin: 'https://city.example' },
        body: part,
      }),
      taken: ({ status, headers }, held) => {
        expect([status, headers.range]).toEqual([308, `bytes=0-${held - 1}`]);
        expect(headers['access-control-allow-origin']).toBe('https://city.example');
      },
    },
  ],
  [
    'Microsoft Graph',
    {
      send: (part, _, from, total, to) => ({
        url: to('/v1.0/drive/items/1/uploadSession?guid=1'),
        method: 'PUT',
        headers: { 'content-range': ranged(from, part, total) },
        body: part,
      }),
      taken: ({ status, text }, held) => {
        expect(status).toBe(202);
        expect(JSON.parse(text).nextExpectedRanges).toEqual([`${held}-`]);
      },
    },
  ],
  [
    'Dropzone',
    {
      send: (part, index, _, __, to) => ({
        url: to('/upload'),
        ...form({ dzuuid: 'u1', dzchunkindex: index, dztotalchunkcount: 2 }, part),
      }),
      taken: ({ status }) => expect(status).toBe(200),
    },
  ],
  [
    'Resumable.js',
    {
      send: (part, index, _, __, to) => ({
        url: to('/upload'),
        ...form(
          {
            resumableChunkNumber: index + 1,
            resumableTotalChunks: 2,
            resumableIdentifier: 'x',
            resumableFilename: '名簿.txt',
          },
          part,
        ),
      }),
      taken: ({ status }) => expect(status).toBe(200),
    },
  ],
  [
    'Plupload',
    {
      send: (part, index, _, __, to) => ({
        url: to('/upload'),
        ...form({ name: '名簿.txt', chunk: index, chunks: 2 }, part),
      }),
      taken: ({ status }) => expect(status).toBe(200),
    },
  ],
];

describe.each(protocols)('%s', (_, { send, taken }) => {
  const run = async (whole: Buffer, cut: number, order: readonly number[]) => {
    const site = await startReceivingSite();
    const world = await startTestGateway(lookingPolicy([site.port]));
    const to = (path: string) => `http://city.localhost:${site.port}${path}`;
    const parts = [whole.subarray(0, cut), whole.subarray(cut)];
    const answers: Answered[] = [];
    const bodies: Buffer[] = [];
    for (const index of order) {
      const part = parts[index] as Buffer;
      const { url, ...sending } = send(part, index, index === 0 ? 0 : cut, whole.length, to);
      bodies.push(Buffer.from(sending.body as Uint8Array));
      answers.push(await sendThrough(world.port, url, sending));
    }
    return {
      site,
      world,
      answers,
      bodies,
      async [Symbol.asyncDispose]() {
        await world[Symbol.asyncDispose]();
        await site[Symbol.asyncDispose]();
      },
    };
  };

  test('parts stay until the last one, and go on as they came', async () => {
    await using done = await run(clean, 300, [0, 1]);
    taken(done.answers[0] as Answered, 300);
    expect(done.answers[1]?.text).toBe('taken');
    const arrived = done.site.arrived.map(({ body }) => body);
    expect(arrived.map((body, at) => Buffer.compare(body, done.bodies[at] as Buffer))).toEqual([
      0, 0,
    ]);
    expect(done.world.audit.decisions().at(-1)?.upload?.items[0]?.bytes).toBe(clean.length);
    await done.world.audit.whenOutcomes(2);
    expect(done.world.audit.outcomes()).toMatchObject([
      { end: 'kept', bytesUp: 0 },
      { end: 'closed' },
    ]);
  });

  test('nothing leaves where the whole may not', async () => {
    await using done = await run(bad, middle, [0, 1]);
    expect(done.answers.at(-1)?.status).toBe(403);
    expect(done.site.begun()).toBe(0);
    expect(done.world.audit.decisions().at(-1)).toMatchObject({
      action: 'block',
      upload: { level: '3A' },
    });
  });
});

test('parts of a form come in any order', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  const url = `http://city.localhost:${site.port}/upload`;
  const parts = [bad.subarray(0, middle), bad.subarray(middle)];
  for (const index of [1, 0]) {
    const fields = { dzuuid: 'u1', dzchunkindex: index, dztotalchunkcount: 2 };
    const answer = await sendThrough(world.port, url, form(fields, parts[index] as Buffer));
    expect(answer.status).toBe(index === 1 ? 200 : 403);
  }
  expect(site.begun()).toBe(0);
});

test('a field beside a piece is looked at when it comes', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  const fields = { dzuuid: 'u1', dzchunkindex: 0, dztotalchunkcount: 2, 個人番号: individual() };
  const answer = await sendThrough(
    world.port,
    `http://city.localhost:${site.port}/upload`,
    form(fields, Buffer.from('ゆき')),
  );
  expect(answer.status).toBe(403);
});

test('what has arrived is told to whoever asks', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  const url = `http://city.localhost:${site.port}/upload?upload_id=1`;
  const put = (range: string, body?: Buffer) =>
    sendThrough(world.port, url, {
      method: 'PUT',
      headers: { 'content-range': range, 'content-length': String(body?.length ?? 0) },
      ...(body !== undefined && { body }),
    });
  expect((await put('bytes */600')).text).toBe('taken');
  await put('bytes 0-299/600', clean.subarray(0, 300));
  const asked = await put('bytes */600');
  expect([asked.status, asked.headers.range]).toEqual([308, 'bytes=0-299']);
  // Not where it goes on.
  expect((await put('bytes 400-499/600', clean.subarray(0, 100))).headers.range).toBe(
    'bytes=0-299',
  );
  expect(site.arrived.length).toBe(1);
});

describe.each([
  ['S3', { url: '/bucket/key?partNumber=2&uploadId=x', headers: {} }],
  ['a range that nobody knows', { url: '/files/1', headers: { 'content-range': 'bytes 5-9/20' } }],
  [
    'a part without what came before it',
    { url: '/f?upload_id=1', headers: { 'content-range': 'bytes 5-9/20' } },
  ],
])('%s cannot be put together', (_, { url, headers }) => {
  test.each(['block', 'allow'] as const)('and follows the policy: %s', async (uninspected) => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port], { uninspected }));
    const answer = await sendThrough(world.port, `http://city.localhost:${site.port}${url}`, {
      method: 'PUT',
      headers,
      body: '12345',
    });
    expect(answer.status).toBe(uninspected === 'allow' ? 200 : 403);
    expect(site.begun()).toBe(uninspected === 'allow' ? 1 : 0);
    const { upload } = world.audit.decisions()[0] ?? {};
    expect(upload).toMatchObject({ inspected: 'partly', items: [{ why: 'resumable-part' }] });
  });
});

test('a part of S3 that can only be all of the file is one', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  const url = `http://city.localhost:${site.port}/bucket/key?partNumber=1&uploadId=x`;
  expect((await sendThrough(world.port, url, { method: 'PUT', body: clean })).status).toBe(200);
});

test('a file larger than what is held follows the policy from its first part on', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]), {
    limits: { bodyBytes: 500 },
  });
  const answer = await sendThrough(world.port, `http://city.localhost:${site.port}/f?upload_id=1`, {
    method: 'PUT',
    headers: { 'content-range': 'bytes 0-299/600' },
    body: clean.subarray(0, 300),
  });
  expect(answer.status).toBe(403);
  expect(world.audit.decisions()[0]?.upload).toMatchObject({ items: [{ why: 'too-large' }] });
});
