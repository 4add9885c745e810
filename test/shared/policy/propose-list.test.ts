import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { checkPolicy } from '../../../shared/policy/check-policy.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { type Observed, proposeList } from '../../../shared/policy/propose-list.ts';
import { type Entry, policySchema } from '../../../shared/policy/schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const people = ['tanaka', 'suzuki', 'sato'];

/** Seen ten times by each of three people, unless said otherwise. */
function seen(
  host: string,
  fields: Partial<Observed> & { by?: readonly string[] } = {},
): Observed[] {
  const { by = people, ...rest } = fields;
  return by.map((user) => ({
    initiator: null,
    host,
    port: 443,
    user,
    unit: '総務企画部',
    count: 10,
    navigated: 0,
    first: '2026-11-20T00:00:00.000Z',
    last: '2026-11-23T00:00:00.000Z',
    ...rest,
  }));
}
const opened = { navigated: 2 };
const by = (initiator: string) => ({ initiator });

const rows: [string, Observed[], string[]][] = [
  ['a site that people open', seen('www.shop.example', opened), ['main .www.shop.example ☑']],
  [
    'hosts of one domain are one entry',
    [...seen('www.shop.example', opened), ...seen('img.shop.example', by('www.shop.example'))],
    ['main shop.example ☑'],
  ],
  [
    'a content network names the pages that ask for it',
    [
      ...seen('cdn.example', by('www.shop.example')),
      ...seen('cdn.example', by('forms.other.example')),
    ],
    ['content .cdn.example ← other.example, shop.example ☑'],
  ],
  [
    'a font that a style sheet of the same network asks for names that as well',
    [
      ...seen('css.fonts.example', by('www.shop.example')),
      ...seen('files.fonts.example', by('css.fonts.example')),
    ],
    ['content fonts.example ← fonts.example, shop.example ☑'],
  ],
  [
    'a page of plain http is known by its own parts',
    seen('www.old.example', by('www.old.example')),
    ['main .www.old.example ☑'],
  ],
  [
    'a network that people also open is a site',
    [...seen('cdn.example', by('www.shop.example')), ...seen('cdn.example', opened)],
    ['main .cdn.example ☑'],
  ],
  [
    'a link from another site is no page that asks',
    seen('www.shop.example', { ...opened, initiator: 'search.example' }),
    ['main .www.shop.example ☑'],
  ],
  ['nobody could see who asked', seen('update.example'), ['unseen .update.example ☐']],
  [
    'one person alone',
    seen('hobby.example', { ...opened, by: ['sato'] }),
    ['main .hobby.example one-person ☐'],
  ],
  ['once or twice', seen('rare.example', { ...opened, count: 1 }), ['main .rare.example rare ☐']],
  ['an address', seen('203.0.113.7', opened), ['main 203.0.113.7 address ☐']],
  ['an address in brackets', seen('2001:db8::7', opened), ['main [2001:db8::7] address ☐']],
  [
    'a public suffix is never taken with all below it',
    seen('github.io', opened),
    ['main .github.io suffix ☐'],
  ],
  [
    'tenants of one suffix stay apart',
    [...seen('a.github.io', opened), ...seen('b.github.io', opened)],
    ['main .a.github.io ☑', 'main .b.github.io ☑'],
  ],
  [
    'a port of its own',
    seen('www.shop.example', { ...opened, port: 8443 }),
    ['main .www.shop.example:8443 ☑'],
  ],
  [
    'each port of its own is another entry',
    [...seen('www.shop.example', opened), ...seen('www.shop.example', { ...opened, port: 8443 })],
    ['main .www.shop.example ☑', 'main .www.shop.example:8443 ☑'],
  ],
  [
    'what hundreds of pages ask for names none of them',
    Array.from({ length: 21 }, (_, n) => seen('cdn.example', by(`site${n}.example`))).flat(),
    ['content .cdn.example many-pages ☐'],
  ],
  [
    'a page whose name was masked cannot be named',
    seen('cdn.example', by('•••.example')),
    ['content .cdn.example ☑'],
  ],
];

test.each(rows)('%s', (_, observed, expected) => {
  const { proposals } = proposeList(observed);
  const shown = proposals.map(({ kind, match, initiators, flags, chosen }) =>
    [
      kind,
      match,
      ...(initiators.length === 0 ? [] : [`← ${initiators.join(', ')}`]),
      ...flags,
      chosen ? '☑' : '☐',
    ].join(' '),
  );
  expect(shown).toEqual(expected);
});

