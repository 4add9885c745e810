import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createPostingSessions } from '../../../proxy/gateway/posting-sessions.ts';
import { readAnswer } from '../../../proxy/gateway/read-answer.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';

const postings = [{ service: 'bluesky', act: 'post' }] as const;

function reading(url: string, sent: readonly (typeof postings)[number][] = []) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  const sessions = createPostingSessions(() => 0);
  const request = { url, headers: { cookie: 'auth_token=1' } };
  const { destination } = parsed;
  const answer = readAnswer({ destination, request: () => request, postings: sent, sessions });
  return { answer, sessions, request };
}

const answered = (body: string, type = 'application/json') =>
  Object.assign(Readable.from([Buffer.from(body)]), {
    statusCode: 200,
    headers: { 'content-type': type },
    complete: true,
  }) as unknown as IncomingMessage;

describe('readAnswer', () => {
  test.each([
    ['a page like any other', 'https://www.city.example/a', 0, false],
    ['a posting', 'https://bsky.social/xrpc/x', 1, true],
    ['a session', 'https://api.x.com/1.1/account/verify_credentials.json', 0, true],
  ])('%s', (_, url, count, isRead) => {
    expect(reading(url, postings.slice(0, count)).answer !== null).toBe(isRead);
  });

  test('learns whose session it is', async () => {
    const { answer, sessions, request } = reading(
      'https://api.x.com/1.1/account/verify_credentials.json',
    );
    answer?.onAnswer(answered('{"screen_name":"yokote","id_str":"7"}'));
    await expect.poll(() => sessions.accountOf('x', request)?.account).toBe('yokote');
    expect(answer?.results()).toBeNull();
  });

  test('says what became of the postings, also without an answer', async () => {
    const { answer } = reading('https://bsky.social/xrpc/x', postings);
    expect(await answer?.results()).toEqual([{ taken: null, address: null }]);
    answer?.onAnswer(answered('{"uri":"at://did:plc:a/app.bsky.feed.post/b"}'));
    expect(await answer?.results()).toEqual([
      { taken: true, address: 'https://bsky.app/profile/did:plc:a/post/b', post: 'b' },
    ]);
  });
});
