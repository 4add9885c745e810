import { describe, expect, test } from 'vitest';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import { chromiumSpelling, compileChromiumLists } from '../../../shared/policy/chromium-lists.ts';
import { type CompiledPolicy, compilePolicy } from '../../../shared/policy/compile.ts';
import {
  decideAddress,
  decideConnect,
  decideDestination,
  decideMalformed,
  decideWithoutCredential,
  interceptRule,
} from '../../../shared/policy/decide-destination.ts';
import {
  askedBy,
  type DecisionRow,
  decisionRows,
  readPolicy,
} from '../../support/decision-rows.ts';

const at = Date.parse('2026-11-24T10:00:00+09:00');
const names = [...new Set(decisionRows.map(({ policy }) => policy))];
const policies = new Map(names.map((name) => [name, compilePolicy(readPolicy(name))]));
const city = compiled('city');

function compiled(name: string): CompiledPolicy {
  const policy = policies.get(name);
  if (policy === undefined) throw new Error(name);
  return policy;
}

function destination(url: string) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}

function authority(text: string) {
  const parsed = parseAuthority(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}

function decideRow({ policy, request }: DecisionRow) {
  const { url, URLBlocklist, URLAllowlist } = request;
  const isChromium = URLBlocklist !== undefined || URLAllowlist !== undefined;
  const parsed = parseDestination(isChromium ? chromiumSpelling(url) : url);
  if (!parsed.ok) return { host: '', ...decideMalformed('id') };
  const judged = isChromium
    ? compileChromiumLists(URLBlocklist ?? [], URLAllowlist ?? [])
    : compiled(policy);
  const asked = { destination: parsed.destination, ...askedBy(request) };
  return { host: parsed.destination.host, ...decideDestination(judged, asked, 'id') };
}

describe('the table of decisions', () => {
  test('has a name of its own for every row', () => {
    expect(new Set(decisionRows.map(({ name }) => name)).size).toBe(decisionRows.length);
    expect(decisionRows.length).toBeGreaterThanOrEqual(400);
  });

  test.each(decisionRows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const { host, ...decision } = decideRow(row);
    const { host: expectedHost = host, ...expected } = row.expected;
    expect(decision).toEqual({ ...expected, id: 'id' });
    expect(host).toBe(expectedHost);
  });
});

describe('decideConnect sees a host only', () => {
  const nobody = { user: null, unit: null, terminal: null, at };
  test.each([
    ['keeps a host of one unit from nobody known', 'school.example:443', 'block'],
    ['allows a host whose entries have no path', 'www.mlit.go.jp:443', 'allow'],
    ['blocks a host that nothing names', 'unlisted.example:443', 'block'],
    ['depends where an entry allows one path', 'free.example:443', 'depends'],
    ['depends where a query decides', 'video.example:443', 'depends'],
    ['depends where a glob has a path', 'www.forms.example:443', 'depends'],
    ['depends where a block stands below an allowed host', 'nested.example:443', 'depends'],
    ['depends where a glob blocks some files of all hosts', 'files.lg.jp:443', 'depends'],
    ['is not held up by a path that acts alike', 'both.example:443', 'allow'],
    ['blocks where the path of an excepted host would decide', 'docs.example:443', 'path-unseen'],
    ['allows the port of an excepted host that needs no path', 'room.secure.example:8443', 'allow'],
    [
      'blocks the port where a path of an excepted host would decide, which names no port',
      'docs.example:8443',
      'path-unseen',
    ],
    ['blocks a port that no entry names', 'ports.example:8443', 'block'],
    ['opens port 80, for a WebSocket alone', 'ports.example:80', 'depends'],
    ['takes port 80 of an excepted host for a WebSocket', 'secure.example:80', 'block'],
    ['takes port 80 of an excepted host by any scheme', 'fonts.secure.example:80', 'allow'],
    ['blocks a port on a host that names another', 'bid.ports.example:9443', 'block'],
    [
      'takes an excepted host by https, though wss falls to the default',
      'secure.example:443',
      'allow',
    ],
    ['depends where the schemes of a tunnel differ', 'push.example:80', 'depends'],
    ['depends where an entry asks who wants it', 'cdn.example:443', 'depends'],
    ['lets such an entry count where nobody can see it', 'fonts.secure.example:443', 'allow'],
    ['depends where reading alone is open', 'encyclopedia.example:443', 'depends'],
    ['depends where reading alone is open on a path', 'forum.example:443', 'depends'],
    ['sees no writing on an excepted host', 'read.secure.example:443', 'allow'],
    ['depends where a service is open for some functions', 'www.facebook.com:443', 'depends'],
    ['allows a service that is open for everything', 'meeting.example:443', 'allow'],
    ['sees no functions on an excepted host', 'meet.secure.example:443', 'allow'],
    ['closes a service past its review', 'due.example:443', 'block'],
    ['closes zones', '127.0.0.1:443', 'zone-closed'],
    ['warns by a host', 'translate.example:443', 'warn'],
  ] as const)('%s', (_, text, expected) => {
    const policy = text.startsWith('push.') ? compiled('deny-list') : city;
    const made = decideConnect(policy, { destination: authority(text), ...nobody }, 'id');
    const seen = 'depends' in made ? 'depends' : [made.action, made.reason];
    if (expected === 'path-unseen' || expected === 'zone-closed') {
      expect(seen).toEqual(['block', expected]);
    } else expect('depends' in made ? 'depends' : made.action).toBe(expected);
  });
});

