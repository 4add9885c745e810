import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { answerTo, questionOf } from '../../../shared/policy/decide-recorded.ts';
import { rememberAnswers } from '../../../shared/policy/remember-answers.ts';
import { readPolicy } from '../../support/decision-rows.ts';
import { type RecordedFields, recorded, recordedTunnel } from '../../support/recorded.ts';

const city = readPolicy('city');
const compiled = compilePolicy(city);

function question(fields: RecordedFields) {
  const asked = questionOf(fields.path === null ? recordedTunnel(fields) : recorded(fields), null);
  if (asked === null) throw new Error('no destination');
  return asked;
}

describe('an answer that is remembered is told from', () => {
  test.each<[string, RecordedFields, RecordedFields]>([
    ['that for another path', { host: 'docs.example', path: '/manual' }, { host: 'docs.example' }],
    ['that for a tunnel', { host: 'nested.example' }, { host: 'nested.example', path: null }],
    ['that for another person', { host: 'sns.example' }, { host: 'sns.example', user: 'sato' }],
    [
      'that for another unit',
      { host: 'fire.example', user: null },
      { host: 'fire.example', user: null, unit: '教育委員会' },
    ],
    [
      'that for somebody unknown',
      { host: 'secure.example' },
      { host: 'secure.example', user: 'x' },
    ],
    [
      'that for another time',
      { host: 'weekend.example' },
      { host: 'weekend.example', at: '2026-11-28T01:00:00.000Z' },
    ],
    [
      'that before the end of the term',
      { host: 'www.go.jp', user: 'suzuki' },
      { host: 'www.go.jp', user: 'suzuki', at: '2027-04-01T00:00:00.000Z' },
    ],
    [
      'that for another scheme',
      { host: 'secure.example' },
      { host: 'secure.example', scheme: 'http', port: 80 },
    ],
    ['that for another port', { host: '127.0.0.1', port: 8600 }, { host: '127.0.0.1', port: 8601 }],
    [
      'that for another address',
      { host: 'www.go.jp', address: '203.0.113.1' },
      { host: 'www.go.jp', address: '10.0.0.1' },
    ],
    [
      'that for a path that nobody reads alike',
      { host: 'www.go.jp' },
      { host: 'www.go.jp', path: '/a/..%2Fb' },
    ],
    [
      'that for a tunnel without a credential, whose scheme nobody saw',
      { host: 'windowsupdate.com', scheme: 'ftp', reason: 'without-credential', path: null },
      { host: 'windowsupdate.com', scheme: 'ftp', reason: 'without-credential' },
    ],
    [
      'that without a credential',
      { host: 'windowsupdate.com' },
      { host: 'windowsupdate.com', reason: 'without-credential', user: null, unit: null },
    ],
  ])('%s', (_, one, other) => {
    const remembered = rememberAnswers(city);
    for (const fields of [one, other, one, other]) {
      const asked = question(fields);
      expect(remembered(asked)).toEqual(answerTo(compiled, asked));
    }
    expect(answerTo(compiled, question(one))).not.toEqual(answerTo(compiled, question(other)));
  });
});
