import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { recorded } from '../../support/recorded.ts';

const program = path.join(projectRoot, 'proxy', 'main.ts');

function replay(folder: string, ...argv: string[]) {
  const env = { ...process.env, INIT_CWD: folder };
  const call = [program, 'policy', 'replay', ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, call, { env, encoding: 'utf8' });
  const reports = stdout.split('\n').filter(Boolean);
  return { status, stderr, reports: reports.map((line) => JSON.parse(line)) };
}

const policy = `version: 1
organization: { name: 見本市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: block
  lists:
    - { id: a, title: a, action: allow, owner: a, reason: a, entries: [example.jp] }
`;
const line = (host: string, at = '2026-11-24T00:00:00.000Z') =>
  `${JSON.stringify({ record: { type: 'decision', ...recorded({ host, at }) } })}\n`;

test('one object for each log, in order, and 1 where the draft would do anything otherwise', async () => {
  await using folder = await temporaryFolder();
  const file = (name: string, text: string) => writeFile(path.join(folder.path, name), text);
  await file('draft.yaml', policy);
  await file('same.jsonl', line('www.example.jp'));
  await file('other.jsonl', line('www.example.jp') + line('other.example'));
  const same = replay(folder.path, '--policy', 'draft.yaml', 'same.jsonl');
  expect(same.status).toBe(0);
  expect(same.reports).toMatchObject([
    { file: 'same.jsonl', decisions: 1, counts: { unchanged: 1 }, unreadable: 0, groups: [] },
  ]);
  const both = replay(folder.path, '--policy=draft.yaml', 'other.jsonl', 'no.jsonl', 'same.jsonl');
  expect(both.status).toBe(1);
  expect(both.reports.map((report) => [report.file, report.counts.blocked])).toEqual([
    ['other.jsonl', 1],
    ['no.jsonl', 0],
    ['same.jsonl', 0],
  ]);
  expect(both.reports[1].problem).toMatch(/ENOENT/);
  const days = replay(folder.path, '--policy=draft.yaml', '--days=1', 'other.jsonl');
  expect([days.status, days.reports[0].decisions]).toEqual([0, 0]);
});

test('a policy or days that cannot be used end it with 1 and a sentence', async () => {
  await using folder = await temporaryFolder();
  await writeFile(path.join(folder.path, 'draft.yaml'), policy);
  await writeFile(path.join(folder.path, 'bad.yaml'), 'version: 2');
  const bad = replay(folder.path, '--policy=bad.yaml', 'a.jsonl');
  expect([bad.status, bad.reports]).toEqual([1, []]);
  expect(bad.stderr).toMatch(/bad\.yaml:1: error: version/);
  const days = replay(folder.path, '--policy=draft.yaml', '--days=x', 'a.jsonl');
  expect([days.status, days.reports]).toEqual([1, []]);
  expect(days.stderr).toMatch(/number of days/);
});
