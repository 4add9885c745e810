import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchFeed } from '../../../../proxy/hub/feeds/fetch-feed.ts';
import { compileUpstream } from '../../../../shared/policy/upstream.ts';
import { compileZones } from '../../../../shared/policy/zones.ts';
import { startParent } from '../../../support/parent-proxy.ts';
import {
  listenSecurely,
  openSiteAuthority,
  type SiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const host = 'lists.example';
let sites: SiteAuthority;
beforeAll(async () => {
  sites = await openSiteAuthority();
});
afterAll(() => sites[Symbol.asyncDispose]());

/** A publisher on this machine; in `open` its own port is the one exception from the closed zones. */
async function fetchFrom(
  answer: Answer,
  more: Partial<FetchOptions> & {
    readonly url?: (port: number) => string;
    readonly closed?: boolean;
  } = {},
) {
  const asked: (string | undefined)[] = [];
  const server = secureServer(sites, host);
  server.on('request', (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  await using listening = await listenSecurely(server);
  const { port } = listening;
  const { url = (at: number) => `https://${host}:${at}/list.txt`, closed, ...rest } = more;
  const open = closed === true ? [] : [`127.0.0.1:${port}`];
  const fetched = await fetchFeed(url(port), {
    zones: compileZones({ closed: ['127.0.0.0/8', '10.0.0.0/8'], open }),
    known: null,
    maxBytes: 10_000,
    signal: new AbortController().signal,
    lookupAll: async () => ['127.0.0.1'],
    ca: sites.caPem,
    ...rest,
  });
  return { fetched, asked, port };
}

const redirect =
  (location: string): Answer =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

describe('fetchFeed', () => {
  it('gives the bytes and what tells them from later ones', async () => {
    const { fetched, asked, port } = await fetchFrom((_, response) => {
      response.writeHead(200, { etag: '"1"', 'last-modified': 'Mon, 02 Nov 2026 00:00:00 GMT' });
      response.end('a.example\n');
    });
    expect(fetched).toEqual({
      bytes: Buffer.from('a.example\n'),
      etag: '"1"',
      lastModified: 'Mon, 02 Nov 2026 00:00:00 GMT',
    });
    expect(asked).toEqual([`${host}:${port} /list.txt`]);
  });

  it('asks whether it changed, and hears that it did not', async () => {
    const { fetched } = await fetchFrom(
      ({ headers }, response) => {
        const known = headers['if-none-match'] === '"1"' && headers['if-modified-since'] === 'x';
        response.writeHead(known ? 304 : 200).end();
      },
      { known: { etag: '"1"', lastModified: 'x' } },
    );
    expect(fetched).toBe('same');
  });

  it('leaves gzip packed: its text is made under a limit of its own', async () => {
    const packed = gzipSync('a.example');
    const { fetched } = await fetchFrom((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    expect(fetched).toMatchObject({ bytes: packed });
  });

  it('follows redirects to another place of the publisher', async () => {
    const { fetched, asked } = await fetchFrom((request, response) => {
      if (request.url === '/list.txt') redirect('/v2/list.txt?x=1')(request, response);
      else response.end('b');
    });
    expect(fetched).toMatchObject({ bytes: Buffer.from('b') });
    expect(asked.map((each) => each?.split(' ')[1])).toEqual(['/list.txt', '/v2/list.txt?x=1']);
  });

  it.each<[string, Answer, object, string]>([
    ['a redirect to http', redirect('http://lists.example/'), {}, 'not-https'],
    ['a redirect to a file', redirect('file:///etc/passwd'), {}, 'not-https'],
    ['a redirect into a closed zone', redirect('https://10.0.0.1/'), {}, 'zone-closed'],
    [
      'a redirect to another port of this machine',
      redirect('https://localhost:1/'),
      {},
      'zone-closed',
    ],
    ['redirects without an end', redirect('/list.txt'), {}, 'redirects'],
    ['a status that is no list', (_, response) => response.writeHead(500).end('x'), {}, 'status'],
    ['304 where nothing was known', (_, response) => response.writeHead(304).end(), {}, 'status'],
    ['more than it may be', (_, response) => response.end(Buffer.alloc(20_000)), {}, 'too-large'],
    ['a body without an end', (_, response) => pour(response), {}, 'too-large'],
    ['no answer', () => {}, { silenceMs: 50 }, 'timeout'],
    [
      'silence in the middle',
      (_, response) => void response.write('x'),
      { silenceMs: 50 },
      'timeout',
    ],
    ['an answer drop by drop', drip, { timeoutMs: 200 }, 'timeout'],
    [
      'half a list',
      (_, response) => {
        response.writeHead(200, { 'content-length': 5000 });
        response.write('a.example', () => response.destroy());
      },
      {},
      'half',
    ],
    ['an address in a closed zone', () => {}, { closed: true }, 'zone-closed'],
    [
      'a name that is in a closed zone by its address',
      () => {},
      { lookupAll: async () => ['10.1.1.1', '::ffff:10.0.0.1'] },
      'zone-closed',
    ],
    [
      'a name that nobody knows',
      () => {},
      { lookupAll: async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) },
      'not-found',
    ],
    ['a name without an address', () => {}, { lookupAll: async () => [] }, 'not-found'],
    [
      'a certificate of another name',
      () => {},
      { url: (port: number) => `https://other.example:${port}/` },
      'certificate',
    ],
    ['a certificate of nobody known', () => {}, { ca: undefined }, 'certificate'],
    ['plain http', () => {}, { url: (port: number) => `http://${host}:${port}/` }, 'not-https'],
  ])('%s: %#', async (_, answer, more, failure) => {
    expect((await fetchFrom(answer, more)).fetched).toEqual({ failure });
  });

  it('does not connect where an address was refused', async () => {
    const { asked } = await fetchFrom((_, response) => response.end(), { closed: true });
    expect(asked).toEqual([]);
  });

  describe('through a proxy above', () => {
    const notFound = () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
    const above = async (more: Partial<FetchOptions>, refuses: string[] = []) => {
      const { ca = sites.caPem, ...rest } = more;
      const server = secureServer(sites, host);
      server.on('request', (_, response) => response.end('c.example'));
      await using site = await listenSecurely(server);
      await using parent = await startParent({ leads: { [host]: site.port }, refuses });
      const upstream = compileUpstream({ proxy: `http://127.0.0.1:${parent.port}` });
      const fetched = await fetchFeed(`https://${host}/list.txt`, {
        zones: compileZones({ closed: ['127.0.0.0/8', '10.0.0.0/8'] }),
        known: null,
        maxBytes: 10_000,
        signal: new AbortController().signal,
        lookupAll: notFound,
        ca,
        upstreamFor: () => upstream,
        ...rest,
      });
      return { fetched, asked: parent.asked };
    };

    it('gives it the name, also where it cannot be looked up here', async () => {
      const { fetched, asked } = await above({});
      expect(fetched).toMatchObject({ bytes: Buffer.from('c.example') });
      expect(asked).toEqual([`CONNECT ${host}:443`]);
    });

    it('verifies the publisher, and holds what is known of its address against the zones', async () => {
      expect((await above({ ca: '' })).fetched).toEqual({ failure: 'certificate' });
      const closed = await above({ lookupAll: async () => ['10.0.0.1'] });
      expect(closed).toEqual({ fetched: { failure: 'zone-closed' }, asked: [] });
    });

    it('tells its refusal, and goes straight where the policy excepts the host', async () => {
      expect((await above({}, [host])).fetched).toEqual({ failure: 'upstream' });
      const { fetched, asked } = await above({ upstreamFor: () => null });
      expect(fetched).toEqual({ failure: 'not-found' });
      expect(asked).toEqual([]);
    });
  });

  it('says when nobody listens, and ends with the hub', async () => {
    const zones = compileZones({ closed: [], open: [] });
    const normal = { zones, known: null, maxBytes: 1, lookupAll: async () => ['127.0.0.1'] };
    const { signal } = new AbortController();
    expect(await fetchFeed('https://x.example:1/', { ...normal, signal })).toEqual({
      failure: 'unreachable',
    });
    const ended = AbortSignal.abort();
    expect(await fetchFeed('https://x.example:1/', { ...normal, signal: ended })).toMatchObject({
      failure: 'unreachable',
    });
  });
});

function pour(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(4000)));
  };
  response.on('drain', more);
  more();
}

function drip(_: IncomingMessage, response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
}
