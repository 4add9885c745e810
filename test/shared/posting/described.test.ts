import { describe, expect, it } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { actByPath } from '../../../shared/posting/act-by-path.ts';
import { type DescribedRequest, describedService } from '../../../shared/posting/described.ts';
import { recognise } from '../../../shared/posting/recognise.ts';

const requests: DescribedRequest[] = [
  { act: 'delete', path: '/threads/*/posts', has: { mode: 'delete' } },
  {
    act: 'post',
    methods: ['POST'],
    path: '/threads/*/posts',
    text: ['title', 'entry.body'],
    account: ['author.id'],
    attachments: ['photos'],
  },
  { act: 'edit', methods: ['PUT'], path: '/threads/*/posts/*/', text: ['body'], format: 'html' },
  { act: 'upload', path: '/files/**', whole: 'file' },
  { act: 'post', methods: ['GET'], path: '/share', has: { '?text': '*' }, text: ['?text'] },
  { act: 'harmless', path: '/read/**' },
];
const board = describedService({
  id: 'machi-board',
  title: 'まち掲示板',
  hosts: ['board.example.jp'],
  requests,
});
const known = { hosts: new Map([['board.example.jp', 'machi-board']]), described: [board] };

function ask(method: string, path: string, body: unknown = '', type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return recognise(
    {
      method,
      url: `https://board.example.jp${path}`,
      headers: { 'content-type': type },
      body: new TextEncoder().encode(text),
    },
    known,
  );
}

describe('a service that the policy describes', () => {
  it('posts with the text of its fields, its account and what was uploaded before', () => {
    const body = {
      title: '雪まつり',
      entry: { body: '土曜日です' },
      author: { id: 7 },
      photos: ['p1', 'p2'],
    };
    expect(ask('POST', '/threads/12/posts', body)).toMatchObject({
      service: 'machi-board',
      by: 'host',
      act: 'post',
      text: '雪まつり\n土曜日です',
      account: '7',
      attachments: [{ reference: 'p1' }, { reference: 'p2' }],
    });
  });

  it.each<[string, ReturnType<typeof ask>, string | null, string]>([
    [
      'a field that tells it apart',
      ask('POST', '/threads/1/posts', { mode: 'delete' }),
      'delete',
      '',
    ],
    ['another value of that field', ask('POST', '/threads/1/posts', { mode: 'x' }), 'post', ''],
    ['a slash at the end', ask('POST', '/threads/1/posts/', { title: 'a' }), 'post', 'a'],
    ['markup', ask('PUT', '/threads/1/posts/2', { body: '<p>雪</p>' }), 'edit', '雪'],
    ['a file', ask('POST', '/files/a/b.png', 'xyz', 'image/png'), 'upload', ''],
    ['a query', ask('GET', '/share?text=%E9%9B%AA'), 'post', '雪'],
    ['a query without the field', ask('GET', '/share?u=1'), null, ''],
    ['reading', ask('GET', '/threads/1/posts'), null, ''],
    ['what is harmless', ask('POST', '/read/1/2', { x: 1 }), null, ''],
    ['another method', ask('PATCH', '/threads/1/posts/2', { body: 'a' }), 'unknown-write', ''],
    ['another path', ask('POST', '/threads/1', { title: 'a' }), 'unknown-write', ''],
    ['a deeper path', ask('POST', '/threads/1/2/posts', { title: 'a' }), 'unknown-write', ''],
    ['another case of a path', ask('POST', '/Threads/1/posts', {}), 'unknown-write', ''],
  ])('%s', (_, found, act, text) => {
    expect(found).toMatchObject({ service: 'machi-board', act, text });
  });

  it('is nobody elsewhere, and leaves no room for other shapes on its host', () => {
    const url = 'https://other.example.jp/threads/1/posts';
    const body = new Uint8Array();
    expect(recognise({ method: 'POST', url, headers: {}, body }, known).service).toBeNull();
    expect(ask('POST', '/api/v1/statuses', { status: 'a' })).toMatchObject({
      service: 'machi-board',
      act: 'unknown-write',
    });
  });

  it('is read in its own charset', () => {
    const service = describedService({
      id: 'old',
      title: '古い掲示板',
      hosts: ['old.example.jp'],
      charset: 'shift_jis',
      requests: [{ act: 'post', path: '/bbs.cgi', text: ['MESSAGE'] }],
    });
    const found = recognise(
      {
        method: 'POST',
        url: 'https://old.example.jp/bbs.cgi',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new TextEncoder().encode('MESSAGE=%90%E1'),
      },
      { hosts: new Map(), described: [service] },
    );
    expect(found).toMatchObject({ service: 'old', act: 'post', text: '雪' });
  });

  it('says before the body is seen what the path says alone', () => {
    const at = (path: string) => {
      const parsed = parseDestination(`https://board.example.jp${path}`);
      if (!parsed.ok) throw new Error(path);
      return actByPath('POST', parsed.destination, known);
    };
    expect(at('/files/a')).toBe('upload');
    expect(at('/threads/1/posts')).toBe('unsure');
    expect(at('/read/1')).toBeNull();
    expect(at('/else')).toBe('unknown-write');
  });

  it('throws on a path that no check let through', () => {
    expect(() =>
      describedService({ id: 'a', title: 'a', hosts: [], requests: [{ act: 'post', path: 'x(' }] }),
    ).toThrow('posting.requests: x(');
  });
});
