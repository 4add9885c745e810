import { expect, test } from 'vitest';
import { compileFeed } from '../../../../shared/destination/feeds/compile-feed.ts';
import type { FeedOptions } from '../../../../shared/destination/feeds/feed-reader.ts';
import { type HostSet, openHostSet } from '../../../../shared/destination/host-set.ts';
import { plainOptions } from '../../../support/feed-lines.ts';

function compile(text: string, options: Partial<FeedOptions> = {}) {
  const key = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const { snapshot, report } = compileFeed(text, 'auto', { ...plainOptions, ...options }, key);
  return { set: openHostSet(snapshot) as HostSet, report };
}

test.each([
  ['upper case', 'EVIL.Example', 'evil.example'],
  ['full width', 'ｅｖｉｌ．ｅｘａｍｐｌｅ', 'evil.example'],
  ['a dot at the end', 'evil.example.', 'evil.example'],
  ['Unicode', '横手市.jp', '横手市.jp'],
  ['an address in another notation', '0x7f000001', '127.0.0.1'],
])('a name in %s is the same host', (_, written, host) => {
  const { set, report } = compile(written);
  expect(set.lookUp(new URL(`http://${host}/`).hostname)).toBe(1);
  expect(report).toMatchObject({ taken: 1, problems: [] });
});

test('counts what is taken, what was there before, and what is not taken, with its line', () => {
  const { report } = compile('a.example\nb..example\n\nA.example\nexa mple\n.a.example');
  expect(report).toEqual({
    format: 'domains',
    lines: 6,
    taken: 2,
    filters: 0,
    exceptions: 0,
    doubles: 1,
    skipped: { 'not-a-host': 2 },
    problems: [
      { line: 2, fault: 'not-a-host', text: 'b..example' },
      { line: 5, fault: 'not-a-host', text: 'exa mple' },
    ],
  });
});

test('an allow feed opens no suffix, a block feed may close one', () => {
  const text = '||zip^\n||co.jp^\n||city.example^';
  expect(compile(text, { action: 'allow' }).report).toMatchObject({
    taken: 1,
    skipped: { 'too-wide': 2 },
  });
  expect(compile(text).report).toMatchObject({ taken: 3, skipped: {} });
});

test('an allow feed does not open everything by a star', () => {
  const { report } = compile('{"URLAllowlist": ["*", "https:*", "jp/x"]}', { action: 'allow' });
  expect(report).toMatchObject({ taken: 0, skipped: { 'too-wide': 3 } });
});

test('an exception with a path closes in an allow feed, and is not taken in a block feed', () => {
  const text = '{"URLAllowlist": ["a.example/x"], "URLBlocklist": ["a.example/y"]}';
  expect(compile(text, { action: 'allow' }).report).toMatchObject({ taken: 1, exceptions: 1 });
  expect(compile(text).report).toMatchObject({ skipped: { 'exception-with-path': 1 } });
});

test('in AdBlock an exception takes out what stands below it too', () => {
  const { set } = compile('||a.example^\n||ads.a.example^\n@@||a.example^\n||b.example^');
  expect([set.lookUp('x.ads.a.example'), set.lookUp('a.example')]).toEqual([-1, -1]);
  expect(set.lookUp('x.b.example')).toBe(4);
});

test('filters stand beside the names', () => {
  const { set } = compile('a.example/x\na.example/x\nb.example');
  expect(JSON.parse(set.extra)).toEqual([{ match: '.a.example/x', except: false }]);
});

test.each([
  ['a page instead of a list', '<html><body>Not Found</body></html>', { html: 1 }],
  ['nothing', '', {}],
])('%s gives no name', (_, text, skipped) => {
  expect(compile(text).report).toMatchObject({ taken: 0, skipped });
});
