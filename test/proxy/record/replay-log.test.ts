import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayLog } from '../../../proxy/record/replay-log.ts';
import { segmentIn } from '../../../proxy/record/segments.ts';
import { reportOf } from '../../../shared/policy/replay-tally.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { recorded } from '../../support/recorded.ts';
import { smallPolicy } from '../../support/small-policy.ts';
import { decisions, writeLog } from '../../support/written-log.ts';

const draft = smallPolicy();
const lineOf = (at: string) =>
  JSON.stringify({ terminal: 't', seq: 1, record: { type: 'decision', ...recorded({ at }) } });

describe('a draft over an audit log', () => {
  test('reads a folder of segments, and leaves alone what is being written', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(5));
    await appendFile(segmentIn(folder.path, 1).file, '{"terminal":"t-1","se');
    const { tally, unreadable, problem } = await replayLog(folder.path, draft, '');
    expect([reportOf(tally).decisions, unreadable, problem]).toEqual([5, 0, null]);
  });

  test('reads an export, counts lines that are none, and leaves out other records and days', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'export.jsonl');
    const lines = [
      lineOf('2026-11-20T00:00:00.000Z'),
      lineOf('2026-11-24T00:00:00.000Z'),
      JSON.stringify({ type: 'decision', ...recorded({ at: '2026-11-25T00:00:00.000Z' }) }),
      '{"record":{"type":"change"}}',
      'no JSON',
      '{"record":{"type":"decision"}}',
    ];
    await writeFile(file, lines.join('\n'));
    const seen: number[] = [];
    const since = '2026-11-22T00:00:00.000Z';
    const found = await replayLog(file, draft, since, (count) => seen.push(count));
    expect(reportOf(found.tally).counts).toMatchObject({ blocked: 2, unchanged: 0 });
    expect([found.unreadable, found.problem]).toEqual([1, null]);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test.each([
    ['nothing is there', 'missing', null, /ENOENT.*check the path/],
    ['it is empty', 'empty.jsonl', '', /no line of an audit log/],
    ['it is something else', 'text.txt', 'one\ntwo\n', /no line of an audit log/],
  ])('says so where %s', async (_, name, text, expected) => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, name);
    if (text !== null) await writeFile(file, text);
    expect((await replayLog(file, draft, '')).problem).toMatch(expected);
  });
});
