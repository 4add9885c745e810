import { describe, expect, it } from 'vitest';
import { recognise } from '../../../../shared/posting/recognise.ts';
import { hostedPath } from '../../../../shared/posting/wordpress/hosted.ts';

const host = 'https://public-api.wordpress.com';

function actOf(method: string, path: string, body: object = {}) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const { service, act, text } = recognise({ method, url: host + path, headers: {}, body: bytes });
  return { service, act, text };
}

describe('the API of wordpress.com', () => {
  it.each([
    ['a post', '/rest/v1.1/sites/1/posts/new', { title: 'a', content: '<p>b</p>' }, 'post', 'a\nb'],
    [
      'a draft',
      '/rest/v1.2/sites/a.example/posts/new/',
      { title: 'a', status: 'draft' },
      'upload',
      'a',
    ],
    [
      'a post with its time',
      '/rest/v1.1/sites/1/posts/new',
      { title: 'a', status: 'future' },
      'schedule',
      'a',
    ],
    ['an edit', '/rest/v1.1/sites/1/posts/2', { content: 'b' }, 'edit', 'b'],
    ['a draft that is published', '/rest/v1.1/sites/1/posts/2', { status: 'publish' }, 'post', ''],
    ['a deletion', '/rest/v1.1/sites/1/posts/2/delete', {}, 'delete', ''],
    ['a like', '/rest/v1.1/sites/1/posts/2/likes/new', {}, null, ''],
    ['a repost', '/rest/v1.1/sites/1/posts/2/reblogs/new', {}, 'repost', ''],
    ['a repost with a word', '/rest/v1.1/sites/1/posts/2/reblogs/new', { note: 'a' }, 'quote', 'a'],
    ['a comment', '/rest/v1.1/sites/1/posts/2/replies/new', { content: 'a' }, 'comment', 'a'],
    ['what nobody knows', '/rest/v1.1/sites/1/hologram', {}, 'unknown-write', ''],
    ['REST below a site', '/wp/v2/sites/1/posts', { title: 'a', status: 'publish' }, 'post', 'a'],
  ])('%s', (_, path, body, act, text) => {
    expect(actOf('POST', path, body)).toEqual({ service: 'wordpress', act, text });
  });
});

describe('hostedPath', () => {
  it.each([
    ['/wp/v2/sites/1/posts/2', '/wp-json/wp/v2/posts/2'],
    ['/rest/v1.1/sites/1/posts/new', '/rest/v1.1/sites/1/posts/new'],
    ['/wp-json/wp/v2/posts', '/wp-json/wp/v2/posts'],
  ])('%s', (path, expected) => {
    expect(hostedPath(path)).toBe(expected);
  });
});
