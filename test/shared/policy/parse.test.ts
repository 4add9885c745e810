import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';

const head = `version: 1
organization: { name: みほん市 }
units: [総務]
users: [{ id: tanaka, name: 田中, unit: 総務 }]
mode: enforce
zones:
  closed: [0.0.0.0/8, 10.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16, "::1/128", "fc00::/7", "fe80::/10"]
destinations:
  default: block
`;
/** A policy with one list, whose lines begin on line 17. */
function withEntries(...entries: string[]): string {
  return `${head}  lists:
    - id: one
      title: 一
      action: allow
      owner: 課
      reason: 業務
      entries:
${entries.map((entry) => `        - ${entry}`).join('\n')}
`;
}
/** `severity line path` of every problem. */
function problemsOf(yaml: string): string[] {
  return parsePolicy(yaml).problems.map(
    ({ severity, line, path }) => `${severity} ${line} ${path}`,
  );
}

test('the starter policy has no problem, and can be compiled', () => {
  const file = new URL('../../../shared/policy/starter.yaml', import.meta.url);
  const { policy, problems } = parsePolicy(readFileSync(file, 'utf8'));
  expect(problems).toEqual([]);
  if (policy === null) throw new Error('no policy');
  expect(compilePolicy(policy).entries.size).toBeGreaterThan(20);
});

const entryAt = 'destinations.lists[0].entries';
test.each([
  ['a sound policy has none', withEntries('go.jp'), []],
  ['an unknown key', `${head}colour: red\n`, ['error 10 colour']],
  [
    'a key that is not there',
    withEntries('{ match: go.jp, hours: { from: "08:30", holiday: closed } }'),
    ['error 17 destinations.lists[0].entries[0].hours.holiday'],
  ],
  [
    'a missing key, told where it belongs',
    head.replace('  default: block\n', '  lists: []\n'),
    ['error 8 destinations.default'],
  ],
  ['a value of the wrong kind', head.replace('mode: enforce', 'mode: [enforce]'), ['error 5 mode']],
  [
    'a number that should be a text',
    head.replace('{ name: みほん市 }', '{ name: みほん市, code: 052035 }'),
    ['error 2 organization.code'],
  ],
  ['a filter that cannot be read', withEntries('go.jp', '"*.go.jp"'), [`error 18 ${entryAt}[1]`]],
  [
    'a glob that cannot be read',
    withEntries('{ match: "glob:a.**.jp" }'),
    [`error 17 ${entryAt}[0].match`],
  ],
  ['a scheme that is not carried', withEntries('ftp://example.jp'), [`error 17 ${entryAt}[0]`]],
  ['an allow of everything', withEntries('"*"'), [`error 17 ${entryAt}[0]`]],
  ['an allow of every https site', withEntries('"https://*"'), [`error 17 ${entryAt}[0]`]],
  ['an allow of a top-level domain', withEntries('jp'), [`error 17 ${entryAt}[0]`]],
  [
    'an allow of a top-level domain by a glob',
    withEntries('"glob:https://*.jp/**"'),
    [`error 17 ${entryAt}[0]`],
  ],
  ['a block of a top-level domain is fine', withEntries('{ match: zip, action: block }'), []],
  [
    'an allow below a public suffix is a warning',
    withEntries('co.jp'),
    [`warning 17 ${entryAt}[0]`],
  ],
  ['a star in a path is a warning', withEntries('example.jp/a*'), [`warning 17 ${entryAt}[0]`]],
  [
    'an entry twice is a warning',
    withEntries('example.jp', 'example.jp'),
    [`warning 18 ${entryAt}[1]`],
  ],
  [
    'a unit that is not there',
    withEntries('{ match: example.jp, units: [財政] }'),
    [`error 17 ${entryAt}[0].units[0]`],
  ],
  [
    'a user that is not there',
    withEntries('{ match: example.jp, users: [tanaka, sato] }'),
    [`error 17 ${entryAt}[0].users[1]`],
  ],
  [
    'an end before the beginning',
    withEntries('{ match: example.jp, from: 2027-04-01, until: 2027-03-31 }'),
    [`error 17 ${entryAt}[0].until`],
  ],
  [
    'one day is a term',
    withEntries('{ match: example.jp, from: 2027-04-01, until: 2027-04-01 }'),
    [],
  ],
  [
    'hours without time between',
    withEntries('{ match: example.jp, hours: { from: "08:30", to: "08:30" } }'),
    [`error 17 ${entryAt}[0].hours.from`],
  ],
  [
    'a day that there is not',
    withEntries('{ match: example.jp, until: 2027-02-30 }'),
    [`error 17 ${entryAt}[0].until`],
  ],
  [
    'a wrong key of an entry',
    withEntries('{ mach: example.jp }'),
    [`error 17 ${entryAt}[0].match`, `error 17 ${entryAt}[0].mach`],
  ],
  [
    'users twice',
    head.replace('unit: 総務 }]', 'unit: 総務 }, { id: tanaka, name: 二 }]'),
    ['error 4 users[1].id'],
  ],
  [
    'a user of an unknown unit',
    head.replace('unit: 総務 }]', 'unit: 財政 }]'),
    ['error 4 users[0].unit'],
  ],
  [
    'lists twice',
    `${withEntries('go.jp')}    - { id: one, title: 二, action: block, owner: 課, reason: 業, entries: [] }\n`,
    ['error 18 destinations.lists[1].id'],
  ],
  ['a range that is none', head.replace('10.0.0.0/8', '10.0.0.0/80'), ['error 7 zones.closed[1]']],
  [
    'an exception without a port',
    head.replace('zones:\n', 'zones:\n  open: [127.0.0.1]\n'),
    ['error 7 zones.open[0]'],
  ],
  [
    'internal ranges left open are a warning',
    head.replace('10.0.0.0/8, ', ''),
    ['warning 7 zones.closed'],
  ],
  [
    'an exception from interception with a path',
    `${head}intercept: { except: [{ match: example.jp/x, reason: 証明 }] }\n`,
    ['error 10 intercept.except[0].match'],
  ],
  [
    'a path below an excepted host is a warning',
    `${withEntries('example.jp/x')}intercept: { except: [{ match: example.jp, reason: 証明 }] }\n`,
    [`warning 17 ${entryAt}[0]`],
  ],
  [
    'a bundle that expires before it is stale',
    `${head}bundle: { freshFor: P2D, expires: P1D }\n`,
    ['error 10 bundle.expires'],
  ],
  [
    'a feed, without a word on entries',
    `${head}  lists:\n    - { id: a, title: b, action: block, owner: c, reason: d, feed: { file: x } }\n`,
    [],
  ],
  [
    'neither entries nor a feed',
    `${head}  lists:\n    - { id: a, title: b, action: block, owner: c, reason: d }\n`,
    ['error 11 destinations.lists[0].entries'],
  ],
])('%s', (_, yaml, expected) => {
  expect(problemsOf(yaml)).toEqual(expected);
});