test('says of a tunnel that nobody could tell who asks', () => {
  const asked = { user: null, unit: null, terminal: null, at };
  const made = (text: string) =>
    decideConnect(city, { destination: authority(text), ...asked }, 'id');
  expect(made('fonts.secure.example:443')).toMatchObject({ initiatorUnseen: true });
  expect(made('secure.example:443')).not.toHaveProperty('initiatorUnseen');
});

describe('decideConnect where a host may show copies of any page', () => {
  const nobody = { user: null, unit: null, terminal: null, at };
  const copies = compiled('copies');
  const excepted = readPolicy('copies');
  excepted.intercept = { default: false, except: [{ match: 'google.com', reason: '証明書' }] };
  test.each([
    ['depends on the path', copies, 'translate.google.com:443', 'depends'],
    ['depends where the name tells a host alone', copies, 'a-b.translate.goog:443', 'depends'],
    ['needs no path of a host that shows none', copies, 'accounts.google.com:443', 'allow entry'],
    ['needs no path where the host is blocked', copies, 'cc.bingj.com:443', 'block default'],
    [
      'blocks what nobody could look into',
      compilePolicy(excepted),
      'translate.google.com:443',
      'block path-unseen',
    ],
    [
      'leaves other hosts of the exception alone',
      compilePolicy(excepted),
      'accounts.google.com:443',
      'allow entry',
    ],
  ] as const)('%s', (_, policy, text, expected) => {
    const made = decideConnect(policy, { destination: authority(text), ...nobody }, 'id');
    expect('depends' in made ? 'depends' : `${made.action} ${made.reason}`).toBe(expected);
  });

  test('names the exception that keeps the path unseen', () => {
    const asked = { destination: authority('www.google.com:443'), ...nobody };
    expect(decideConnect(compilePolicy(excepted), asked, 'id')).toMatchObject({
      rule: 'intercept.except/google.com',
    });
  });

  test('lets nobody without a credential to such a host, only to its neighbours', () => {
    const ask = (text: string) =>
      decideWithoutCredential(copies, { destination: authority(text), ...nobody }, 'id');
    expect(ask('accounts.google.com:443')?.action).toBe('allow');
    expect(ask('translate.google.com:443')).toBeNull();
  });
});

describe('decideConnect and decideDestination agree', () => {
  // An unread tunnel is taken as https: it carries wss as well (see decideConnect).
  const rows = decisionRows.filter(({ request }) => /^https:/.test(request.url));
  test.each(rows.map((row) => [row.name, row] as const))('on a tunnel: %s', (_, row) => {
    const { URLBlocklist } = row.request;
    const parsed = parseDestination(row.request.url);
    if (!parsed.ok || URLBlocklist !== undefined) return;
    const { host, port } = parsed.destination;
    const tunnel = authority(`${host.includes(':') ? `[${host}]` : host}:${port}`);
    const asked = askedBy(row.request);
    const made = decideConnect(compiled(row.policy), { destination: tunnel, ...asked }, 'id');
    if ('depends' in made || made.reason === 'path-unseen') return;
    const whole = { destination: parsed.destination, ...asked };
    if (made.initiatorUnseen) return;
    expect(decideDestination(compiled(row.policy), whole, 'id').action).toBe(made.action);
  });
});

