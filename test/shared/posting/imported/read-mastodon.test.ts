import { expect, test } from 'vitest';
import { readMastodon } from '../../../../shared/posting/imported/read-mastodon.ts';

const status = (changes: object = {}) => ({
  id: '115000',
  uri: 'https://mstdn.example/users/yokote/statuses/115000',
  url: 'https://mstdn.example/@yokote/115000',
  created_at: '2026-11-29T00:00:00.000Z',
  in_reply_to_id: null,
  spoiler_text: '',
  reblog: null,
  content: '<p>除雪の<br />お知らせ &amp; 案内</p>',
  ...changes,
});

test('a status: its text without markup, its address as the service answers it', () => {
  expect(readMastodon([status()])).toEqual([
    {
      key: 'https://mstdn.example/users/yokote/statuses/115000',
      address: 'https://mstdn.example/@yokote/115000',
      act: 'post',
      text: '除雪の\nお知らせ & 案内',
      at: '2026-11-29T00:00:00.000Z',
    },
  ]);
});

test.each([
  ['a reply', { in_reply_to_id: '9' }, 'reply'],
  ['a quote', { quote: { state: 'accepted' } }, 'quote'],
  ['a boost', { reblog: { id: '8' } }, 'repost'],
])('%s', (_, changes, act) => {
  expect(readMastodon([status(changes)])).toMatchObject([{ act }]);
});

test('a warning in front belongs to the text', () => {
  expect(readMastodon([status({ spoiler_text: '注意' })])?.[0]?.text).toContain('注意');
});

test.each([
  ['an error', { error: 'Record not found' }, null],
  ['entries that are none', [null, 3, {}, { id: '1', created_at: 'never' }], []],
])('%s', (_, body, expected) => {
  expect(readMastodon(body)).toEqual(expected);
});
