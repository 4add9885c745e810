import { expect, test } from 'vitest';
import { noticeSources, type SourcesOptions } from '../../../../proxy/hub/notifications/sources.ts';

const now = Date.parse('2026-11-30T00:00:00Z');

/** A store in which nothing but drafts waits. */
function world(drafts: object[]) {
  const asked: unknown[] = [];
  const store = {
    accounts: { list: async () => [{ id: 'koho', role: 'staff', user: 'tanaka' }] },
    uploadApprovals: { list: async () => [] },
    drafts: {
      list: async (filter: unknown) => {
        asked.push(filter);
        return drafts;
      },
    },
    postings: {
      countOpen: async () => ({ open: 0, overdue: 0, disaster: 0 }),
      openCorrections: async () => [],
    },
    disasters: { latest: async () => [] },
    notifications: { unknownSince: async () => [] },
  };
  const rule = { responsible: 'kacho', deputies: ['koho', 'buco'], accounts: [] };
  const policy = { posting: [{ service: 'bluesky', ...rule }] };
  const options = { store, policy: () => policy, now: () => now } as unknown as SourcesOptions;
  const look = async () =>
    (await Promise.all(noticeSources(options).map((source) => source()))).flat();
  return { look, asked };
}

const draft = (versions: number, service = 'bluesky') => ({
  id: 'A1',
  user: 'tanaka',
  service,
  account: 'yokote.example',
  versions: Array.from({ length: versions }, () => ({ text: '明日は雪まつりです' })),
});

test('a draft waits for the responsible person and deputies, never for its author', async () => {
  const { look, asked } = world([draft(1)]);
  const [notice, ...more] = await look();
  expect(more).toEqual([]);
  expect(notice).toEqual({
    kind: 'draft',
    recipients: ['kacho', 'buco'],
    notice: {
      about: 'A1 1',
      service: 'Bluesky',
      title: 'yokote.example',
      reference: 'A1',
      path: '/posting-drafts',
    },
  });
  expect(JSON.stringify(notice)).not.toContain('雪まつり');
  expect(asked).toEqual([{ states: ['open'], since: '2026-11-23T00:00:00.000Z' }]);
});

test('a draft that was written anew waits again, one without rules for nobody', async () => {
  expect((await world([draft(2)]).look())[0]?.notice.about).toBe('A1 2');
  expect(await world([draft(1, 'x')]).look()).toEqual([]);
});
