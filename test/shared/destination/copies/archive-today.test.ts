import { expect, test } from 'vitest';
import { archiveTodayOrigin } from '../../../../shared/destination/copies/archive-today.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';

test.each([
  ['the newest copy', '/newest/https://a.example/?b=c', 'https://a.example/?b=c'],
  ['the newest copy of a bare host', '/newest/a.example', 'a.example'],
  ['a copy in escapes', '/newest/https%3A%2F%2Fa.example%2F', 'https://a.example/'],
  ['a copy of a day', '/20200102030405/http://a.example/', 'http://a.example/'],
  ['a link out of a copy', '/o/AbCdE/https://a.example/', 'https://a.example/'],
  ['the list of copies', '/https://a.example/', 'https://a.example/'],
  ['a page to be copied', '/?run=1&url=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
  ['a copy by its number alone', '/AbCdE', ''],
  ['a copy in the making', '/wip/AbCdE', ''],
  ['the first page', '/', null],
  ['its own page', '/faq', null],
])('%s', (_, path, expected) => {
  const parsed = parseDestination(`https://archive.ph${path}`);
  if (!parsed.ok) throw new Error(path);
  expect(archiveTodayOrigin(parsed.destination)).toBe(expected);
});
