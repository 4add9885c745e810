import { expect, test } from 'vitest';
import { suggest } from '../../../../proxy/hub/policy/suggest.ts';
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const policy = compilePolicy(policyOf(exampleYaml));
const now = Date.parse('2026-11-23T00:00:00Z');
const matches = (text: string, as: 'page' | 'host' | 'subdomains') =>
  suggest(policy, text, as, now).map(({ match }) => match);

const rows: [string, string, string | null, string | null, string | null][] = [
  [
    'a page',
    'https://www.example.com/a/b?x=1#y',
    '.www.example.com/a/b',
    '.www.example.com',
    'www.example.com',
  ],
  ['a host', 'www.example.com', '.www.example.com', '.www.example.com', 'www.example.com'],
  ['a host with a path', 'example.com/form', '.example.com/form', '.example.com', 'example.com'],
  [
    'another port',
    'http://example.com:8080/',
    '.example.com:8080',
    '.example.com:8080',
    'example.com:8080',
  ],
  ['an address', 'http://192.0.2.1/x', '192.0.2.1/x', '192.0.2.1', '192.0.2.1'],
  [
    'full-width letters',
    'ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏｍ／',
    '.example.com',
    '.example.com',
    'example.com',
  ],
  [
    'a Japanese name',
    'https://総務省.jp/',
    '.xn--lhr645fjve.jp',
    '.xn--lhr645fjve.jp',
    'xn--lhr645fjve.jp',
  ],
  [
    'a Japanese name typed alone',
    '総務省.jp',
    '.xn--lhr645fjve.jp',
    '.xn--lhr645fjve.jp',
    'xn--lhr645fjve.jp',
  ],
  [
    'quotes and brackets',
    '「https://example.com/」',
    '.example.com',
    '.example.com',
    'example.com',
  ],
  ['a bullet and a full stop', '・example.com。', '.example.com', '.example.com', 'example.com'],
  [
    'words around it',
    '例のサイト https://example.com/ を見たい',
    '.example.com',
    '.example.com',
    'example.com',
  ],
  ['a comment behind it', 'example.com # 説明', '.example.com', '.example.com', 'example.com'],
  ['a line of a hosts file', '0.0.0.0 example.com', '0.0.0.0', '0.0.0.0', '0.0.0.0'],
  ['a scheme that the barrier does not carry', 'ftp://example.com/', null, null, null],
  ['a word', 'メモ', null, null, null],
  ['a number', '12', null, null, null],
  ['a script', 'javascript:alert(1)', null, null, null],
  ['two hosts', 'https://good.example@evil.example/', null, null, null],
];
test.each(rows)('%s', (_, text, page, host, subdomains) => {
  const first = (as: 'page' | 'host' | 'subdomains') => matches(text, as)[0] ?? null;
  expect([first('page'), first('host'), first('subdomains')]).toEqual([page, host, subdomains]);
});

test('fifty lines keep their numbers; comments and empty lines make none', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `https://s${index}.example.com/`);
  const text = ['# 一覧', '', ...lines, '// 終わり'].join('\r\n');
  const found = suggest(policy, text, 'host', now);
  expect(found).toHaveLength(50);
  expect(found[0]).toEqual({
    line: 3,
    input: 'https://s0.example.com/',
    match: '.s0.example.com',
    problem: null,
    already: null,
    warning: null,
  });
});

test('says what is allowed already, what is repeated, and what is too wide', () => {
  const [covered, first, again, wide, bad] = suggest(
    policy,
    'https://www.soumu.go.jp/\nexample.com\nexample.com\nyokote.akita.jp\n「」x',
    'subdomains',
    now,
  );
  expect(covered?.already).toBe('public-bodies/go.jp');
  expect(first).toMatchObject({ match: 'example.com', already: null, warning: null });
  expect(again).toMatchObject({ problem: null, already: expect.stringContaining('同じ') });
  expect(wide?.warning).toMatch(/public suffix/);
  expect(bad?.problem).toMatch(/[ぁ-ん].* \/ /);
});

test('what was masked would never match', () => {
  const [line] = suggest(policy, 'https://example.com/•••', 'page', now);
  expect(line).toMatchObject({ match: null, problem: expect.stringContaining('•••') });
});

test('hostile lines take no long time', () => {
  const worked = processorTime(() => {
    for (const row of ['.', '-', ' ', '、', '#', '@', 'a.', '//', ':']) {
      suggest(policy, `a${row.repeat(200_000)}b`, 'page', now);
      suggest(policy, `${row.repeat(200_000)}b`, 'page', now);
    }
  });
  expect(worked).toBeLessThan(10_000);
});
