import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { base64url, fromBase64url } from '../../../extension/background/base64url.ts';
import type { Credential } from '../../../extension/background/credential.ts';
import { createFirstPage } from '../../../extension/background/first-page.ts';
import { callLink, type LinkFailure } from '../../../extension/background/link-call.ts';
import { createLinkSession } from '../../../extension/background/link-session.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';

/** A link that answers each call with the next of these. */
async function linkThat(answers: { status: number; body: string }[]) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const { status, body } = answers.shift() ?? { status: 500, body: '' };
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const unknownToken = { error: { code: 'token-unknown', message: '更新してください' } };

describe('a call of the link', () => {
  it.each<[string, number, string, object]>([
    ['gives the answer', 200, '{"people":[]}', { ok: true, answer: { people: [] } }],
    [
      'gives the link’s sentence',
      401,
      JSON.stringify(unknownToken),
      { ok: false, status: 401, code: 'token-unknown', message: '更新してください' },
    ],
    [
      'does not take another shape for an answer',
      200,
      '{"people":1}',
      { ok: false, code: 'unreadable' },
    ],
    [
      'does not take another shape for a sentence',
      500,
      '{"x":1}',
      { ok: false, status: 500, code: 'unreadable' },
    ],
    [
      'counts what is no JSON as no answer',
      200,
      'hello',
      { ok: false, status: 0, code: 'unreachable' },
    ],
  ])('%s', async (_, status, body, expected) => {
    await using link = await linkThat([{ status, body }]);
    expect(await callLink(fetch, link.url, 'people', 'Bearer t', {})).toMatchObject(expected);
    expect(link.heard).toEqual(['POST /v1/people Bearer t']);
  });

  it('says that nothing answers', async () => {
    const url = await (async () => {
      await using link = await linkThat([]);
      return link.url;
    })();
    expect(await callLink(fetch, url, 'people', 'Bearer t', {})).toHaveProperty('status', 0);
  });
});

function credential(token: string): Credential {
  return {
    username: 'e1',
    password: token,
    token,
    expires: '2027-01-01T00:00:00.000Z',
    person: { user: 'tanaka', name: '田中', unit: null },
    enrolment: 'e1',
  };
}
const nobody: LinkFailure = { ok: false, status: 0, code: 'not-enrolled', message: '' };

function sessionWith(link: { url: string }, current: Credential | LinkFailure, renewed = current) {
  return createLinkSession({
    credentials: { current: async () => current, renew: async () => renewed },
    call: (call, authorization, body) => callLink(fetch, link.url, call, authorization, body),
  });
}

describe('a session with the link', () => {
  const good = { status: 200, body: '{"people":[]}' };
  const stale = { status: 401, body: JSON.stringify(unknownToken) };

  it('renews a token that the link has forgotten, once', async () => {
    await using link = await linkThat([stale, good]);
    const session = sessionWith(link, credential('old'), credential('new'));
    expect(await session.ask('people', {})).toHaveProperty('ok', true);
    expect(link.heard).toEqual(['POST /v1/people Bearer old', 'POST /v1/people Bearer new']);
  });

  it('gives up when the fresh one is refused as well', async () => {
    await using link = await linkThat([stale, stale, good]);
    const session = sessionWith(link, credential('old'), credential('new'));
    expect(await session.ask('people', {})).toHaveProperty('status', 401);
    expect(link.heard).toHaveLength(2);
  });

  it('asks nothing without a credential', async () => {
    await using link = await linkThat([good]);
    expect(await sessionWith(link, nobody).ask('people', {})).toEqual(nobody);
    expect(link.heard).toEqual([]);
  });
});

describe('base64url', () => {
  it('comes back the same', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(fromBase64url(base64url(bytes))).toEqual(bytes);
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  });
  it.each(['a+b/', 'ab=', 'あ', 'a'])('does not read %s', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });
});

describe('the first page', () => {
  it('opens when there is a credential, once in a session', async () => {
    const steps: string[] = [];
    const page = createFirstPage({
      url: async () => 'https://city.example/',
      opened: keptInMemory<boolean>(),
      ready: async () => steps.push('ready'),
      show: async (url) => void steps.push(url),
    });
    await page.open();
    await page.open();
    expect(steps).toEqual(['ready', 'https://city.example/']);
  });
  it('is none where nobody asked for one', async () => {
    const page = createFirstPage({
      url: async () => undefined,
      opened: keptInMemory<boolean>(),
      ready: async () => {},
      show: async () => expect.fail(),
    });
    await page.open();
  });
});
