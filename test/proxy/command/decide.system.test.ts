import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decisionIdPattern } from '../../../shared/policy/decision-id.ts';
import { decisionRows, policyFile } from '../../support/decision-rows.ts';

const root = path.join(import.meta.dirname, '../../..');

function sekisho(args: string[], input: string, cwd = root) {
  const env = { ...process.env, INIT_CWD: cwd };
  const main = path.join(root, 'proxy/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    cwd: root,
    env,
    encoding: 'utf8',
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

test.each([...new Set(decisionRows.map(({ policy }) => policy))])(
  'decide answers the whole table, in order: %s',
  (name) => {
    const rows = decisionRows.filter(({ policy }) => policy === name);
    const input = rows.map(({ request }) => JSON.stringify(request)).join('\n');
    const { status, answers } = sekisho(
      ['decide', '--policy', `${name}.yaml`],
      input,
      path.dirname(policyFile(name)),
    );
    expect(status).toBe(0);
    expect(answers).toHaveLength(rows.length);
    for (const [i, { request, expected }] of rows.entries()) {
      const { host: _, ...decision } = expected;
      expect(answers[i]).toMatchObject({ url: request.url, ...decision });
      expect(answers[i].id).toMatch(decisionIdPattern);
    }
  },
);

test('decide takes the starter policy, and answers broken lines in their place', () => {
  const { status, answers, stderr } = sekisho(
    ['decide'],
    'https://www.mlit.go.jp/\r\n\n{x\nhttp://10.0.0.1/',
  );
  expect(status).toBe(0);
  expect(answers.map(({ reason }) => reason)).toEqual([
    'entry',
    'malformed',
    'malformed',
    'zone-closed',
  ]);
  expect(stderr).toContain('decide: 3:');
});

test('decide --explain says in each line what led to it', () => {
  const { status, answers } = sekisho(
    ['decide', '--explain'],
    'https://www.mlit.go.jp/\nhttps://translate.google.com/?u=https://a.example/\nnonsense',
  );
  expect(status).toBe(0);
  expect(answers).toMatchObject([
    { explain: { list: 'public-bodies', matched: [{ lostBy: null }], copies: [], revision: null } },
    { explain: { matched: [], copies: [{ url: 'https://a.example/', action: 'block' }] } },
    { reason: 'malformed', explain: null },
  ]);
});

test.each([
  ['a policy that is not there', ['decide', '--policy', '/nowhere.yaml'], 'policy file'],
  ['a policy with problems', ['decide', '--policy', path.join(root, 'biome.json')], 'error'],
  ['an option that there is not', ['decide', '--colour'], 'unknown option'],
])('decide cannot work with %s', (_, args, word) => {
  const { status, answers, stderr } = sekisho(args, 'https://go.jp/');
  expect([status, answers]).toEqual([1, []]);
  expect(stderr).toContain(word);
});

test('policy check gives an object for each file, and fails where one has an error', () => {
  const good = policyFile('star');
  const { status, answers } = sekisho(['policy', 'check', good, 'biome.json'], '');
  expect(status).toBe(1);
  const witness = 'https://very.safe.example/path-other';
  expect(answers).toMatchObject([
    { file: good, problems: [{ severity: 'warning', witness }] },
    { file: 'biome.json' },
  ]);
  const { status: warned, stderr } = sekisho(['policy', 'check', good], '');
  expect([warned, stderr]).toEqual([0, expect.stringContaining(`[${witness}]`)]);
});

test('policy schema and policy diff print one object', () => {
  expect(sekisho(['policy', 'schema'], '').answers).toMatchObject([{ type: 'object' }]);
  const diff = sekisho(['policy', 'diff', policyFile('star'), policyFile('deny-list')], '');
  expect([diff.status, diff.answers[0].other]).toEqual([1, expect.arrayContaining(['units'])]);
});
