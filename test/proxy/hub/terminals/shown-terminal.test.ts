import { expect, test } from 'vitest';
import { shownTerminal } from '../../../../proxy/hub/terminals/shown-terminal.ts';

const now = Date.parse('2026-11-23T00:10:00Z');
const terminal = {
  id: 't',
  name: '窓口',
  joined: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-11-23T00:09:00.000Z',
  revision: 3,
  version: '0.1.0',
  waiting: 0,
  people: ['tanaka'],
};
const rows: [string, Partial<typeof terminal> | { lastSeen: null; revision: null }, string][] = [
  ['has the revision', {}, 'current'],
  ['has an older one', { revision: 2 }, 'behind'],
  ['was not seen for six minutes', { lastSeen: '2026-11-23T00:04:00.000Z' }, 'silent'],
  ['was never seen', { lastSeen: null, revision: null }, 'silent'],
];
test.each(rows)('a terminal that %s', (_, fields, state) => {
  expect(shownTerminal({ ...terminal, ...fields }, 3, now)).toEqual({
    ...terminal,
    ...fields,
    state,
  });
});
