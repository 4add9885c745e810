import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseMessage } from '../../../shared/posting/recognise-message.ts';

const own = { hosts: new Map([['toot.example', 'mastodon']]), described: [] };
const recognised = (message: string | Uint8Array, url = 'wss://toot.example/api/v1/streaming') => {
  const payload = new Uint8Array(Buffer.from(message as string));
  const sent = { isText: typeof message === 'string', payload, size: payload.length };
  return recogniseMessage({ url, headers: {} }, sent, own);
};

describe('a message of a WebSocket', () => {
  it.each([
    ['a subscription of the service', '{"type":"subscribe","stream":"user"}'],
    ['its end', '{"type":"unsubscribe","stream":"user"}'],
    ['a ping', '{"type":"ping"}'],
    ['a bare number', '2'],
    ['a line end', '\n'],
    ['the greeting of GraphQL', '{"type":"connection_init","payload":{}}'],
    [
      'a subscription of GraphQL',
      '{"id":"1","type":"start","payload":{"query":"subscription a { b }"}}',
    ],
    ['nothing', ''],
  ])('%s is harmless', (_, message) => {
    expect(recognised(message)).toBe(null);
  });

  it.each([
    ['a text', '雪まつりは明日です', '雪まつりは明日です'],
    ['an object', '{"op":"post","d":{"content":"雪まつり","tags":["a"]}}', 'post\n雪まつり\na'],
    [
      'a mutation of GraphQL',
      '{"type":"subscribe","payload":{"query":"mutation { a }"}}',
      'subscribe\nmutation { a }',
    ],
    [
      'a ping that says something',
      '{"type":"ping","text":"明日は 雪まつり"}',
      'ping\n明日は 雪まつり',
    ],
    ['a subscription that names no query', '{"type":"start","payload":{}}', 'start'],
  ])('%s may be a posting', (_, message, text) => {
    expect(recognised(message)).toMatchObject({
      service: 'mastodon',
      by: 'host',
      act: 'unknown-write',
      text,
      postings: [{ act: 'unknown-write', text }],
    });
  });

  it('of bytes has one attachment', () => {
    const found = recognised(new Uint8Array([0, 1, 2]));
    expect(found).toMatchObject({ act: 'unknown-write', text: '', attachments: [{ size: 3 }] });
  });

  it('that is too large has its size', () => {
    const sent = { isText: false, payload: null, size: 9_000_000 };
    expect(recogniseMessage({ url: 'wss://toot.example/', headers: {} }, sent, own)).toMatchObject({
      act: 'unknown-write',
      attachments: [{ size: 9_000_000 }],
    });
  });

  it('to a host of the catalogue counts, to any other not', () => {
    expect(recognised('文', 'wss://chat.example/')).toBe(null);
    expect(recognised('文', 'wss://x.com/live')).toMatchObject({ service: 'x' });
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (message) => {
        const found = recognised(message);
        if (found !== null) expect(found.postings).toHaveLength(1);
      }),
    );
    const deep = `{"type":"x","a":${'['.repeat(50_000)}"文"${']'.repeat(50_000)}}`;
    expect(recognised(deep)?.act).toBe('unknown-write');
  });
});
