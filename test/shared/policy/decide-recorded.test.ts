import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { answerTo, questionOf } from '../../../shared/policy/decide-recorded.ts';
import { readPolicy } from '../../support/decision-rows.ts';
import { type RecordedFields, recorded, recordedTunnel } from '../../support/recorded.ts';

const city = compilePolicy(readPolicy('city'));
const blockDefault = { action: 'block', reason: 'default', rule: 'destinations.default' };
const ask = (record: ReturnType<typeof recorded>) => {
  const question = questionOf(record, null);
  return question === null ? null : answerTo(city, question);
};

describe('what a policy says to a recorded request', () => {
  test.each<[string, RecordedFields, object]>([
    ['an entry decides', { host: 'www.lg.jp' }, { action: 'allow', rule: 'public-bodies/lg.jp' }],
    ['the default decides', { host: 'other.example' }, blockDefault],
    ['the path decides', { host: 'docs.example', path: '/manual/a' }, { action: 'allow' }],
    ['another path falls to the default', { host: 'docs.example', path: '/x' }, blockDefault],
    ['the person decides', { host: 'sns.example', user: 'sato' }, blockDefault],
    ['the hour decides', { host: 'weekend.example' }, blockDefault],
    [
      'the hour decides the other way',
      { host: 'weekend.example', at: '2026-11-28T01:00:00.000Z' },
      { action: 'allow' },
    ],
    ['a user whom it does not know', { host: 'lg.jp', user: 'x' }, { reason: 'unknown-user' }],
    [
      'the address that the name resolved to lies in a closed zone',
      { host: 'www.lg.jp', address: '10.9.9.9' },
      { action: 'block', reason: 'zone-closed' },
    ],
    ['the address is open', { host: 'www.lg.jp', address: '203.0.113.1' }, { action: 'allow' }],
    [
      'a query would decide',
      { host: 'video.example', path: '/watch' },
      { why: 'query-not-recorded' },
    ],
    ['a query entry has another path', { host: 'video.example', path: '/list' }, blockDefault],
    [
      'the mask hides what an entry looks at',
      { host: 'docs.example', path: '/•••/a' },
      { why: 'masked' },
    ],
    [
      'no entry looks at what the mask hides',
      { host: 'www.go.jp', path: '/a/•••' },
      { action: 'allow' },
    ],
    ['the mask hides the host', { host: '•••.lg.jp' }, { why: 'masked' }],
    ['a host that nobody can read', { host: 'a b' }, { why: 'no-destination' }],
    [
      'a scheme that it does not carry',
      { scheme: 'ftp', host: 'lg.jp', port: 21 },
      { reason: 'unsupported-scheme' },
    ],
    [
      'a program may still go there without a credential',
      { host: 'windowsupdate.com', reason: 'without-credential', user: null, unit: null },
      { action: 'allow', reason: 'without-credential' },
    ],
    [
      'a program may go there with a credential only',
      { host: 'www.lg.jp', reason: 'without-credential', user: null, unit: null },
      { action: 'block', rule: 'destinations.withoutCredential' },
    ],
  ])('%s', (_, fields, expected) => {
    expect(ask(recorded(fields))).toMatchObject(expected);
  });
});

describe('what a policy says to a recorded tunnel', () => {
  test.each<[string, RecordedFields, object]>([
    ['the host decides', { host: 'www.go.jp' }, { action: 'allow' }],
    ['no entry names the host', { host: 'other.example' }, blockDefault],
    [
      'an entry looks at the path that nobody saw',
      { host: 'nested.example' },
      { why: 'path-not-seen' },
    ],
    [
      'its tunnels stay unread: an entry with a path closes it',
      { host: 'docs.example' },
      { action: 'block', reason: 'path-unseen' },
    ],
  ])('%s', (_, fields, expected) => {
    expect(ask(recordedTunnel(fields))).toMatchObject(expected);
  });
});

test('a record without a destination asks nothing', () => {
  expect(questionOf({ ...recorded(), destination: null }, null)).toBeNull();
});