test('a look-alike is said with the name that it looks like', () => {
  const like = (host: string) => (host === 'yokote-lg.example' ? 'city.yokote.lg.jp' : null);
  const [found] = proposeList(seen('yokote-lg.example', opened), like).proposals;
  expect(found).toMatchObject({ looksLike: 'city.yokote.lg.jp', chosen: false });
  expect(found?.flags).toEqual(['look-alike']);
});

test('what cannot be named is listed as left out', () => {
  const observed = [...seen('•••.example', opened), ...seen('', opened), ...seen('a b', opened)];
  const { proposals, leftOut } = proposeList(observed);
  expect(proposals).toEqual([]);
  expect(leftOut.map(({ count }) => count)).toEqual([30, 30, 30]);
});

test('people, units, counts and times are added up', () => {
  const observed = [
    ...seen('www.shop.example', { ...opened, first: '2026-11-01T00:00:00.000Z', by: ['sato'] }),
    ...seen('img.shop.example', { unit: null, by: ['suzuki'], last: '2026-11-24T00:00:00.000Z' }),
  ];
  expect(proposeList(observed).proposals[0]).toMatchObject({
    count: 20,
    navigated: 2,
    users: ['sato', 'suzuki'],
    units: ['総務企画部'],
    first: '2026-11-01T00:00:00.000Z',
    last: '2026-11-24T00:00:00.000Z',
    hosts: [
      { name: 'img.shop.example', count: 10 },
      { name: 'www.shop.example', count: 10 },
    ],
  });
});

const named = (host: string) => (host.includes(':') ? `[${host}]` : host);

describe('whatever was observed', () => {
  const label = fc.constantFrom(
    'www',
    'cdn',
    'a',
    'github',
    'city',
    'co',
    'shop',
    'xn--zckzah',
    '10',
  );
  const end = fc.constantFrom('example', 'jp', 'co.jp', 'github.io', 'lg.jp', 'com', 'tokyo.jp');
  const name = fc
    .tuple(fc.array(label, { maxLength: 3 }), end)
    .map(([labels, last]) => [...labels, last].join('.'));
  const host = fc.oneof(
    { weight: 8, arbitrary: name },
    fc.constantFrom('203.0.113.7', '2001:db8::7', 'localhost', '•••.example'),
  );
  const row: fc.Arbitrary<Observed> = fc.record({
    initiator: fc.option(host),
    host,
    port: fc.constantFrom(443, 443, 80, 8443, 9000),
    user: fc.option(fc.constantFrom(...people)),
    unit: fc.constant(null),
    count: fc.integer({ min: 1, max: 20 }),
    navigated: fc.constantFrom(0, 0, 0, 1),
    first: fc.constant('2026-11-20T00:00:00.000Z'),
    last: fc.constant('2026-11-23T00:00:00.000Z'),
  });

  const policyOf = (entries: Entry[]) => {
    const list = { id: 'learnt', title: '学習', action: 'allow', owner: 'x', reason: 'x', entries };
    const { users: _, ...rest } = smallPolicy();
    return policySchema.parse({
      ...rest,
      mode: 'enforce',
      zones: { closed: [] },
      destinations: { default: 'block', lists: [list] },
    });
  };

  test('every proposed entry is one that a policy takes, and with all of them no default is left', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (observed) => {
        const { proposals, leftOut } = proposeList(observed);
        const entries = proposals.map(
          ({ match, initiators }): Entry =>
            initiators.length === 0 ? match : { match, initiators: [...initiators] },
        );
        const policy = policyOf(entries);
        const errors = checkPolicy(policy).filter(({ severity }) => severity === 'error');
        expect(errors).toEqual([]);
        const compiled = compilePolicy(policy);
        const out = new Set(leftOut.map((each) => each.host));
        for (const each of observed) {
          if (out.has(each.host)) continue;
          // To port 80 goes plain HTTP.
          const scheme = each.port === 80 ? 'http' : 'https';
          const parsed = parseDestination(`${scheme}://${named(each.host)}:${each.port}/x`);
          if (!parsed.ok) throw new Error(each.host);
          const asking =
            each.navigated > 0
              ? { initiator: null }
              : each.initiator === null
                ? { initiatorUnseen: true as const }
                : { initiator: `https://${named(each.initiator)}/` };
          const { destination } = parsed;
          const who = { user: each.user, unit: null, terminal: null, at: 0 };
          const decision = decideDestination(compiled, { destination, ...asking, ...who }, '');
          expect(decision).toMatchObject({ action: 'allow', reason: 'entry' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
