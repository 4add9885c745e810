import { expect, test } from 'vitest';
import { takeArrived, toArrived } from '../../../../proxy/hub/records/arrival.ts';
import type { ArrivedRecord, RecordCursor } from '../../../../proxy/hub/store/store.ts';
import { genesis } from '../../../../shared/audit/chain.ts';
import type { AuditRecord, StoredRecord } from '../../../../shared/audit/record.ts';
import { chained } from '../../../support/test-terminal.ts';

const record = (n: number): AuditRecord => ({
  v: 1,
  type: 'outcome',
  id: `${n}`,
  at: '2026-11-23T00:00:00.000Z',
  end: 'closed',
  status: null,
  bytesUp: 0,
  bytesDown: 0,
  durationMs: n,
});

function chain(count: number): StoredRecord[] {
  const all: StoredRecord[] = [];
  for (let seq = 1; seq <= count; seq++) {
    all.push(chained('t', seq, all.at(-1)?.hash ?? genesis, record(seq)));
  }
  return all;
}

/** What a store knows, small: retention may have taken the rows, never the cursor. */
function memory(had: StoredRecord[], rowsKept = true) {
  const stored: ArrivedRecord[] = [];
  const last = had.at(-1);
  const cursor: RecordCursor = last ?? { seq: 0, hash: genesis };
  return {
    stored,
    cursor: async () => cursor,
    hashOf: async (_: string, seq: number) =>
      rowsKept ? (had.find((each) => each.seq === seq)?.hash ?? null) : null,
    ingest: async (_: string, records: readonly ArrivedRecord[]) => {
      stored.push(...records);
    },
  };
}

const all = chain(6);
const rows: [string, number, [number, number], number, number[]][] = [
  ['the first records', 0, [1, 3], 3, [1, 2, 3]],
  ['records that follow', 3, [4, 6], 6, [4, 5, 6]],
  ['records of which some are known', 3, [2, 5], 5, [4, 5]],
  ['records that are all known', 6, [1, 3], 3, []],
  ['records behind a gap', 2, [4, 5], 2, []],
  ['nothing', 4, [1, 0], 4, []],
];
test.each(rows)('takes %s', async (_, had, [from, to], upTo, stored) => {
  const store = memory(all.slice(0, had));
  expect(await takeArrived(store, 't', all.slice(from - 1, to))).toBe(upTo);
  expect(store.stored.map(({ seq }) => seq)).toEqual(stored);
});

test('a log that was started anew is not passed over, whether or not the rows are kept', async () => {
  const anew = [chained('t', 1, genesis, record(99))];
  await expect(takeArrived(memory(all), 't', anew)).rejects.toThrow('chain-broken');
  const other = [...anew];
  for (let seq = 2; seq <= 7; seq++) {
    other.push(chained('t', seq, other.at(-1)?.hash ?? '', record(seq)));
  }
  const forgetful = memory(all, false);
  await expect(takeArrived(forgetful, 't', other.slice(6))).rejects.toThrow('chain-broken');
  expect(forgetful.stored).toEqual([]);
});

test('a record travels as the text that its hash covers', () => {
  const [first] = all;
  if (first === undefined) throw new Error('none');
  expect(toArrived(first)).toEqual({
    terminal: 't',
    seq: 1,
    previous: genesis,
    hash: first.hash,
    json: JSON.stringify(first.record),
  });
});
