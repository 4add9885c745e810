import { expect, test } from 'vitest';
import { createDecideLine } from '../../../proxy/command/decide-line.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decisionRows, readPolicy } from '../../support/decision-rows.ts';

const at = Date.parse('2026-11-24T10:00:00+09:00');

function decider(name: string) {
  const notes: string[] = [];
  const decideLine = createDecideLine({
    policy: compilePolicy(readPolicy(name)),
    now: () => at,
    newId: () => 'id',
    note: (sentence) => notes.push(sentence),
  });
  return { notes, decide: (text: string, tooLong = false) => decideLine({ text, tooLong }, 1) };
}

const deciders = new Map(
  [...new Set(decisionRows.map(({ policy }) => policy))].map((name) => [name, decider(name)]),
);

test.each(decisionRows.map((row) => [row.name, row] as const))(
  '%s',
  (_, { policy, request, expected }) => {
    const made = deciders.get(policy)?.decide(JSON.stringify(request));
    const { host = made?.host ?? '', ...decision } = expected;
    expect(made).toEqual({
      url: request.url,
      ...decision,
      host: host === '' ? null : host,
      id: 'id',
    });
  },
);

test.each([
  ['a plain URL', 'https://www.mlit.go.jp/', 'https://www.mlit.go.jp/', 'entry'],
  ['keys of later versions', '{"url":"https://go.jp/","colour":1}', 'https://go.jp/', 'entry'],
  [
    'null for what is not given',
    '{"url":"https://go.jp/","user":null,"at":null,"URLBlocklist":null}',
    'https://go.jp/',
    'entry',
  ],
  ['an empty line', '', '', 'malformed'],
  ['broken JSON', '{"url":', '{"url":', 'malformed'],
  ['JSON without a URL', '{}', null, 'malformed'],
  ['a URL that is no text', '{"url":5}', null, 'malformed'],
  [
    'a time without seconds',
    '{"url":"https://go.jp/","at":"2026-11-24T10:00+09:00"}',
    'https://go.jp/',
    'entry',
  ],
  [
    'a time on a day that is none',
    '{"url":"https://go.jp/","at":"2026-11-31T10:00+09:00"}',
    'https://go.jp/',
    'malformed',
  ],
  [
    'a time without an offset',
    '{"url":"https://go.jp/","at":"2026-11-24T10:00:00"}',
    'https://go.jp/',
    'malformed',
  ],
  [
    'a list that is none',
    '{"url":"https://go.jp/","URLBlocklist":"go.jp"}',
    'https://go.jp/',
    'malformed',
  ],
  ['a user that is a number', '{"url":"https://go.jp/","user":5}', 'https://go.jp/', 'malformed'],
])('answers %s', (_, line, url, reason) => {
  const { decide, notes } = decider('city');
  expect(decide(line)).toMatchObject({ url, reason, id: 'id' });
  expect(notes).toHaveLength(reason === 'malformed' ? 1 : 0);
});

test('answers a line that was too long to keep', () => {
  expect(decider('city').decide('', true)).toMatchObject({
    url: null,
    host: null,
    reason: 'malformed',
  });
});

test('tells what led to the decision, where it was asked for', () => {
  const decideLine = createDecideLine({
    policy: compilePolicy(readPolicy('copies')),
    now: () => at,
    newId: () => 'id',
    explain: true,
    note: () => {},
  });
  const explained = (text: string) => decideLine({ text, tooLong: false }, 1).explain;
  expect(explained('https://translate.google.com/?u=https://bad.open.example/')).toMatchObject({
    reason: 'embedded-copy',
    rule: 'work/bad.open.example',
    list: 'work',
    matched: [{ rule: 'copies/google.com', lostBy: null }],
    copies: [{ url: 'https://bad.open.example/', action: 'block' }],
    revision: null,
  });
  expect(explained('https://bit.ly/a')).toMatchObject({ shortener: true });
  expect(explained('{"url":"https://a.example/","URLBlocklist":["a.example"]}')).toMatchObject({
    rule: 'URLBlocklist/a.example',
    list: 'URLBlocklist',
  });
  expect(explained('nonsense')).toBeNull();
});
