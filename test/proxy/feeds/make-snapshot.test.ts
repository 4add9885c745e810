import { expect, test } from 'vitest';
import { makeSnapshot } from '../../../proxy/feeds/make-snapshot.ts';
import { openHostSet } from '../../../shared/destination/host-set.ts';

const bytes = (text: string) => Buffer.from(text);

test('a list becomes a snapshot under a key of its own', () => {
  const [one, two] = [0, 1].map(() => makeSnapshot(bytes('a.example'), { file: 'x' }, 'block'));
  if (one === undefined || two === undefined) throw new Error('none');
  if ('failure' in one || 'failure' in two) throw new Error('failed');
  expect(openHostSet(one.snapshot)?.lookUp('a.example')).toBe(1);
  expect(one.snapshot).not.toEqual(two.snapshot);
});

test.each([
  ['a page of a portal', '<!doctype html><title>Sign in</title>', {}, 'page'],
  ['nothing', '', {}, 'too-few'],
  ['half a list, below the minimum', 'a.example\nb.exam', { minimum: 3 }, 'too-few'],
  ['a text that is none', '\0\0\0\x01\0', {}, 'not-text'],
  ['half a JSON', '{"URLBlocklist": ["a', { format: 'chromium' }, 'no-list'],
  ['a table without a column of hosts', 'x,y\n1,2', { format: 'csv' }, 'no-list'],
  ['more than it may have', 'a.example\n'.repeat(200), { maxBytes: 1000 }, 'too-large'],
] as const)('%s: nothing of it counts', (_, text, feed, failure) => {
  expect(makeSnapshot(bytes(text), { file: 'x', ...feed }, 'block')).toMatchObject({ failure });
});
