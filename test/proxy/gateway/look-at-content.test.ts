import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ContentOptions } from '../../../proxy/gateway/content-options.ts';
import { digestOf } from '../../../proxy/inspection/digest.ts';
import { createOpenedContent } from '../../../proxy/link/opened-content.ts';
import type { Finding } from '../../../shared/detection/finding.ts';
import { contentOptions, testKeys } from '../../support/content-options.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startReceivingSite } from '../../support/receiving-site.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { credentialLine, startTestGateway } from '../../support/test-gateway.ts';
import { individual, zipOf } from '../inspection/build-documents.ts';
import {
  field,
  file,
  formType,
  multipart,
  partsType,
} from '../inspection/requests/build-requests.ts';

const number = individual();
const json = { 'content-type': 'application/json' };
const parts = { 'content-type': partsType };
const mark = '【部外秘】';
const urlAt = (port: number, path = '/upload') => `http://city.localhost:${port}${path}`;
const random = (length: number) => Buffer.alloc(length, 'この文書は公開されています。\n');

describe('what holds nothing goes on byte for byte', () => {
  test.each<[string, Sending]>([
    ['a form', { headers: { 'content-type': formType }, body: 'name=%E9%9B%AA&go=1' }],
    ['a file', { headers: parts, body: multipart([field('a', '1'), file('雪.txt', 'ゆき')]) }],
    ['chunks', { headers: json, body: ['{"a":', '"', 'ゆき', '"}'] }],
    [
      'an encoded body',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('{"a":1}') },
    ],
    ['20 MB', { headers: { 'content-type': 'text/plain' }, body: random(20_000_000) }],
    [
      'a DELETE in chunks',
      { method: 'DELETE', headers: { ...json, 'transfer-encoding': 'chunked' }, body: ['{', '}'] },
    ],
    ['nothing at all', { headers: { 'content-length': '0' } }],
  ])('%s', async (_, sending) => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    const answer = await sendThrough(world.port, urlAt(site.port), sending);
    expect([answer.status, answer.text]).toEqual([200, 'taken']);
    const sent = Array.isArray(sending.body)
      ? Buffer.concat(sending.body.map((each) => Buffer.from(each)))
      : Buffer.from((sending.body ?? '') as string);
    expect(site.arrived.length).toBe(1);
    expect(Buffer.compare(site.arrived[0]?.body ?? Buffer.alloc(0), sent)).toBe(0);
    const inChunks = Array.isArray(sending.body);
    expect(site.arrived[0]?.headers['transfer-encoding'] !== undefined).toBe(inChunks);
    await world.audit.whenOutcomes(1);
    expect(world.audit.records.map(({ type }) => type)).toEqual(['decision', 'outcome']);
    expect(world.audit.decisions()).toMatchObject([{ action: 'allow', handling: 'forward' }]);
    expect(world.gateway.open.heldBytes).toBe(0);
  });
});

describe('what holds an Individual Number never leaves', () => {
  test.each<[string, Sending, string?]>([
    ['in a form', { headers: { 'content-type': formType }, body: `個人番号=${number}` }],
    ['in JSON', { headers: json, body: JSON.stringify({ 個人番号: number }) }],
    ['in a file', { headers: parts, body: multipart([file('a.txt', `個人番号 ${number}`)]) }],
    [
      'in chunks',
      { headers: json, body: ['{"個人番号":"', number.slice(0, 5), number.slice(5), '"}'] },
    ],
    [
      'compressed',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(`個人番号 ${number}`) },
    ],
    [
      'in Base64 in JSON',
      {
        headers: json,
        body: JSON.stringify({
          file: Buffer.from(
            `氏名 山田太郎\n個人番号 ${number}\n住所 横手市中央町\n電話 0182-00-0000\n`,
          ).toString('base64'),
        }),
      },
    ],
    ['in a query', { method: 'GET' }, `/search?個人番号=${number}`],
    [
      'in a query, full width',
      { method: 'GET' },
      `/s?q=個人番号 ${[...number].map((each) => String.fromCharCode(0xff10 + Number(each))).join('')}`,
    ],
    ['as a beacon', { headers: { 'content-type': 'text/plain' }, body: `個人番号:${number}` }],
  ])('%s', async (_, sending, path = '/upload') => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    const url = encodeURI(urlAt(site.port, path));
    const answer = await sendThrough(world.port, url, {
      ...sending,
      headers: { accept: 'application/json', ...sending.headers },
    });
    const [decision] = world.audit.decisions();
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toEqual({
      error: { code: 'upload-refused', reference: decision?.id },
    });
    expect(answer.headers['sekisho-decision']).toBe(decision?.id);
    expect(site.begun()).toBe(0);
    expect(world.audit.records.length).toBe(1);
    expect(decision).toMatchObject({
      action: 'block',
      reason: 'upload-rule',
      rule: 'uploads.rules[0]',
      clause: '7-2',
      handling: 'refuse',
      upload: { level: '3A', inspected: true },
    });
    expect(decision?.upload?.items[0]?.findings[0]).toMatchObject({ kind: 'individual-number' });
    expect(JSON.stringify(world.audit.records)).not.toContain(number);
    expect(answer.text).not.toContain(number);
    expect(world.recent.byId('tanaka', decision?.id ?? '')).toMatchObject({
      upload: { level: '3A' },
    });
    expect(world.gateway.open.heldBytes).toBe(0);
  });

  test('is only noted where the policy observes', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port], { mode: 'observe' }));
    const body = JSON.stringify({ 個人番号: number });
    expect((await sendThrough(world.port, urlAt(site.port), { headers: json, body })).status).toBe(
      200,
    );
    expect(world.audit.decisions()).toMatchObject([
      { action: 'allow', would: 'block', reason: 'upload-rule', upload: { level: '3A' } },
    ]);
    expect(site.arrived[0]?.body.toString()).toBe(body);
  });

  test('and the connection serves the next request', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    using client = await openRawClient(world.port);
    const post = (body: string) =>
      `POST ${urlAt(site.port)} HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n${credentialLine}` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    client.send(Buffer.from(`${post(`{"個人番号":"${number}"}`)}${post('{"a":1}')}`));
    const received = await client.until('taken');
    expect(received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 403', 'HTTP/1.1 200']);
    expect(site.arrived.map(({ body }) => body.toString())).toEqual(['{"a":1}']);
  });
});

