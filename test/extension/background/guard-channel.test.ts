import { expect, test } from 'vitest';
import { guardAskSchema, pageOf } from '../../../extension/background/guard-channel.ts';

const inspect = { ask: 'inspect', key: 0, kind: 'file', name: 'a', content: new Blob(['a']) };

test.each<[string, unknown, boolean]>([
  ['a file', inspect, true],
  ['a cancel', { ask: 'cancel', key: 0 }, true],
  ['a reason', { ask: 'acknowledge', decision: 'D', reason: '理由' }, true],
  ['no reason', { ask: 'acknowledge', decision: 'D', reason: '' }, false],
  ['a path instead of a file', { ...inspect, content: '/etc/passwd' }, false],
  ['another kind', { ...inspect, kind: 'query' }, false],
  ['a call of the link', { ask: 'switch-person', user: 'suzuki' }, false],
  ['nothing', null, false],
])('is it taken? %s', (_, message, expected) => {
  expect(guardAskSchema.safeParse(message).success).toBe(expected);
});

test.each<[string, Parameters<typeof pageOf>[0], string | null]>([
  ['a page', { url: 'https://a.example/b?c#d' }, 'https://a.example/b?c'],
  [
    'a blank frame acts for its origin',
    { url: 'about:blank', origin: 'https://a.example' },
    'https://a.example/',
  ],
  [
    'a frame without an origin acts for its tab',
    { url: 'about:srcdoc', origin: 'null', tab: { url: 'https://a.example/' } },
    'https://a.example/',
  ],
  ['a file is no page', { url: 'file:///etc/passwd' }, null],
  ['nobody', {}, null],
])('which page asks? %s', (_, sender, expected) => {
  expect(pageOf(sender)).toBe(expected);
});
