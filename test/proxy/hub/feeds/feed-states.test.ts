import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type FeedState, openFeedStates } from '../../../../proxy/hub/feeds/feed-states.ts';
import { sha256 } from '../../../../proxy/record/sha256.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { feedBytes } from '../../../support/feed-set.ts';

const [one, two] = [feedBytes(['a.example']), feedBytes(['b.example'])];

function stateOf(snapshot: Uint8Array | null): FeedState {
  const at = '2027-01-05T00:00:00.000Z';
  const source = { etag: '"1"', lastModified: null, stamp: null, sourceSha256: 'x' };
  const hash = snapshot === null ? null : sha256(snapshot);
  return {
    definition: '{}',
    snapshot: hash,
    fetchedAt: at,
    report: null,
    checkedAt: at,
    failure: null,
    ...source,
  };
}

test('a state and its snapshot are there again after a restart, for their owner alone', async () => {
  await using folder = await temporaryFolder();
  const states = await openFeedStates(folder.path);
  await states.put('malware', stateOf(one), one);
  const again = await openFeedStates(folder.path);
  const state = again.get('malware');
  expect(state).toEqual(stateOf(one));
  expect(state && again.open(state)?.lookUp('a.example')).toBe(1);
  if (process.platform !== 'win32') {
    expect(statSync(states.fileOf(sha256(one))).mode & 0o777).toBe(0o600);
  }
});

test('a snapshot that no state names any more is removed', async () => {
  await using folder = await temporaryFolder();
  const states = await openFeedStates(folder.path);
  await states.put('malware', stateOf(one), one);
  await states.put('malware', stateOf(two), two);
  expect(readdirSync(folder.path).sort()).toEqual([sha256(two), 'states.json'].sort());
  await states.keepOnly(new Set());
  expect(readdirSync(folder.path)).toEqual(['states.json']);
  expect(states.get('malware')).toBeUndefined();
});

test('two at once both stay', async () => {
  await using folder = await temporaryFolder();
  const states = await openFeedStates(folder.path);
  await Promise.all([states.put('a', stateOf(one), one), states.put('b', stateOf(two), two)]);
  const again = await openFeedStates(folder.path);
  expect(again.open(stateOf(one))).not.toBeNull();
  expect(again.open(stateOf(two))).not.toBeNull();
});

test.each([
  ['a snapshot that is gone', (file: string) => rmSync(file)],
  ['half a snapshot', (file: string) => writeFileSync(file, one.subarray(0, 40))],
])('%s is as if it had not been fetched', async (_, damage) => {
  await using folder = await temporaryFolder();
  const states = await openFeedStates(folder.path);
  await states.put('malware', stateOf(one), one);
  damage(states.fileOf(sha256(one)));
  const again = await openFeedStates(folder.path);
  expect(again.open(stateOf(one))).toBeNull();
});

test.each(['', '{"v":1,"feeds":{"a":', '{"v":2,"feeds":{}}', '[]'])(
  'states that cannot be read are fetched anew: %j',
  async (text) => {
    await using folder = await temporaryFolder();
    writeFileSync(path.join(folder.path, 'states.json'), text);
    expect((await openFeedStates(folder.path)).get('a')).toBeUndefined();
  },
);
