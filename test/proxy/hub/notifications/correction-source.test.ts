import { expect, test } from 'vitest';
import { corrections } from '../../../../proxy/hub/notifications/correction-source.ts';
import type { OpenCorrection } from '../../../../proxy/hub/store/content-stores.ts';

const now = Date.parse('2026-11-30T00:00:00Z');
const order: OpenCorrection = {
  ...{ posting: 't-1-0', number: 3, at: '2026-11-29T00:00:00.000Z', by: 'kacho' },
  ...{ due: '2026-12-03', dueAt: '2026-12-03T15:00:00.000Z', decision: '01-D1' },
  ...{ service: 'bluesky', account: 'yokote.example', user: 'tanaka' },
};

function look(changes: Partial<OpenCorrection> = {}) {
  const options = {
    store: {
      accounts: { list: async () => [{ id: 'koho', role: 'staff', user: 'tanaka' }] },
      postings: { openCorrections: async () => [{ ...order, ...changes }] },
    },
    policy: () => ({
      posting: [
        {
          ...{ service: 'bluesky', responsible: 'kacho', deputies: ['buco'] },
          accounts: [
            {
              name: 'yokote.example',
              ids: ['did:plc:yokote'],
              posters: ['sato', { user: 'suzuki', until: '2026-11-01' }],
            },
          ],
        },
      ],
    }),
    now: () => now,
  } as unknown as Parameters<typeof corrections>[0];
  return corrections(options)();
}

test('the poster is told which posting, and by when; not why', async () => {
  expect(await look()).toEqual([
    {
      kind: 'correction-ordered',
      recipients: ['tanaka'],
      notice: {
        about: 't-1-0 3',
        service: 'Bluesky',
        title: 'yokote.example（期限 12月3日 / due 2026-12-03）',
        reference: '01-D1',
        path: '/postings/t-1-0',
      },
    },
  ]);
});

test.each([
  ['whoever gave it, by the own account, is not told of it', { by: 'koho' }, []],
  ['of a post found outside the posters of the account whose term runs', { user: null }, ['sato']],
  ['also where it is named by its id', { user: null, account: 'did:plc:yokote' }, ['sato']],
  ['nobody, where nobody knows whose it is', { user: null, account: null }, []],
] as const)('%s', async (_, changes, recipients) => {
  expect(await look(changes)).toMatchObject([{ kind: 'correction-ordered', recipients }]);
});

test('once its day is over the responsible person and deputies hear of it too', async () => {
  const dueAt = '2026-11-29T15:00:00.000Z';
  expect(await look({ dueAt, by: 'koho' })).toMatchObject([
    { kind: 'correction-overdue', recipients: ['tanaka', 'kacho', 'buco'] },
  ]);
});

test('an old order that is not due yet is no news', async () => {
  expect(await look({ at: '2026-11-01T00:00:00.000Z' })).toEqual([]);
});
