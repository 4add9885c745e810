import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { answerTo } from '../../../shared/policy/decide-recorded.ts';
import { createReplay, type Recorded, replayWith } from '../../../shared/policy/replay.ts';
import { reportOf } from '../../../shared/policy/replay-tally.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { readPolicy } from '../../support/decision-rows.ts';
import { type RecordedFields, recorded, recordedTunnel } from '../../support/recorded.ts';

const city = readPolicy('city');

function countsOf(policy: Policy, records: readonly Recorded[]) {
  const replay = createReplay(policy);
  for (const each of records) replay.add(each, 't');
  return reportOf(replay.tally);
}

describe('a draft over one recorded decision', () => {
  const observing: Policy = { ...city, mode: 'observe' };
  test.each<[string, RecordedFields, Policy, string]>([
    ['an allowed host falls to the default', { host: 'other.example' }, city, 'blocked'],
    ['a refused host has an entry now', { host: 'www.lg.jp', action: 'block' }, city, 'allowed'],
    ['an allowed host warns now', { host: 'myna.go.jp' }, city, 'warned'],
    ['a warned host is blocked now', { host: 'other.example', action: 'warn' }, city, 'blocked'],
    ['it stays allowed', { host: 'www.lg.jp' }, city, 'unchanged'],
    [
      'it stays blocked by another rule',
      { host: 'bad.go.jp', action: 'block', rule: 'x' },
      city,
      'unchanged',
    ],
    [
      'what observing let through is stopped by enforcing',
      { host: 'other.example', mode: 'observe', would: 'block' },
      city,
      'blocked',
    ],
    [
      'what enforcing stopped is let through by observing',
      { host: 'other.example', action: 'block' },
      observing,
      'allowed',
    ],
    [
      'both observe: what would have been is compared',
      { host: 'www.lg.jp', mode: 'observe', would: 'block' },
      observing,
      'allowed',
    ],
    [
      'both observe, and would do the same',
      { host: 'other.example', mode: 'observe', would: 'block' },
      observing,
      'unchanged',
    ],
    [
      'the gateway refuses it under any policy',
      { host: 'www.lg.jp', action: 'block', reason: 'own-port' },
      city,
      'unchanged',
    ],
    ['there was no policy', { action: 'block', reason: 'no-policy' }, city, 'incomparable'],
    [
      'what was sent decided',
      { host: 'www.lg.jp', action: 'block', reason: 'upload-rule' },
      city,
      'incomparable',
    ],
    ['the guard asked about a file', { host: 'www.lg.jp', act: 'upload' }, city, 'incomparable'],
    [
      'what was sent decided, but the draft closes the destination',
      { host: 'other.example', reason: 'upload-default' },
      city,
      'blocked',
    ],
  ])('%s', (_, fields, policy, expected) => {
    expect(countsOf(policy, [recorded(fields)]).counts).toMatchObject({ [expected]: 1 });
  });

  test('names a record without a destination', () => {
    const report = countsOf(city, [{ ...recorded(), destination: null }]);
    expect(report.incomparable).toEqual({ 'no-destination': 1 });
  });

  test('says who, what was done and what would be', () => {
    const report = countsOf(city, [recorded({ host: 'other.example' })]);
    expect(report.groups).toMatchObject([
      {
        change: 'blocked',
        host: 'other.example',
        before: { action: 'allow', reason: 'entry', rule: 'work/example.jp' },
        after: { action: 'block', reason: 'default', rule: 'destinations.default' },
        people: [{ user: 'tanaka', unit: '総務企画部', count: 1 }],
      },
    ]);
  });
});

/** Whatever the policies of the table of decisions look at: people, hours, paths, queries, zones. */
const hosts =
  `lg.jp www.lg.jp go.jp myna.go.jp bad.go.jp exact.example www.exact.example secure.example
  docs.example video.example a.forms.example s-a.brace.example x.deep.example once.example 8.8.8.8
  2001:db8::1 10.1.2.3 both.example nested.example school.example tanaka.school.example sns.example
  fire.example office.example night.example weekend.example until.example from.example moment.example
  windowsupdate.com other.example •••.lg.jp`.split(/\s+/);
const paths = [
  '/',
  '/manual/a',
  '/private/forms/1',
  '/watch',
  '/files/a/b',
  '/•••/x',
  '/a.exe',
  null,
];
const anyRecord = fc
  .record({
    host: fc.constantFrom(...hosts),
    path: fc.constantFrom(...paths),
    port: fc.constantFrom(443, 80, 8443),
    scheme: fc.constantFrom('https', 'http', 'wss', 'ftp'),
    user: fc.constantFrom('tanaka', 'sato', 'mori', 'suzuki', 'ito', 'nobody', '', null),
    unit: fc.constantFrom('総務企画部', '教育委員会', '消防本部', null),
    method: fc.constantFrom('GET', 'POST', null),
    initiator: fc.constantFrom('www.lg.jp', null),
    at: fc
      .integer({ min: Date.parse('2026-11-23T00:00Z'), max: Date.parse('2026-11-30T00:00Z') })
      .map((ms) => new Date(ms).toISOString()),
    later: fc.boolean(),
    tunnel: fc.boolean(),
    action: fc.constantFrom('allow' as const, 'warn' as const, 'block' as const),
    reason: fc.constantFrom('entry', 'default', 'without-credential', 'upload-rule', 'zone-closed'),
    address: fc.constantFrom('203.0.113.9', '10.0.0.5', null),
  })
  .map(({ later, tunnel, at, ...fields }): Recorded => {
    const moved = later ? at.replace('2026-11', '2027-04') : at;
    const given = { ...fields, at: moved } as RecordedFields;
    return tunnel ? recordedTunnel({ ...given, path: null }) : recorded(given);
  });

describe('a replay', () => {
  test.each(['city', 'deny-list', 'observe', 'star'])(
    'of %s with its memory equals deciding each record afresh',
    (name) => {
      const policy = readPolicy(name);
      const compiled = compilePolicy(policy);
      fc.assert(
        fc.property(fc.array(anyRecord, { minLength: 50, maxLength: 150 }), (records) => {
          const quick = createReplay(policy);
          const afresh = replayWith(policy.mode, (question) => answerTo(compiled, question));
          for (const each of [...records, ...records]) {
            quick.add(each, 't');
            afresh.add(each, 't');
          }
          expect(reportOf(quick.tally)).toEqual(reportOf(afresh.tally));
        }),
        { numRuns: 60 },
      );
    },
  );
});
