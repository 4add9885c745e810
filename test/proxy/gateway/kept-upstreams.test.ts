import { createSecureContext, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { createKeptUpstreams, type KeptUpstream } from '../../../proxy/gateway/kept-upstreams.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { openSiteAuthority, type SiteAuthority } from '../../support/site-authority.ts';

async function startSite(sites: SiteAuthority, host = 'city.localhost') {
  const resumed: boolean[] = [];
  const context = sites.authority.contextFor(host);
  const server = await startRecordingServer(
    (socket) => {
      resumed.push((socket as TLSSocket).isSessionReused());
      socket.on('data', (chunk: Buffer) => socket.write(chunk)).on('end', () => socket.end());
    },
    { SNICallback: (_name, give) => give(null, context) },
  );
  const parsed = parseDestination(`https://city.localhost:${server.port}/`);
  if (!parsed.ok) throw new Error('destination');
  return { server, resumed, destination: parsed.destination };
}

function pool(caPem: string, limits = { connectMs: 60_000, idleMs: 60_000 }) {
  const context = createSecureContext({ ca: [caPem] });
  return createKeptUpstreams({ trust: () => context, ...limits });
}

type Site = Awaited<ReturnType<typeof startSite>>;

/** One exchange; resolves with what came back, rejects with what went wrong. */
function ask(
  upstreams: ReturnType<typeof pool>,
  { destination }: Site,
  text: string,
  isFresh = false,
): Promise<{ upstream: KeptUpstream; came: string }> {
  return new Promise((resolve, reject) => {
    let came = '';
    const onData = (chunk: Buffer) => {
      came += chunk.toString('latin1');
      if (came.length >= text.length) resolve({ upstream, came });
    };
    const onEnd = () => reject(new Error('ended'));
    const user = { onData, onEnd, onError: reject };
    const upstream = upstreams.take('127.0.0.1', destination, user, isFresh);
    upstream.send(text);
  });
}

test('a connection that was given back is used again, one that was not is not', async () => {
  await using sites = await openSiteAuthority();
  const site = await startSite(sites);
  await using _server = site.server;
  using upstreams = pool(sites.caPem);
  const first = await ask(upstreams, site, 'a');
  expect(first.upstream.isReused).toBe(false);
  const second = await ask(upstreams, site, 'b');
  expect(second.upstream.isReused).toBe(false);
  first.upstream.release(4_000);
  const third = await ask(upstreams, site, 'c');
  expect(third.upstream.isReused).toBe(true);
  second.upstream.release(0);
  third.upstream.release(4_000);
  const fourth = await ask(upstreams, site, 'd', true);
  expect(fourth.upstream.isReused).toBe(false);
  expect(site.server.received).toEqual(['ac', 'b', 'd']);
});

test('whoever gave it back has no hand in it any more', async () => {
  await using sites = await openSiteAuthority();
  const site = await startSite(sites);
  await using _server = site.server;
  using upstreams = pool(sites.caPem);
  const first = await ask(upstreams, site, 'a');
  first.upstream.release(4_000);
  const second = ask(upstreams, site, 'b');
  first.upstream.pause();
  first.upstream.destroy();
  first.upstream.release(0);
  expect((await second).came).toBe('b');
});

test('it is closed when nobody has wanted it for the time that was given', async () => {
  await using sites = await openSiteAuthority();
  const site = await startSite(sites);
  await using _server = site.server;
  using upstreams = pool(sites.caPem);
  (await ask(upstreams, site, 'a')).upstream.release(50);
  while (site.server.sockets.size > 0) await new Promise(setImmediate);
  expect((await ask(upstreams, site, 'b')).upstream.isReused).toBe(false);
});

test('the next handshake goes on from the last one', async () => {
  await using sites = await openSiteAuthority();
  const site = await startSite(sites);
  await using _server = site.server;
  using upstreams = pool(sites.caPem);
  (await ask(upstreams, site, 'a')).upstream.release(0);
  await ask(upstreams, site, 'b');
  expect(site.resumed).toEqual([false, true]);
});

test.each([
  ['is not trusted', 'city.localhost', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['is of another host', 'other.localhost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('nothing is sent where the certificate %s', async (_, host, code) => {
  await using sites = await openSiteAuthority();
  await using others = await openSiteAuthority();
  const site = await startSite(sites, host);
  await using _server = site.server;
  using upstreams = pool((host === 'city.localhost' ? others : sites).caPem);
  await expect(ask(upstreams, site, 'secret')).rejects.toMatchObject({ code });
  expect(site.server.received.join('')).toBe('');
});

test.each([
  ['to connect', { connectMs: 50, idleMs: 60_000 }, 'CONNECT_TIMEOUT'],
  ['to answer', { connectMs: 60_000, idleMs: 50 }, 'RESPONSE_TIMEOUT'],
])('a destination that takes too long %s is given up', async (what, limits, code) => {
  await using sites = await openSiteAuthority();
  // It accepts and says nothing, or shakes hands and says nothing.
  await using mute = await startRecordingServer(() => {});
  const site = await startSite(sites);
  await using _server = site.server;
  using upstreams = pool(sites.caPem, limits);
  const to = what === 'to connect' ? { ...site.destination, port: mute.port } : site.destination;
  const asked = ask(upstreams, { ...site, destination: to }, '');
  await expect(asked).rejects.toMatchObject({ code });
});
