import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryFields } from '../../../../proxy/hub/policy/entry-key.ts';
import { entryTable, readEntryTable } from '../../../../proxy/hub/policy/entry-table.ts';
import { type Entry, entrySchema, type List } from '../../../../shared/policy/schema.ts';
import { readPolicy } from '../../../support/decision-rows.ts';
import { smallPolicy } from '../../../support/small-policy.ts';

function withLists(lists: readonly List[]) {
  return smallPolicy({ destinations: { default: 'block', lists: [...lists] } });
}
const about = { title: 'a', action: 'allow', owner: 'a', reason: 'a' } as const;

function backAndForth(lists: readonly List[]) {
  const rows = readEntryTable(entryTable(withLists(lists))) ?? [];
  expect(rows.filter(({ problem }) => problem !== null)).toEqual([]);
  return rows.map(({ list, entry }) => [list, entryFields(entry ?? '')]);
}

describe('a table of entries', () => {
  test.each(['city', 'deny-list', 'observe', 'star'])('of %s comes back as it was', (name) => {
    const { lists = [] } = readPolicy(name).destinations;
    expect(backAndForth(lists)).toEqual(
      lists.flatMap(({ id, entries }) => entries.map((entry) => [id, entryFields(entry)])),
    );
  });

  test('of any entries comes back as it was, whatever stands in them', () => {
    const hostile = fc.constantFrom(
      '=1+1',
      "'=x",
      "''@y",
      '-a',
      'a,b',
      'say "no"',
      '一\n二',
      '[1]',
    );
    const text = fc
      .oneof(fc.string({ minLength: 1, maxLength: 30 }), hostile)
      .map((each) => each.trim())
      .filter((each) => each !== '');
    const entry = fc.oneof(
      text,
      fc.record(
        {
          match: text,
          action: fc.constantFrom('allow', 'warn', 'block'),
          reason: text,
          note: text,
          units: fc.array(text, { minLength: 1, maxLength: 3 }),
          users: fc.array(text, { minLength: 1, maxLength: 3 }),
          hours: fc.constant({ days: ['mon'], from: '08:30' }),
          until: fc.constant('2027-03-31'),
        },
        { requiredKeys: ['match'] },
      ),
    );
    const sound = entry
      .filter((each) => entrySchema.safeParse(each).success)
      .map((each): Entry => entrySchema.parse(each));
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 8 }), (entries) => {
        const lists = [{ ...about, id: 'a', entries }];
        expect(backAndForth(lists)).toEqual(entries.map((each) => ['a', entryFields(each)]));
      }),
      { numRuns: 300 },
    );
  });

  test('mended in a spreadsheet keeps columns in any order, and says which cell is wrong', () => {
    const rows = readEntryTable(
      'match,list,until,units\r\na.example,x,,教育委員会\nb.example,,"2027-03-31",\n\nc.example,x,soon,\n,x,,\n',
    );
    expect(rows).toMatchObject([
      { line: 2, list: 'x', entry: { match: 'a.example', units: ['教育委員会'] } },
      { line: 3, list: '', entry: { match: 'b.example', until: '2027-03-31' } },
      { line: 5, entry: null, problem: expect.stringContaining('until') },
      { line: 6, entry: null, problem: expect.stringContaining('match') },
    ]);
    const unknown = readEntryTable('list,match,colour\nx,a.example,red\n');
    expect(unknown?.[0]).toMatchObject({ entry: null, problem: expect.stringContaining('colour') });
  });

  test.each([
    ['another table', 'ドメイン,理由\na.example,b\n'],
    ['nothing', ''],
  ])('is told from %s', (_, text) => {
    expect(readEntryTable(text)).toBeNull();
  });
});
