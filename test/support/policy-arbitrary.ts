/** Generated lists of a policy, and URLs that they speak of, over a few hosts: so that entries meet. */
import fc from 'fast-check';
import type { Policy } from '../../shared/policy/schema.ts';
import type { Hours } from '../../shared/policy/scope.ts';
import { smallPolicy } from './small-policy.ts';

const hosts = [
  'example.jp',
  'www.example.jp',
  'a.www.example.jp',
  'shop.example.jp',
  'example.com',
  'jp.example.com',
  '192.0.2.1',
  'xn--u8j.example',
];
const paths = ['', '/', '/open', '/open/desk', '/opened', '/a%20b', '/files/x/y.pdf', '/OPEN'];
const queries = ['', '?v=1', '?v=1&w=2', '?w=2&v=1&v=3', '?v=12'];
const schemes = ['http', 'https', 'ws', 'wss'];
const ports = ['', '', '', ':80', ':443', ':8443'];

const filter = fc
  .record({
    scheme: fc.constantFrom('', '', '', 'http://', 'https://', 'wss://'),
    dot: fc.constantFrom('', '', '', '.'),
    host: fc.constantFrom(...hosts, 'jp', 'example'),
    port: fc.constantFrom(...ports),
    path: fc.constantFrom('', '', '', ...paths),
    query: fc.constantFrom('', '', '', '', '?v=1', '?v=1*', '?v', '?v=1&w=2'),
  })
  .map(({ scheme, dot, host, port, path, query }) => scheme + dot + host + port + path + query);
const glob = fc
  .record({
    scheme: fc.constantFrom('', 'https://'),
    host: fc.constantFrom('*.example.jp', '**.example.jp', 'www*.example.jp', 'example.jp', '**'),
    port: fc.constantFrom('', '', ':8443'),
    path: fc.constantFrom('', '/**', '/open', '/files/**/*.pdf', '/*'),
  })
  .map(({ scheme, host, port, path }) => `glob:${scheme}${host}${port}${path}`);
const match = fc.oneof({ arbitrary: filter, weight: 5 }, { arbitrary: glob, weight: 2 });

export const plainMatches = filter;
const action = fc.constantFrom('allow', 'allow', 'block', 'block', 'warn' as const);
const moments = ['2026-01-01', '2026-06-01', '2027-03-31'] as const;
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 4 });
const when = {
  from: optional(fc.constantFrom(...moments)),
  until: optional(fc.constantFrom(...moments)),
  hours: optional(
    fc.constantFrom<Hours>(
      { from: '08:30', to: '17:15' },
      { from: '08:30', to: '17:15', holidays: 'closed' },
    ),
  ),
  units: optional(fc.constant(['総務企画部'])),
};
const entry = fc.oneof(match, fc.record({ match, action: optional(action), ...when }).map(present));

export const arbitraryTimes = fc.integer({
  min: Date.parse('2025-12-01'),
  max: Date.parse('2027-05-01'),
});

export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('enforce', 'enforce', 'enforce', 'observe' as const),
    normal: fc.constantFrom('block', 'block', 'allow', 'warn' as const),
    lists: fc.array(fc.record({ action, entries: fc.array(entry, { maxLength: 6 }), ...when }), {
      maxLength: 4,
    }),
  })
  .map(({ mode, normal, lists }) =>
    smallPolicy({
      mode,
      destinations: {
        default: normal,
        lists: lists.map(
          (list, i) =>
            present({ id: `list-${i}`, title: 't', owner: 'o', reason: 'r', ...list }) as never,
        ),
      },
    }),
  );

/** As a browser spells it, and some that it would respell. */
export const arbitraryUrl = fc
  .record({
    scheme: fc.constantFrom(...schemes),
    user: fc.constantFrom('', '', '', '', '', 'u:p@'),
    host: fc.constantFrom(...hosts, 'other.example', 'localhost', '[2001:db8::1]'),
    dot: fc.constantFrom('', '', '', '', '', '.'),
    port: fc.constantFrom(...ports),
    path: fc.constantFrom(...paths.filter(Boolean), '/%6Fpen', '/open//x', '/open%2Fdesk'),
    query: fc.constantFrom(...queries),
  })
  .map(({ scheme, user, host, dot, port, path, query }) => {
    const name = host.endsWith(']') ? host : host + dot;
    return new URL(`${scheme}://${user}${name}${port}${path}${query}`).href;
  });

function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
