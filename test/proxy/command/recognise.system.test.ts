import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { postingCases } from '../../support/posting-cases.ts';

const root = path.join(import.meta.dirname, '../../..');

function sekisho(input: string) {
  const main = path.join(root, 'proxy/main.ts');
  const { status, stdout } = spawnSync(process.execPath, [main, 'recognise'], {
    input,
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    status,
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
