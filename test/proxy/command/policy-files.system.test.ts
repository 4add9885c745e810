/** `policy import` and `policy export`, as they are called. */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { starterYaml } from '../../support/small-policy.ts';

function policy(folder: string, ...argv: string[]) {
  const program = path.join(projectRoot, 'proxy', 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'policy', ...argv], {
    env: { ...process.env, INIT_CWD: folder },
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { status, stderr, answers: lines.map((line) => JSON.parse(line)) };
}

test('what is exported says the same when it is read again, and keeps its comments', async () => {
  await using folder = await temporaryFolder();
  const starter = starterYaml();
  await writeFile(path.join(folder.path, 'p.yaml'), starter);
  const yaml = policy(folder.path, 'export', '--to', 'yaml', 'p.yaml');
  expect([yaml.status, yaml.stderr]).toEqual([0, '']);
  expect(parsePolicy(yaml.answers[0].text).policy).toEqual(parsePolicy(starter).policy);
  const comments = (text: string) => text.match(/#[^\n]*/g);
  expect(comments(yaml.answers[0].text)).toEqual(comments(starter));
  const json = policy(folder.path, 'export', '--to=json', '--out=p.json', 'p.yaml');
  expect(json.answers).toEqual([{ file: 'p.yaml', to: 'json', out: 'p.json', leftOut: [] }]);
  const written = await readFile(path.join(folder.path, 'p.json'), 'utf8');
  expect(parsePolicy(written).policy).toEqual(parsePolicy(starter).policy);
});

test('what a form cannot say is told, and ends with 1', async () => {
  await using folder = await temporaryFolder();
  const starter = starterYaml().replace('- go.jp', '- "glob:https://*.go.jp/**"\n        - go.jp');
  await writeFile(path.join(folder.path, 'p.yaml'), starter);
  const { status, stderr, answers } = policy(folder.path, 'export', '--to=chromium', 'p.yaml');
  expect([status, JSON.parse(answers[0].text).URLBlocklist]).toEqual([1, ['*']]);
  expect(stderr).toMatch(/public-bodies\/glob:.*no globs/);
  const unknown = policy(folder.path, 'export', '--to=pdf', 'p.yaml');
  expect([unknown.status, unknown.answers]).toEqual([1, []]);
  expect(unknown.stderr).toMatch(/choose one of yaml, json, csv, chromium/);
});

test('an import tells of each line, writes the policy, and ends with 1 where one cannot be used', async () => {
  await using folder = await temporaryFolder();
  await writeFile(path.join(folder.path, 'p.yaml'), starterYaml());
  await writeFile(path.join(folder.path, 'h.txt'), '0.0.0.0 a.example\n0.0.0.0 [\n');
  const call = ['--policy=p.yaml', '--list=working', '--out=new.yaml'];
  const { status, stderr, answers } = policy(folder.path, 'import', ...call, 'h.txt', 'no.txt');
  expect(status).toBe(1);
  expect(answers).toMatchObject([
    { file: 'h.txt', format: 'hosts', taken: 1, problems: 1 },
    { file: 'no.txt', problem: expect.stringContaining('ENOENT') },
  ]);
  expect(stderr).toMatch(/h\.txt:2: \[: /);
  const written = parsePolicy(await readFile(path.join(folder.path, 'new.yaml'), 'utf8')).policy;
  const working = written?.destinations.lists?.find(({ id }) => id === 'working');
  expect(working?.entries).toContain('.a.example');
  const missing = policy(folder.path, 'import', '--policy=p.yaml', '--list=x', 'h.txt');
  expect([missing.status, missing.answers]).toEqual([1, []]);
  expect(missing.stderr).toMatch(/no such list/);
});
