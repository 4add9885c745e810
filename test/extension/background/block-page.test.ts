import { describe, expect, it } from 'vitest';
import { createBlockPage } from '../../../extension/background/block-page.ts';
import type { LinkFailure } from '../../../extension/background/link-call.ts';
import type { LinkSession } from '../../../extension/background/link-session.ts';
import { createStoppedStore } from '../../../extension/background/stopped-store.ts';
import type { Stopped } from '../../../extension/messages.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';

const url = 'https://games.example/play?id=1#part';
const refused: DecisionSummary = {
  action: 'block',
  reason: 'default',
  rule: 'destinations.default',
  clause: null,
  id: 'D214-3YDS-AK0E-R1RP',
  at: '2027-01-05T00:00:00.000Z',
  url: 'https://games.example/',
  host: 'games.example',
  source: 'proxy',
};
const silent: LinkFailure = { ok: false, status: 0, code: 'unreachable', message: '' };
const ended: LinkFailure = { ok: false, status: 401, code: 'enrolment-unknown', message: '…' };

function blockPageWith(known: DecisionSummary[] | LinkFailure, enrolled = true) {
  const shown: string[] = [];
  const asked: unknown[] = [];
  const stopped = createStoppedStore(keptInMemory<Stopped[]>());
  const session = {
    async ask(_call: string, body: unknown) {
      asked.push(body);
      return Array.isArray(known) ? { ok: true, answer: { decisions: known } } : known;
    },
  } as LinkSession;
  const page = createBlockPage({
    enrolled: async () => enrolled,
    session,
    stopped,
    navigations: {
      of: async (_tab, to) => ({ url: to, page: 'https://city.example/' }),
      left: (tab) => tab === 2,
    },
    show: async (_tab, ref) => void shown.push(ref),
    now: () => 0,
  });
  const last = async () => (shown[0] === undefined ? null : stopped.get(shown[0]));
  return { page, shown, asked, last };
}

describe('an error of the main frame', () => {
  const tunnel = 'net::ERR_TUNNEL_CONNECTION_FAILED';

  it('that was a refusal shows the decision, with the whole URL and the page before', async () => {
    const { page, asked, last } = blockPageWith([refused]);
    await page.onError(1, url, tunnel);
    expect(asked).toEqual([{ host: 'games.example', port: 443, withinMs: 15_000 }]);
    expect(await last()).toMatchObject({
      ref: refused.id,
      url: 'https://games.example/play?id=1',
      page: 'https://city.example/',
      decision: refused,
      obstacle: null,
    });
  });

  it('that came of the proxy above the barrier shows what that did', async () => {
    const failed: DecisionSummary = { ...refused, action: 'allow', failure: 'upstream-timeout' };
    const { page, last } = blockPageWith([failed]);
    await page.onError(1, url, tunnel);
    expect(await last()).toMatchObject({ decision: { failure: 'upstream-timeout' } });
    const other = blockPageWith([failed]);
    await other.page.onResponse(1, url, 504, [{ name: 'Sekisho-Decision', value: failed.id }]);
    expect(await other.last()).toMatchObject({ ref: failed.id });
  });

  it.each<
    [string, DecisionSummary[] | LinkFailure, string, boolean, Stopped['obstacle'] | 'nothing']
  >([
    [
      'that was no refusal is the browser’s to explain',
      [{ ...refused, action: 'allow' }],
      tunnel,
      true,
      'nothing',
    ],
    ['of which the link knows nothing is the browser’s to explain', [], tunnel, true, 'nothing'],
    [
      'that has nothing to do with the proxy is the browser’s to explain',
      [refused],
      'net::ERR_NAME_NOT_RESOLVED',
      true,
      'nothing',
    ],
    ['while the link is silent says that the proxy is', silent, tunnel, true, 'proxy-down'],
    [
      'while the link refuses says that there is no credential',
      ended,
      tunnel,
      true,
      'no-credential',
    ],
    ['in a browser of nobody says that', [refused], tunnel, false, 'not-enrolled'],
    [
      'without a proxy says that',
      [refused],
      'NS_ERROR_PROXY_CONNECTION_REFUSED',
      true,
      'proxy-down',
    ],
    [
      'of a 407 without a credential says that',
      [],
      'NS_ERROR_PROXY_AUTHENTICATION_FAILED',
      true,
      'no-credential',
    ],
  ])('%s', async (_, known, error, enrolled, expected) => {
    const { page, shown, last } = blockPageWith(known, enrolled);
    await page.onError(1, url, error);
    if (expected === 'nothing') expect(shown).toEqual([]);
    else expect(await last()).toMatchObject({ obstacle: expected, decision: null });
  });
});

describe('a tab that has gone on', () => {
  it('is not called back', async () => {
    const { page, shown } = blockPageWith([refused]);
    await page.onError(2, url, 'net::ERR_TUNNEL_CONNECTION_FAILED');
    expect(shown).toEqual([]);
  });
});

describe('a response', () => {
  const headers = [{ name: 'Sekisho-Decision', value: refused.id }];

  it('of the proxy shows the decision', async () => {
    const { page, shown } = blockPageWith([refused]);
    await page.onResponse(1, 'http://games.example/', 403, headers);
    expect(shown).toEqual([refused.id]);
  });

  it('of a web site that imitates the proxy shows nothing', async () => {
    const { page, shown } = blockPageWith([refused]);
    await page.onResponse(1, 'http://liar.example/', 403, headers);
    expect(shown).toEqual([]);
  });

  it('without the header asks the link nothing', async () => {
    const { page, asked } = blockPageWith([refused]);
    await page.onResponse(1, 'http://games.example/', 403, []);
    expect(asked).toEqual([]);
  });
});

describe('an early refusal', () => {
  it('shows its own decision', async () => {
    const { page, last } = blockPageWith(silent);
    const { action, reason, rule, clause, id, at } = refused;
    const decision = { action, reason, rule, clause, id };
    const request = {
      at,
      url,
      method: 'GET',
      initiator: null,
      revision: 1,
      act: 'navigate' as const,
    };
    await page.onEarlyRefusal(1, { decision, ...request });
    expect(await last()).toMatchObject({ ref: id, decision: { ...decision, source: 'extension' } });
  });
});
