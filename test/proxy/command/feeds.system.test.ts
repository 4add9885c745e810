import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, 'city/feeds'), { recursive: true });

function sekisho(args: string[], input = '') {
  const env = { ...process.env, INIT_CWD: folder };
  const options = { input, cwd: root, env, encoding: 'utf8' } as const;
  const main = path.join(root, 'proxy/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  const answers = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { status, stderr, answers };
}

const policy = (feed: string) => `version: 1
organization: { name: 横手市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: allow
  lists:
    - { id: malware, title: 不正, action: block, owner: 課, reason: 監視, feed: ${feed} }
`;
writeFileSync(
  path.join(folder, 'city/policy.yaml'),
  policy('{ file: feeds/m.txt, format: hosts }'),
);
writeFileSync(path.join(folder, 'city/lost.yaml'), policy('{ file: feeds/none.txt }'));
writeFileSync(path.join(folder, 'city/feeds/m.txt'), '0.0.0.0 evil.example\n0.0.0.0 b a d\n');

test('decide reads file feeds from the folder of the policy', () => {
  const { status, answers } = sekisho(
    ['decide', '--policy', 'city/policy.yaml'],
    'https://evil.example/\nhttps://www.evil.example/',
  );
  expect(status).toBe(0);
  expect(answers.map(({ action, rule }) => [action, rule])).toEqual([
    ['block', 'malware/evil.example'],
    ['allow', 'destinations.default'],
  ]);
});

test('without the file decide goes on, and says so', () => {
  const { status, answers, stderr } = sekisho(
    ['decide', '--policy', 'city/lost.yaml'],
    'https://evil.example/',
  );
  expect([status, answers[0].action]).toEqual([0, 'allow']);
  expect(stderr).toContain('malware');
});

test('policy check names what is wrong with a feed, and ends with 1 where it is not there', () => {
  const { status, answers } = sekisho(['policy', 'check', 'city/policy.yaml', 'city/lost.yaml']);
  expect(status).toBe(1);
  const ofFeeds = answers.map(
    ({ problems }) => problems.filter(({ path }: { path: string }) => path.endsWith('feed')).length,
  );
  expect(ofFeeds).toEqual([0, 1]);
  expect(sekisho(['policy', 'check', 'city/policy.yaml']).status).toBe(0);
});
