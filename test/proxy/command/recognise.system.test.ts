import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postingCases } from '../../support/posting-cases.ts';

const root = path.join(import.meta.dirname, '../../..');

function sekisho(input: string, ...options: string[]) {
  const main = path.join(root, 'proxy/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'recognise', ...options], {
    input,
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    status,
    stderr,
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

test('recognise answers every case, in order, and every broken line between them', () => {
  const lines = postingCases.flatMap(({ says: _, expected: __, ...request }) => [
    JSON.stringify(request),
    '{"broken',
  ]);
  const { status, answers } = sekisho(`${lines.join('\n')}\n\n`);
  expect(status).toBe(0);
  expect(answers).toHaveLength(lines.length + 1);
  for (const [i, { says, expected }] of postingCases.entries()) {
    const { service, act } = answers[i * 2];
    expect({ says, service, act }).toEqual({
      says,
      service: expected.service,
      act: expected.act,
    });
    expect(answers[i * 2 + 1]).toEqual({ service: null, act: null });
  }
});

test('recognise reads a body of megabytes', () => {
  const url = 'https://bsky.social/xrpc/com.atproto.repo.uploadBlob';
  const bodyBase64 = Buffer.alloc(8_000_000).toString('base64');
  const headers = { 'content-type': 'video/mp4' };
  const { answers } = sekisho(JSON.stringify({ method: 'POST', url, headers, bodyBase64 }));
  expect(answers).toEqual([
    {
      service: 'bluesky',
      act: 'upload',
      attachments: [{ name: null, type: 'video/mp4', size: 8_000_000, reference: null }],
    },
  ]);
});

test('recognise --policy knows what the policy describes, and says what is wrong with one', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-recognise-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'policy.yaml');
  await writeFile(
    file,
    `version: 1
organization: { name: 横手市, code: "052035" }
mode: enforce
users: [{ id: tanaka, name: 田中 }]
zones: { closed: [10.0.0.0/8] }
destinations: { default: block }
intercept: { default: true }
posting:
  - service: machi-board
    title: まち掲示板
    responsible: tanaka
    hosts: [board.example.jp]
    accounts: [{ name: city, posters: [tanaka] }]
    requests:
      - { act: post, path: "/threads/*/posts", text: [body] }
`,
  );
  const url = 'https://board.example.jp/threads/1/posts';
  const line = JSON.stringify({ method: 'POST', url, body: { body: '雪まつり' } });
  const known = sekisho(`${line}\n`, '--policy', file);
  expect(known).toMatchObject({
    status: 0,
    answers: [{ service: 'machi-board', act: 'post', text: '雪まつり' }],
  });
  expect(sekisho(`${line}\n`).answers).toEqual([{ service: null, act: null }]);
  await writeFile(file, 'version: 1\n');
  expect(sekisho(`${line}\n`, '--policy', file)).toMatchObject({ status: 1, answers: [] });
});