test('all problems come at once, those of the schema and those of the meaning', () => {
  const yaml = withEntries('"*.go.jp"', '{ match: jp, until: yesterday }', '3').replace(
    'mode: enforce',
    'mode: on',
  );
  expect(problemsOf(yaml)).toEqual([
    'error 5 mode',
    `error 17 ${entryAt}[0]`,
    `error 18 ${entryAt}[1].until`,
    `error 18 ${entryAt}[1].match`,
    `error 19 ${entryAt}[2]`,
  ]);
  expect(parsePolicy(yaml).policy).toBeNull();
});

describe('YAML itself', () => {
  test.each([
    ['nothing', '', null],
    ['a comment alone', '# なし\n', null],
    ['a tab as indentation', 'version: 1\norganization:\n\tname: x\n', 3],
    ['a key twice', 'version: 1\nversion: 1\n', 2],
    ['a quotation mark that does not close', 'version: "1\n', null],
    ['an alias without an anchor', 'version: *x\n', 1],
    ['a star without quotation marks', `${withEntries('*')}`, 17],
    ['a star before a host without quotation marks', `${withEntries('go.jp', '*.go.jp')}`, 18],
    ['two documents', 'version: 1\n---\nversion: 1\n', null],
    ['a list instead of keys', '- a\n', 1],
    ['a text instead of keys', 'hello', 1],
    [
      'an alias bomb',
      `a: &a [${'x,'.repeat(50)}]\n${'bcdefgh'
        .split('')
        .map((name, i) => `${name}: &${name} [${`*${'abcdefg'[i]},`.repeat(50)}]`)
        .join('\n')}\n`,
      null,
    ],
    ['nesting without end', `${'['.repeat(50_000)}`, null],
    ['a document without end', `# ${'x'.repeat(5_000_001)}`, null],
    ['a key of prototypes', '__proto__: { mode: observe }\n', null],
  ])('%s is a problem, not a crash', (_, yaml, line) => {
    const { policy, problems } = parsePolicy(yaml);
    expect(policy).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    if (line !== null) expect(problems.map((problem) => problem.line)).toContain(line);
    for (const { message, cure } of problems) {
      expect(message).toMatch(/[ぁ-んァ-ン].*\/ .*[a-z]/);
      expect(cure).toMatch(/[ぁ-んァ-ン]/);
    }
  });
});

test('anchors may be used in measure', () => {
  const yaml = withEntries(
    '{ match: a.example, hours: &day { from: "08:30", to: "17:15" } }',
    '{ match: b.example, hours: *day }',
  );
  expect(parsePolicy(yaml).problems).toEqual([]);
});

test('every doubled key is said with its line, however deep it stands', () => {
  const yaml = `${head}mode: observe\ncontacts: { a: { title: x, title: y } }\n`;
  expect(problemsOf(yaml)).toEqual(['error 10 ', 'error 11 ']);
});

test('very many keys, or mistakes, are read in no long time', { timeout: 120_000 }, () => {
  const keys = Array.from({ length: 100_000 }, (_, n) => `  k${n}: { titl: a }`);
  const { policy, problems } = parsePolicy(`${head}contacts:\n${keys.join('\n')}\n`);
  const torn = parsePolicy(`${head}x: ${'"a" '.repeat(100_000)}\n`);
  expect(policy).toBeNull();
  expect(problems).toHaveLength(1001);
  expect(torn.problems.map(({ line }) => line)).toEqual(torn.problems.map(() => 10));
});

test('of very many problems the errors come first, and the rest is counted', () => {
  const entries = Array.from({ length: 1500 }, (_, n) => (n < 1200 ? '"go.jp"' : '"*"'));
  const { problems } = parsePolicy(withEntries(...entries));
  expect(problems).toHaveLength(1001);
  expect(problems.filter(({ severity }) => severity === 'error')).toHaveLength(301);
  expect(problems.map(({ message }) => message).join()).toMatch(/ほかに \d+ 件/);
});