describe('a warning about content', () => {
  const body = multipart([file('計画.txt', mark)]);

  test('refuses, and tells the extension what it holds', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    const answer = await sendThrough(world.port, urlAt(site.port), { headers: parts, body });
    expect(answer.status).toBe(403);
    const [decision] = world.audit.decisions();
    expect(decision).toMatchObject({ action: 'warn', reason: 'upload-rule', handling: 'refuse' });
    expect(world.recent.byId('tanaka', decision?.id ?? '')?.held).toEqual([
      decision?.upload?.items[0]?.digest,
    ]);
    expect(site.begun()).toBe(0);
  });

  test.each([
    ['of its own: the line has the id of the request', null],
    ['of the guard: the line has the id of its warning', 'G-1'],
  ])('lets through once what was acknowledged, %s', async (_, guard) => {
    const asked: unknown[] = [];
    let left = 1;
    const takeAcknowledged: ContentOptions['takeAcknowledged'] = (...question) => {
      asked.push(question);
      return left-- > 0 ? { decision: guard } : null;
    };
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]), {
      content: contentOptions({ takeAcknowledged }),
    });
    const headers = { ...parts, origin: 'https://forms.city.example' };
    const answers = [
      await sendThrough(world.port, urlAt(site.port), { headers, body }),
      await sendThrough(world.port, urlAt(site.port), { headers, body }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403]);
    await world.audit.whenOutcomes(1);
    const [first, second] = world.audit.decisions();
    expect(first).toMatchObject({ action: 'warn', handling: 'forward' });
    expect(second).toMatchObject({ action: 'warn', handling: 'refuse' });
    if (guard !== null) expect(first?.id).toBe(guard);
    expect(world.audit.outcomes().map(({ id }) => id)).toEqual([first?.id]);
    expect(asked[0]).toEqual([
      'tanaka',
      [
        { host: 'city.localhost', port: site.port },
        { host: 'forms.city.example', port: 443 },
      ],
      [first?.upload?.items[0]?.digest],
    ]);
  });
});

describe('what was inspected with a password', () => {
  const world = async (policy: number, findings: readonly Finding[]) => {
    const opened = createOpenedContent({ now: Date.now });
    const content = contentOptions({ opened });
    const state = lookingPolicy([policy]);
    if (state.state === 'none') throw new Error('no policy');
    const { classification } = state.compiled;
    const gateway = await startTestGateway(state, { content });
    const bytes = await zipOf({ '名簿.txt': 'a' }, { password: 'p' });
    const digest = digestOf(testKeys.digest, [bytes]);
    const report = { type: 'zip', inspected: true, findings } as const;
    const known = (place: { host: string; port: number }) =>
      opened.add('tanaka', place, digest, report, classification);
    return { gateway, known, body: multipart([file('名簿.zip', bytes)]) };
  };

  test('goes once to where it was chosen, byte for byte, and counts nowhere else', async () => {
    await using site = await startReceivingSite();
    const { gateway, known, body } = await world(site.port, []);
    await using _ = gateway;
    const send = () => sendThrough(gateway.port, urlAt(site.port), { headers: parts, body });
    known({ host: 'other.example', port: 443 });
    expect((await send()).status).toBe(403);
    known({ host: 'city.localhost', port: site.port });
    expect([(await send()).status, (await send()).status]).toEqual([200, 403]);
    expect(site.arrived.map((each) => Buffer.compare(each.body, Buffer.from(body)))).toEqual([0]);
    expect(gateway.audit.decisions().map(({ action, reason }) => [action, reason])).toEqual([
      ['block', 'could-not-inspect'],
      ['allow', expect.anything()],
      ['block', 'could-not-inspect'],
    ]);
  });

  test('is stopped by its level, as often as it comes', async () => {
    const found: Finding = {
      kind: 'individual-number',
      count: 1,
      confidence: 1,
      place: { entry: ['名簿.txt'] },
      masked: '•',
    };
    await using site = await startReceivingSite();
    const { gateway, known, body } = await world(site.port, [found]);
    await using _ = gateway;
    known({ host: 'city.localhost', port: site.port });
    for (let time = 0; time < 2; time++) {
      await sendThrough(gateway.port, urlAt(site.port), { headers: parts, body });
    }
    expect(gateway.audit.decisions()).toMatchObject([
      { action: 'block', reason: 'upload-rule', upload: { level: '3A' } },
      { action: 'block', reason: 'upload-rule', upload: { level: '3A' } },
    ]);
    expect(site.begun()).toBe(0);
  });
});
