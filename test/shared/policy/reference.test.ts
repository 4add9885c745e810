/** The core against a straightforward reading of the documentation, over policies and URLs that meet. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { List, Policy } from '../../../shared/policy/schema.ts';
import { serviceFunctions } from '../../../shared/policy/services-schema.ts';
import { askedBy, decisionRows, readPolicy } from '../../support/decision-rows.ts';
import { referenceDecide } from '../../support/reference-decide.ts';

const of = fc.constantFrom;
const maybe = <T>(some: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some });
const few = (...names: [string, ...string[]]) =>
  fc.uniqueArray(of(...names), { minLength: 1, maxLength: 2 });

const hosts = ['a.example', 'www.a.example', 'x.www.a.example', 'b.example', 'city.lg.jp'] as const;
const addresses = [
  '192.0.2.1',
  '10.1.2.3',
  '127.0.0.1',
  '[2001:db8::1]',
  '[64:ff9b::c000:201]',
  '[::ffff:10.1.2.3]',
] as const;
const paths = ['', '/', '/a', '/a/b', '/a/b/c.pdf', '/A', '/login', '/%E3%81%82'] as const;
const conditions = ['', '?k=v', '?k=v&l=w', '?k=v*'] as const;
const ports = ['', '', '', ':80', ':443', ':8443', ':8600'] as const;

const filter = fc
  .tuple(
    of('', '', 'https://', 'http://', 'ws://', 'wss://'),
    of('', '', '.'),
    of(...hosts, ...addresses, '*'),
    of(...ports),
    of(...paths),
    of(...conditions),
  )
  .map(([scheme, dot, host, port, path, query]) =>
    host === '*' || !/[a-z]/.test(host) || host.startsWith('[')
      ? `${scheme}${host}${port}${path}${query}`
      : `${scheme}${dot}${host}${port}${path}${query}`,
  );
const glob = fc
  .tuple(
    of('', 'https://'),
    of(
      '*.a.example',
      '**.a.example',
      'www.a.example',
      'w*.a.example',
      '{www,b}.a.example',
      '**',
      'x.*.a.example',
      '192.0.2.1',
    ),
    of(...ports),
    of('', '/**', '/a/**', '/**/c.pdf', '/a/*', '/a/**/*.pdf', '/?'),
  )
  .map((parts) => `glob:${parts.join('')}`);
const match = fc.oneof(
  { weight: 4, arbitrary: filter },
  { weight: 1, arbitrary: glob },
  { weight: 1, arbitrary: of('*', 'https:*', 'example', 'lg.jp') },
);

const time = of('00:00', '06:00', '08:30', '17:15', '22:00', '24:00');
const moment = of('2026-11-23', '2026-11-24', '2026-11-25', '2026-11-24T10:00:00+09:00');
const scope = {
  units: maybe(few('総務企画部', '教育委員会')),
  users: maybe(few('tanaka', 'sato')),
  terminals: maybe(few('T1', 'T2')),
  hours: maybe(
    fc
      .record({
        days: maybe(fc.uniqueArray(of('mon', 'tue', 'wed', 'sun'), { minLength: 1 })),
        from: maybe(time),
        to: maybe(time),
        holidays: maybe(of('closed', 'open')),
      })
      .filter(({ from = '00:00', to = '24:00' }) => from !== to && from !== '24:00'),
  ),
  from: maybe(moment),
  until: maybe(moment),
  initiators: maybe(few('city.lg.jp', 'https://a.example', '.b.example:8443')),
};
const readOnly = maybe(fc.constant(true as const));
const action = of('allow', 'allow', 'warn', 'block');
const rare = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({} as Partial<T>) },
    { weight: 1, arbitrary: fc.record(fields) },
  );
const entry = fc.oneof(
  match,
  fc.tuple(match, maybe(action), rare(scope), readOnly).map(([text, own, rest, isReading]) => ({
    match: text,
    action: own,
    readOnly: isReading,
    ...rest,
  })),
);
const list = fc
  .tuple(
    of('one', 'two', 'three'),
    action,
    fc.array(entry, { minLength: 1, maxLength: 6 }),
    rare(scope),
  )
  .map(([id, own, entries, rest]) => ({
    id,
    title: id,
    action: own,
    owner: 'x',
    reason: 'x',
    entries,
    ...rest,
  }));
const service = fc.record({
  id: of('first', 'second'),
  title: of('x'),
  hosts: fc.array(match, { minLength: 1, maxLength: 2 }),
  functions: fc.uniqueArray(of(...serviceFunctions), { minLength: 1 }),
  units: scope.units,
  responsible: of('x'),
  reviewBy: maybe(moment),
});

