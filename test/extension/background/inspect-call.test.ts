import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { inspectContent } from '../../../extension/background/inspect-call.ts';
import { inspectPieceBytes } from '../../../shared/protocol/link.ts';
import { utf8, zipOf } from '../../proxy/inspection/build-documents.ts';
import { policyState, smallPolicy, startTestLink } from '../../support/running-link.ts';

const upload = '6f1c2a34-0000-4000-8000-000000000001';
const uploads = {
  levelOf: { 'mark:部外秘': '2' },
  rules: [{ level: ['2'], to: 'any', action: 'block' }],
  default: 'allow',
};

async function inspectBy(
  content: Blob,
  changes: Partial<Parameters<typeof inspectContent>[0]> = {},
) {
  await using link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy({ uploads })));
  const client = await link.enrolled();
  const sent: number[] = [];
  const result = await inspectContent({
    fetcher: fetch,
    linkUrl: `http://127.0.0.1:${link.port}`,
    withToken: (call) => call(`Bearer ${client.credential.token}`),
    content,
    of: { upload, kind: 'file', name: '案.txt', page: 'https://a.example/' },
    onProgress: (bytes) => sent.push(bytes),
    signal: new AbortController().signal,
    ...changes,
  });
  return { result, sent };
}

test('goes in pieces, and tells how far', async () => {
  const filler = 'あ\n'.repeat(inspectPieceBytes / 4);
  const content = new Blob([filler, filler, '部外秘']);
  const { result, sent } = await inspectBy(content);
  expect(result).toMatchObject({
    ok: true,
    decision: { action: 'block', upload: { items: [{ name: '案.txt', bytes: content.size }] } },
  });
  expect(sent).toEqual([inspectPieceBytes, 2 * inspectPieceBytes]);
});

test('an empty file is one piece of nothing', async () => {
  const { result } = await inspectBy(new Blob([]));
  expect(result).toMatchObject({ ok: true, decision: { action: 'allow' } });
});

test('of a long name the end is told', async () => {
  const name = `${'あ'.repeat(1200)}.txt`;
  const of = { upload, kind: 'file' as const, name, page: 'https://a.example/' };
  const { result } = await inspectBy(new Blob(['x']), { of });
  expect(result).toMatchObject({ ok: true });
});

test.each<[string, Blob, Partial<Parameters<typeof inspectContent>[0]>, object]>([
  [
    'nobody answers',
    new Blob(['x']),
    { linkUrl: 'http://127.0.0.1:1' },
    { ok: false, status: 0, code: 'unreachable' },
  ],
  [
    'the link refuses',
    new Blob(['x']),
    { withToken: (call) => call('Bearer x') },
    { ok: false, status: 401 },
  ],
  ['it was cancelled', new Blob(['x']), { signal: AbortSignal.abort() }, { ok: false, status: 0 }],
  [
    'the file cannot be read',
    Object.assign(new Blob(['x']), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    }),
    {},
    { ok: false, code: 'file-unreadable' },
  ],
  [
    'the file has become shorter',
    Object.assign(new Blob(['xy']), { slice: () => new Blob(['x']) }),
    {},
    { ok: false, code: 'file-unreadable' },
  ],
])('where %s, nothing is decided', async (_, content, changes, expected) => {
  const { result } = await inspectBy(content, changes);
  expect(result).toMatchObject(expected);
});

test('a password goes with the last piece alone, and what it opens is decided on', async () => {
  const inner = '部外秘\n'.repeat(10);
  const filler = randomBytes(inspectPieceBytes + 9);
  const locked = await zipOf({ '案.txt': inner, 'b.bin': filler }, { password: utf8('ひみつ') });
  const headers: string[] = [];
  const fetcher: typeof fetch = (url, init) => {
    headers.push(new Headers(init?.headers).get('sekisho-upload') ?? '');
    return fetch(url, init);
  };
  const of = { upload, kind: 'file' as const, name: 'a.zip', page: 'https://a.example/' };
  const content = new Blob([Buffer.from(locked)]);
  const inspect = async (password: string) =>
    (await inspectBy(content, { fetcher, of: { ...of, password } })).result;
  expect(await inspect('chigau')).toEqual({ ok: true, isLocked: true });
  expect(headers.map((each) => Buffer.from(each, 'base64url').includes('chigau'))).toEqual([
    false,
    true,
  ]);
  expect(await inspect('ひみつ')).toMatchObject({ ok: true, decision: { action: 'block' } });
  const { result } = await inspectBy(content, { of });
  expect(result).toMatchObject({ ok: true, lock: 'wanted' });
});
