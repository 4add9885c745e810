/** Copies of pages under another name, through the gateway. Every name leads to loopback here. */
import { expect, test } from 'vitest';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const lists =
  '{ id: a, title: a, action: allow, owner: a, reason: a, entries: [google.com, open.example] }';
const resolve = async () => ['127.0.0.1'];
const translated = (port: number, page: string) =>
  get(port, `/translate?u=${encodeURIComponent(page)}`, 'Connection: close\r\n').replaceAll(
    'city.localhost',
    'translate.google.com',
  );
const connect = (port: number) =>
  `CONNECT translate.google.com:${port} HTTP/1.1\r\nHost: translate.google.com:${port}\r\n${credentialLine}\r\n`;

test('a translation goes through where its page is open, and is refused where it is not', async () => {
  await using site = await startSite((_, res) => res.end('there'));
  const policy = testPolicy({ open: [site.port], default: 'block', lists });
  await using world = await startTestGateway(policy, { resolve });
  const answerTo = async (page: string) => {
    using client = await openRawClient(world.port);
    client.send(translated(site.port, page));
    return (await client.closed()).split('\r\n', 1)[0];
  };
  expect(await answerTo('https://www.open.example/')).toBe('HTTP/1.1 200 OK');
  expect(await answerTo('https://closed.example/')).toBe('HTTP/1.1 403 Forbidden');
  expect(await answerTo('http://10.1.2.3/')).toBe('HTTP/1.1 403 Forbidden');
  expect(site.requests).toHaveLength(1);
  expect(world.audit.decisions().map(({ action, reason, rule }) => [action, reason, rule])).toEqual(
    [
      ['allow', 'entry', 'a/google.com'],
      ['block', 'embedded-copy', 'destinations.default'],
      ['block', 'embedded-copy', 'zones.closed/10.0.0.0/8'],
    ],
  );
});

test('a tunnel to such a service is opened, and refused where it may not be', async () => {
  await using site = await startSite((_, res) => res.end('there'));
  const ported = lists.replace('google.com', `google.com, "google.com:${site.port}"`);
  const given = { open: [site.port], default: 'block', lists: ported } as const;
  await using world = await startTestGateway(testPolicy(given), { resolve });
  using opened = await openRawClient(world.port);
  opened.send(connect(site.port));
  expect(await opened.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  // Its request is decided on its own: plain HTTP inside a tunnel is read as well.
  opened.send(
    `GET /?u=https://closed.example/ HTTP/1.1\r\nHost: translate.google.com:${site.port}\r\n\r\n`,
  );
  expect(await opened.until('This destination')).toMatch(/HTTP\/1\.1 403 /);

  const except = '{ default: false, except: [{ match: google.com, reason: a }] }';
  world.setPolicy(testPolicy({ ...given, intercept: except }));
  using refused = await openRawClient(world.port);
  refused.send(connect(site.port));
  expect(await refused.closed()).toMatch(/^HTTP\/1\.1 403 /);
  expect(site.requests).toEqual([]);
  expect(world.audit.decisions().map(({ act, reason, rule }) => [act, reason, rule])).toEqual([
    ['request', 'embedded-copy', 'destinations.default'],
    ['connect', 'path-unseen', 'intercept.except/google.com'],
  ]);
});