describe('decideWithoutCredential', () => {
  test.each([
    [
      'lets updates through',
      'http://www.windowsupdate.com/x',
      'destinations.withoutCredential/windowsupdate.com',
    ],
    [
      'lets a listed path through',
      'http://update.example.com/msdownload/1',
      'destinations.withoutCredential/http://update.example.com/msdownload',
    ],
    ['asks for a credential on other paths', 'http://update.example.com/other', null],
    ['asks for a credential where only people may go', 'https://www.mlit.go.jp/', null],
    ['asks for a credential on nothing known', 'https://unlisted.example/', null],
    ['asks for a credential in closed zones', 'http://127.0.0.1/', null],
    ['asks for a credential on other schemes', 'ftp://windowsupdate.com/', null],
  ])('%s', (_, url, rule) => {
    const asked = { destination: destination(url), user: null, unit: null, terminal: null, at };
    const made = decideWithoutCredential(city, asked, 'id');
    expect(made).toEqual(
      rule === null
        ? null
        : { action: 'allow', reason: 'without-credential', rule, clause: null, id: 'id' },
    );
  });

  test('at CONNECT lets a host through, not one path of it', () => {
    const ask = (text: string) =>
      decideWithoutCredential(
        city,
        { destination: authority(text), user: null, unit: null, terminal: null, at },
        'id',
      );
    expect(ask('windowsupdate.com:443')?.reason).toBe('without-credential');
    expect(ask('update.example.com:443')).toBeNull();
  });

  test('lets through neither a port nor an address that is not named', () => {
    const policy = readPolicy('deny-list');
    policy.destinations.withoutCredential = ['a.example', 'b.example:8443', '192.0.2.8', '*'];
    const judged = compilePolicy(policy);
    const ask = (url: string) => {
      const asked = { destination: destination(url), user: null, unit: null, terminal: null, at };
      return decideWithoutCredential(judged, asked, 'id')?.action ?? null;
    };
    expect(ask('https://a.example/')).toBe('allow');
    expect(ask('https://a.example:8443/')).toBeNull();
    expect(ask('https://b.example:8443/')).toBe('allow');
    expect(ask('http://192.0.2.8/')).toBe('allow');
    expect(ask('http://192.0.2.9/')).toBeNull();
  });

  test('keeps a blocked host blocked', () => {
    const policy = readPolicy('city');
    policy.destinations.withoutCredential?.push('go.jp');
    const asked = { user: null, unit: null, terminal: null, at };
    const judged = compilePolicy(policy);
    const ask = (text: string) =>
      decideWithoutCredential(judged, { destination: authority(text), ...asked }, 'id');
    expect(ask('www.mlit.go.jp:443')?.action).toBe('allow');
    expect(ask('bad.go.jp:443')).toBeNull();
  });
});

describe('decideAddress', () => {
  test.each([
    ['lets a public address be', 'www.example.jp:443', '192.0.2.1', null],
    [
      'closes a private address behind a name',
      'www.example.jp:443',
      '10.0.0.1',
      'zones.closed/10.0.0.0/8',
    ],
    [
      'closes it in IPv6 clothes',
      'www.example.jp:443',
      '::ffff:10.0.0.1',
      'zones.closed/10.0.0.0/8',
    ],
    [
      'closes loopback behind a name',
      'www.example.jp:443',
      '127.0.0.1',
      'zones.closed/127.0.0.0/8',
    ],
    ['opens the exception by its port', 'www.example.jp:8600', '127.0.0.1', null],
  ])('%s', (_, text, address, rule) => {
    expect(decideAddress(city, authority(text), address)?.rule ?? null).toBe(rule);
  });
});

test('interceptRule intercepts by default, except where excepted', () => {
  expect(interceptRule(city, authority('www.example.jp:443'))).toBe('intercept');
  expect(interceptRule(city, authority('www.secure.example:443'))).toBe('tunnel');
  expect(interceptRule(compiled('deny-list'), authority('www.example.jp:443'))).toBe('tunnel');
});
