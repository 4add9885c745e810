import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { recogniseLine } from '../../../proxy/command/recognise-line.ts';

function answer(line: unknown, notes: string[] = []) {
  const text = typeof line === 'string' ? line : JSON.stringify(line);
  return recogniseLine({ text, tooLong: false }, 1, (sentence) => notes.push(sentence));
}
const nothing = { service: null, act: null };

describe('a line of recognise', () => {
  it.each([
    [
      'a post with its text and account',
      {
        method: 'POST',
        url: 'https://bsky.social/xrpc/com.atproto.repo.createRecord',
        headers: { 'Content-Type': 'application/json' },
        body: '{"repo":"did:plc:a","collection":"app.bsky.feed.post","record":{"text":"文"}}',
      },
      { service: 'bluesky', act: 'post', account: 'did:plc:a', text: '文' },
    ],
    [
      'a body as JSON itself, and no headers',
      { method: 'POST', url: 'https://api.x.com/2/tweets', body: { text: '文' } },
      { service: 'x', act: 'post', text: '文' },
    ],
    [
      'headers as pairs, the body null',
      { method: 'delete', url: 'https://api.x.com/2/tweets/1', headers: [['A', 'b']], body: null },
      { service: 'x', act: 'delete' },
    ],
    [
      'bytes as Base64, never shown again',
      {
        method: 'POST',
        url: 'https://bsky.social/xrpc/com.atproto.repo.uploadBlob',
        headers: { 'content-type': 'image/png' },
        bodyBase64: 'AAEC',
      },
      {
        service: 'bluesky',
        act: 'upload',
        attachments: [{ name: null, type: 'image/png', size: 3, reference: null }],
      },
    ],
    [
      'something harmless',
      { method: 'GET', url: 'https://x.com/home' },
      { service: 'x', act: null },
    ],
    ['something elsewhere', { method: 'POST', url: 'https://www.city.example/' }, nothing],
    [
      'headers of the wrong type',
      { method: 'DELETE', url: 'https://api.x.com/2/tweets/1', headers: 'none' },
      { service: 'x', act: 'delete' },
    ],
    [
      'a header that is no text, and bytes that are none',
      {
        method: 'POST',
        url: 'https://api.x.com/2/tweets',
        headers: { dnt: true, 'content-length': 12 },
        bodyBase64: 5,
      },
      { service: 'x', act: 'post' },
    ],
    [
      'a line with a byte order mark',
      '\uFEFF{"method":"DELETE","url":"https://api.x.com/2/tweets/1"}',
      { service: 'x', act: 'delete' },
    ],
    ['no method', { url: 'https://x.com/home' }, { service: 'x', act: null }],
  ])('reads %s', (_, line, expected) => {
    expect(answer(line)).toEqual(expected);
  });

  it('shows each posting where there are several', () => {
    const create = (text: string) => ({ collection: 'app.bsky.feed.post', value: { text } });
    const found = answer({
      method: 'POST',
      url: 'https://bsky.social/xrpc/com.atproto.repo.applyWrites',
      body: { writes: [create('一'), create('二'), create('三')] },
    });
    expect(found).toMatchObject({ service: 'bluesky', act: 'post', text: '一\n二\n三' });
    expect(found.posts).toEqual(['一', '二', '三'].map((text) => ({ act: 'post', text })));
  });

  it.each([
    ['broken JSON', '{"url":'],
    ['nothing', ''],
    ['a number', '5'],
    ['no url', '{"method":"GET"}'],
    ['a list', '[]'],
  ])('answers %s, with a note', (_, line) => {
    const notes: string[] = [];
    expect(answer(line, notes)).toEqual(nothing);
    expect(notes).toHaveLength(1);
  });

  it('answers a body that is nested without end', () => {
    const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
    const line = `{"method":"POST","url":"https://x.com/i/api/2/tweets","body":${deep}}`;
    expect(answer(line)).toHaveProperty('service');
  });

  it('answers a line that is too long', () => {
    const notes: string[] = [];
    const found = recogniseLine({ text: '', tooLong: true }, 7, (sentence) => notes.push(sentence));
    expect(found).toEqual(nothing);
    expect(notes[0]).toMatch(/^7: /);
  });
});

describe('a body as it was sent', () => {
  const tweet = JSON.stringify({ text: '文' });
  const line = (encoding: string, bytes: Uint8Array) => ({
    method: 'POST',
    url: 'https://api.x.com/2/tweets',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
    bodyBase64: Buffer.from(bytes).toString('base64'),
  });

  it.each([
    ['gzip', gzipSync(tweet)],
    ['deflate', deflateSync(tweet)],
    ['br', brotliCompressSync(tweet)],
    ['zstd', zstdCompressSync(tweet)],
    ['gzip, though it is none', Buffer.from(tweet)],
    ['GZIP', gzipSync(tweet)],
    ['identity', Buffer.from(tweet)],
  ])('%s', (encoding, bytes) => {
    const said = encoding.split(',', 1)[0] ?? '';
    expect(answer(line(said, bytes))).toEqual({ service: 'x', act: 'post', text: '文' });
  });
});
