import { expect, test } from 'vitest';
import { pagesWanted } from '../../../../proxy/hub/wanted/pages-wanted.ts';
import type { Observed } from '../../../../shared/policy/propose-list.ts';
import { now, policyFor, wanted } from './wanted-samples.ts';

function shown(rows: Observed[], ...entries: string[]): string[] {
  return pagesWanted(rows, policyFor('enforce', ...entries), now).sites.flatMap((site) =>
    site.wanted.map(({ host, count, people }) => `${site.site} → ${host} ${count} (${people})`),
  );
}

test('hosts stand below the page that wanted them, the most wanted first', () => {
  expect(
    shown([
      wanted('cdn.example', { count: 2 }),
      wanted('cdn.example', { user: 'suzuki', count: 3 }),
      wanted('img.example', { count: 1 }),
      wanted('img.example', { initiator: 'www.mhlw.go.jp', count: 9 }),
    ]),
  ).toEqual([
    'www.mhlw.go.jp → img.example 9 (1)',
    'www.city.lg.jp → cdn.example 5 (2)',
    'www.city.lg.jp → img.example 1 (1)',
  ]);
});

test.each<[string, Observed[], string[]]>([
  [
    'a page that is not allowed itself',
    [wanted('cdn.example', { initiator: 'games.example' })],
    [],
  ],
  ['what was opened in a tab', [wanted('shop.example', { navigated: 1 })], []],
  ['what is open by now', [wanted('cdn.example')], ['{ match: cdn.example, action: allow }']],
  ['a page’s own host', [wanted('www.city.lg.jp')], []],
])('not %s', (_, rows, entries) => expect(shown(rows, ...entries)).toEqual([]));

test('a page that only a unit may open counts as allowed', () => {
  const rows = [wanted('cdn.example', { initiator: 'forms.example.jp' })];
  expect(shown(rows)).toEqual(['forms.example.jp → cdn.example 1 (1)']);
});

test('what an entry stops is there with the entry', () => {
  const { sites } = pagesWanted(
    [wanted('cdn.example'), wanted('other.example')],
    policyFor('enforce', 'cdn.example'),
    now,
  );
  const blocked = sites[0]?.wanted.map(({ host, blockedBy }) => [host, blockedBy]);
  expect(blocked).toEqual([
    ['cdn.example', 'stopped/cdn.example'],
    ['other.example', null],
  ]);
});

test('the entry names the host with its port, and the site with its sub-domains', () => {
  const { sites } = pagesWanted(
    [wanted('cdn.example', { port: 8443 }), wanted('a.example', { initiator: '203.0.113.7' })],
    policyFor('enforce', '{ match: 203.0.113.7, action: allow }'),
    now,
  );
  expect(sites.map(({ initiator, wanted: [first] }) => [initiator, first?.match])).toEqual([
    ['203.0.113.7', '.a.example'],
    ['www.city.lg.jp', '.cdn.example:8443'],
  ]);
});

test('what was masked is shown and cannot be named', () => {
  const rows = [wanted('cdn.example', { initiator: '•••.lg.jp', count: 2 }), wanted('•••.example')];
  const { sites } = pagesWanted(rows, policyFor('enforce'), now);
  expect(sites.map(({ initiator, wanted: [first] }) => [initiator, first?.match])).toEqual([
    [null, '.cdn.example'],
    ['www.city.lg.jp', null],
  ]);
});

test('refusals for pages that nobody saw are counted apart', () => {
  const hidden = { initiator: null, count: 2 };
  const rows = [wanted('a.example', hidden), wanted('www.mhlw.go.jp', hidden), wanted('b.example')];
  const { unseen } = pagesWanted(rows, policyFor('enforce'), now);
  expect(unseen).toEqual([{ host: 'a.example', count: 2 }]);
});

test('of very many sites the first are shown, and the rest counted', () => {
  const rows = Array.from({ length: 203 }, (_, n) =>
    wanted('cdn.example', { initiator: `c${n}.lg.jp` }),
  );
  const { sites, leftOff } = pagesWanted(rows, policyFor('enforce'), now);
  expect([sites.length, leftOff]).toEqual([200, 3]);
});
