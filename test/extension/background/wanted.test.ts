import { expect, test } from 'vitest';
import type { LinkSession } from '../../../extension/background/link-session.ts';
import { createWanted, type Wanted } from '../../../extension/background/wanted.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';
import { recordId } from '../../support/audit-records.ts';

const id = recordId(1);
const refused: DecisionSummary = {
  action: 'block',
  reason: 'default',
  rule: 'destinations.default',
  clause: null,
  id,
  at: '2027-01-05T00:00:00.000Z',
  url: 'https://cdn.example/',
  host: 'cdn.example',
  source: 'proxy',
};
const tunnel = 'net::ERR_TUNNEL_CONNECTION_FAILED';
const headers = [{ name: 'Sekisho-Decision', value: id }];
const early = (url: string, reason: DecisionSummary['reason'] = 'default') => ({
  decision: { action: 'block' as const, reason, rule: null, clause: null, id: recordId(2) },
  at: '2027-01-05T00:00:00.000Z',
  url,
  method: 'GET',
  initiator: 'www.city.example',
  revision: 1,
  act: 'request' as const,
});

function world(known: DecisionSummary[] = [refused]) {
  const asked: object[] = [];
  const wanted = createWanted({
    session: {
      async ask(_call: string, body: object) {
        asked.push(body);
        return { ok: true, answer: { decisions: known } };
      },
    } as unknown as LinkSession,
    kept: keptInMemory<Wanted[]>(),
  });
  const shown = async (tab = 7) =>
    (await wanted.of(tab)).map(({ host, count }) => `${host} ${count}`);
  return { wanted, asked, shown };
}

test('parts of a page are counted by host, whichever way they were refused', async () => {
  const { wanted, asked, shown } = world();
  await wanted.onEarlyRefusal(7, early('https://img.example/a.png'));
  await wanted.onEarlyRefusal(7, early('https://img.example/b.png'));
  await wanted.onError(7, 'https://cdn.example/lib.js', tunnel);
  await wanted.onError(7, 'https://cdn.example/other.js', 'NS_ERROR_PROXY_FORBIDDEN');
  await wanted.onResponse(7, 'http://cdn.example/plain.js', 403, headers);
  expect(await shown()).toEqual(['cdn.example 3', 'img.example 2']);
  // The link is asked once for each host.
  expect(asked).toHaveLength(1);
  const [first] = await wanted.of(7);
  expect(first?.decision).toMatchObject({ id, url: 'https://cdn.example/lib.js' });
  expect(await wanted.find(id)).toMatchObject({ host: 'cdn.example', tab: 7 });
});

test('a response that Chromium hides is asked about, of an allowed host once for each page', async () => {
  const hidden = 'net::ERR_BLOCKED_BY_ORB';
  const { wanted, asked, shown } = world([{ ...refused, action: 'allow' }]);
  for (const n of [1, 2, 3]) await wanted.onError(7, `https://cdn.example/${n}.png`, hidden);
  expect([await shown(), asked.length]).toEqual([[], 1]);
  await wanted.begin(7);
  await wanted.onError(7, 'https://cdn.example/1.png', hidden);
  expect(asked.length).toBe(2);
  const other = world();
  await other.wanted.onError(7, 'http://cdn.example/1.png', hidden);
  expect(await other.shown()).toEqual(['cdn.example 1']);
});

test('each tab has its own, and another page begins anew', async () => {
  const { wanted, shown } = world();
  await wanted.onEarlyRefusal(7, early('https://img.example/'));
  await wanted.onEarlyRefusal(8, early('https://img.example/'));
  await wanted.begin(7);
  expect([await shown(7), await shown(8)]).toEqual([[], ['img.example 1']]);
});

test.each<[string, DecisionSummary[], (wanted: ReturnType<typeof createWanted>) => Promise<void>]>([
  [
    'a failure of the network',
    [refused],
    (wanted) => wanted.onError(7, 'https://cdn.example/', 'net::ERR_NAME_NOT_RESOLVED'),
  ],
  [
    'a failed tunnel that the link let through',
    [{ ...refused, action: 'allow' }],
    (wanted) => wanted.onError(7, 'https://cdn.example/', tunnel),
  ],
  [
    'a reference that a web site made up',
    [],
    (wanted) => wanted.onResponse(7, 'http://cdn.example/', 403, headers),
  ],
  [
    'a page of the site that answers 403',
    [refused],
    (wanted) => wanted.onResponse(7, 'http://cdn.example/', 403, []),
  ],
  [
    'what no entry could open',
    [{ ...refused, reason: 'zone-closed' }],
    (wanted) => wanted.onError(7, 'https://cdn.example/', tunnel),
  ],
  [
    'an upload that was stopped',
    [],
    (wanted) => wanted.onEarlyRefusal(7, early('https://cdn.example/', 'unread-upload')),
  ],
  ['no URL', [refused], (wanted) => wanted.onError(7, 'about:blank', tunnel)],
])('%s is not wanted', async (_, known, act) => {
  const { wanted, shown } = world(known);
  await act(wanted);
  expect(await shown()).toEqual([]);
});

test('a page cannot fill the memory', async () => {
  const { wanted, shown } = world();
  for (let n = 0; n < 150; n++) await wanted.onEarlyRefusal(7, early(`https://h${n}.example/`));
  expect((await shown()).length).toBe(100);
});
