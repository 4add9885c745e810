import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { starterYaml } from '../../support/small-policy.ts';

test('policy test: one object a file, and 1 where an example fails or a file cannot be read', async () => {
  await using folder = await temporaryFolder();
  const starter = starterYaml();
  await writeFile(path.join(folder.path, 'good.yaml'), starter);
  await writeFile(
    path.join(folder.path, 'bad.yaml'),
    starter.replace('default: block', 'default: warn'),
  );
  const run = (...files: string[]) => {
    const program = path.join(projectRoot, 'proxy', 'main.ts');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'policy', 'test', ...files],
      { env: { ...process.env, INIT_CWD: folder.path }, encoding: 'utf8' },
    );
    const lines = stdout.split('\n').filter(Boolean);
    return { status, stderr, answers: lines.map((line) => JSON.parse(line)) };
  };
  const good = run('good.yaml');
  expect([good.status, good.stderr]).toEqual([0, '']);
  expect(good.answers).toMatchObject([{ file: 'good.yaml', failed: 0, problems: [] }]);
  expect(good.answers[0].tests[0]).toMatchObject({ expect: 'allow', passed: true });

  const all = run('bad.yaml', 'no.yaml', 'good.yaml');
  expect(all.status).toBe(1);
  expect(all.answers.map(({ file, failed }) => [file, failed])).toEqual([
    ['bad.yaml', 2],
    ['no.yaml', 0],
    ['good.yaml', 0],
  ]);
  expect(all.stderr).toMatch(/bad\.yaml:\d+: error: tests\[4\]: /);
});
