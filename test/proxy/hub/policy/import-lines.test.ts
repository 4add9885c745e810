import { describe, expect, test } from 'vitest';
import { importLines } from '../../../../proxy/hub/policy/import-lines.ts';
import type { FeedFormat } from '../../../../shared/destination/feeds/feed-reader.ts';
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import type { Action } from '../../../../shared/policy/decision.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const policy = compilePolicy(policyOf(exampleYaml));
const read = (format: FeedFormat | 'auto', text: string, action: Action = 'block') =>
  importLines(policy, text, { format, action, subdomains: false, now: 0 });

describe('a list that somebody else keeps', () => {
  test.each<[string, FeedFormat, string, readonly string[]]>([
    [
      'a hosts file',
      'hosts',
      '0.0.0.0 a.example b.example\n127.0.0.1 localhost\n',
      ['.a.example', '.b.example'],
    ],
    [
      'a plain list',
      'domains',
      'A.example\n*.b.example\nhttps://c.example/x\n192.0.2.1\n',
      ['.a.example', 'b.example', '.c.example/x', '192.0.2.1'],
    ],
    ['dstdomain', 'dstdomain', '.a.example\nb.example\n', ['a.example', '.b.example']],
    ['AdBlock', 'adblock', '! c\n||a.example^\n', ['a.example']],
    [
      'Chromium',
      'chromium',
      '{"URLBlocklist":["a.example","https://b.example/x"]}',
      ['a.example', 'https://b.example/x'],
    ],
    ['a CSV', 'csv', '番号,ドメイン\n1,a.example\n', ['.a.example']],
    ['Japanese names', 'domains', '総務省.jp\n', ['.xn--lhr645fjve.jp']],
  ])('is read from %s', (_, format, text, expected) => {
    const { lines } = read(format, text);
    expect(lines.map(({ match, problem }) => match ?? problem)).toEqual(expected);
  });

  test('is told by its look, where nobody says what it is', () => {
    expect(read('auto', '||a.example^\n||b.example^\n').format).toBe('adblock');
  });

  test.each<[string, string, Action, RegExp]>([
    ['no host', 'a b', 'block', /no host name/],
    ['a word', 'word', 'block', /no host name/],
    ['a whole suffix that would be allowed', '*.jp', 'allow', /whole suffix/],
  ])('says of a line why it cannot be used: %s', (_, text, action, expected) => {
    expect(read('domains', text, action).lines).toMatchObject([
      { line: 1, match: null, problem: expect.stringMatching(expected) },
    ]);
  });

  test('says of an exception, and of a line that is there twice', () => {
    const { lines } = read('adblock', '||a.example^\n@@||b.example^\n||a.example^\n');
    const inEnglish = lines.map(({ problem, already }) =>
      (problem ?? already)?.replace(/^.*\/ /, ''),
    );
    expect(inEnglish).toEqual([
      undefined,
      'this is an exception: write it as an entry of a list that does the opposite',
      'the same as a line above',
    ]);
  });

  test('says what is there already, and warns of public suffixes', () => {
    const { lines } = read('domains', 'www.soumu.go.jp\n*.blogspot.com\n', 'allow');
    expect(lines).toMatchObject([
      { already: 'public-bodies/go.jp', warning: null },
      { already: null, warning: expect.stringContaining('public suffix') },
    ]);
  });

  test('takes five thousand lines within a moment', () => {
    const text = Array.from({ length: 5000 }, (_, n) => `0.0.0.0 host-${n}.example`).join('\n');
    const worked = processorTime(() => expect(read('hosts', text).lines).toHaveLength(5000));
    expect(worked).toBeLessThan(10_000);
  });
});