const policies = fc
  .record({
    mode: of('enforce', 'enforce', 'observe'),
    normal: of('block', 'block', 'allow', 'warn'),
    people: fc.boolean(),
    open: fc.uniqueArray(of('127.0.0.1:8600', '10.1.2.3:8443', '192.0.2.1:8443'), { maxLength: 2 }),
    lists: fc.array(list, { maxLength: 3 }),
    services: fc.array(service, { maxLength: 2 }),
  })
  .map(({ mode, normal, people, open, lists, services }): Policy => {
    const users = [
      { id: 'tanaka', name: '田中', unit: '総務企画部' },
      { id: 'sato', name: '佐藤', until: '2026-11-24' },
    ];
    const whole = {
      version: 1,
      organization: { name: 'x' },
      ...(people && { users }),
      mode,
      zones: { closed: ['10.0.0.0/8', '127.0.0.0/8', '::1/128', '64:ff9b::/96'], open },
      destinations: { default: normal, lists: lists as unknown as List[] },
      services: services as unknown as NonNullable<Policy['services']>,
    };
    return JSON.parse(JSON.stringify(whole));
  });

const spelt = (host: string) =>
  of(
    host,
    host,
    host,
    host.toUpperCase(),
    /[a-z]$/.test(host) ? `${host}.` : host,
    host.replace('a.example', 'ａ。example'),
  );
const urls = fc
  .tuple(
    of('https', 'https', 'https', 'https', 'http', 'http', 'ws', 'wss', 'ftp'),
    of(
      ...hosts,
      ...hosts,
      ...hosts,
      ...addresses,
      'localhost',
      'y.example',
      '3221225985',
      '0x7f.1',
    ).chain(spelt),
    of(...ports),
    of(
      '/',
      '/a',
      '/a/b',
      '/a/b/c.pdf',
      '/ab',
      '/%61/b',
      '/A/',
      '/login',
      '/x/y/c.pdf',
      '/%e3%81%82/1',
      '/a/./../a/',
    ),
    of('', '', '?k=v', '?k=v&k=x', '?l=w&k=v', '?k=vv', '?%6b=v', '?kk=v'),
  )
  .map(([scheme, host, port, path, query]) => `${scheme}://${host}${port}${path}${query}`);
const requests = fc
  .record({
    method: of(undefined, 'GET', 'HEAD', 'POST', 'POST', 'PUT', 'DELETE'),
    initiator: of(
      undefined,
      undefined,
      null,
      'city.lg.jp',
      'https://www.city.lg.jp/x',
      'http://a.example/',
      'https://b.example:8443/',
      'y.example',
    ),
    unseen: fc.boolean(),
    user: of(null, null, 'tanaka', 'tanaka', 'sato', 'yamada'),
    unit: of(null, '総務企画部', '教育委員会'),
    terminal: of(null, 'T1', 'T2', 'T3'),
    at: of(
      '2026-11-23T05:59:59+09:00',
      '2026-11-24T00:00:00+09:00',
      '2026-11-24T09:59:59+09:00',
      '2026-11-24T10:00:00+09:00',
      '2026-11-25T05:00:00+09:00',
      '2026-11-29T23:00:00+09:00',
    ),
  })
  .map(({ method, initiator, unseen, at, ...who }) => ({
    ...(method !== undefined && { method }),
    ...(initiator !== undefined && { initiator }),
    ...(unseen && initiator === undefined && { initiatorUnseen: true as const }),
    ...who,
    at: Date.parse(at),
  }));

const isSoak = process.env.SEKISHO_SOAK === '1';
const seeded = { seed: 2026, numRuns: isSoak ? 200_000 : 3_000 };

test('the core decides as the documentation reads', {
  timeout: isSoak ? 3_600_000 : 60_000,
}, () => {
  const reasons = new Map<string, number>();
  fc.assert(
    fc.property(
      policies,
      fc.array(fc.tuple(urls, requests), { minLength: 5, maxLength: 5 }),
      (policy, asked) => {
        const compiled = compilePolicy(policy);
        for (const [url, request] of asked) {
          const parsed = parseDestination(url);
          if (!parsed.ok) throw new Error(url);
          const made = decideDestination(
            compiled,
            { destination: parsed.destination, ...request },
            'id',
          );
          expect(made).toEqual(referenceDecide(policy, url, request));
          reasons.set(made.reason, (reasons.get(made.reason) ?? 0) + 1);
        }
      },
    ),
    seeded,
  );
  // What never comes up is not compared.
  for (const reason of [
    'entry',
    'default',
    'zone-closed',
    'unknown-user',
    'term-ended',
    'unsupported-scheme',
    'read-only',
    'port-not-open',
    'address-literal',
    'function-not-open',
    'service-review-due',
  ]) {
    expect([reason, (reasons.get(reason) ?? 0) >= 20]).toEqual([reason, true]);
  }
});

/** What names imitate and what pages show copies of is told by tables that the reference has not. */
const beyond: ReadonlySet<string> = new Set(['malformed', 'look-alike', 'embedded-copy']);

test('the reference agrees with the table of decisions', () => {
  const read = new Map<string, Policy>();
  for (const { name, policy, request, expected } of decisionRows) {
    if (request.URLBlocklist !== undefined || beyond.has(expected.reason)) continue;
    const known = read.get(policy) ?? readPolicy(policy);
    read.set(policy, known);
    const { host: _, ...decision } = expected;
    expect({ name, ...referenceDecide(known, request.url, askedBy(request)) }).toEqual({
      name,
      ...decision,
      id: 'id',
    });
  }
});
