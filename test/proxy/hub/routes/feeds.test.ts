/** A feed from its publisher to the terminal, through a real hub. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../../proxy/record/sha256.ts';
import { createFeedKeeper } from '../../../../proxy/terminal/feed-keeper.ts';
import { openHostSet } from '../../../../shared/destination/host-set.ts';
import { manifestSchema, type SignedBundle } from '../../../../shared/policy/bundle.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import {
  listenSecurely,
  openSiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

const ended = new AsyncDisposableStack();
let hub: TestHub;
let terminal: TestTerminal;
let port = 0;
let list = 'evil.example\nworse.example\n0 0\n';
let asked = 0;

beforeAll(async () => {
  const sites = ended.use(await openSiteAuthority());
  const server = secureServer(sites, 'lists.example');
  server.on('request', (_, response) => {
    asked++;
    response.end(list);
  });
  port = ended.use(await listenSecurely(server)).port;
  const feedNetwork = { lookupAll: async () => ['127.0.0.1'], ca: sites.caPem };
  hub = ended.use(await startHub({ feedNetwork }));
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  await publish([
    {
      op: 'replace',
      yaml: (await policy()).yaml.replace('open: [', `open: ["127.0.0.1:${port}", `),
    },
  ]);
  const fields = { title: '不正', action: 'block', owner: '課', reason: '監視' } as const;
  const feed = { url: `https://lists.example:${port}/m.txt`, minimum: 2 };
  await publish([{ op: 'add-list', list: { id: 'malware', ...fields, entries: [], feed } }]);
});
afterAll(() => ended.disposeAsync());

const policy = () => hub.administrator.call('policy');

async function publish(changes: Change[]) {
  const { revision: base } = await policy();
  return hub.administrator.call('publish', { base, changes, note: '試験' });
}

async function bundle(): Promise<SignedBundle> {
  const response = await terminal.call('GET', 'bundle?have=0');
  return (await response.json()) as SignedBundle;
}
const feedsOf = ({ manifest }: SignedBundle) => manifestSchema.parse(JSON.parse(manifest)).feeds;

const fetchNow = (client = hub.administrator) =>
  client.call('fetchFeed', undefined, { id: 'malware' });

describe('a feed', () => {
  it('is written without empty entries', async () => {
    expect((await policy()).yaml).not.toMatch(/id: malware[^-]*entries/s);
  });

  it('is fetched on a click, shown with its lines, and named by the bundle', async () => {
    const before = await bundle();
    expect(await fetchNow()).toMatchObject({ taken: 2, notTaken: 1, failure: null });
    const { lists } = await hub.administrator.call('lists');
    const shown = lists.find(({ id }) => id === 'malware');
    expect(shown?.feedState).toMatchObject({ taken: 2, problems: [{ line: 3, text: '0 0' }] });
    const after = await bundle();
    expect(feedsOf(before)?.malware ?? null).not.toBe(feedsOf(after)?.malware);
    expect(feedsOf(after)?.malware).toBe(shown?.feedState?.snapshot);
  });

  it('goes to a terminal by its hash, and nothing else does', async () => {
    const { malware: hash = '' } = feedsOf(await bundle()) ?? {};
    const keeper = createFeedKeeper({
      folder: `${hub.home}/terminal-feeds`,
      async fetch(wanted) {
        const response = await terminal.call('GET', `feeds/${wanted}`);
        return new Uint8Array(await response.arrayBuffer());
      },
      log: { error() {}, warn() {} } as never,
    });
    expect(await keeper.bring({ malware: hash }, new AbortController().signal)).toBe(true);
    const bytes = await (await terminal.call('GET', `feeds/${hash}`)).arrayBuffer();
    expect(sha256(new Uint8Array(bytes))).toBe(hash);
    expect(openHostSet(new Uint8Array(bytes))?.lookUp('evil.example')).toBe(1);
    for (const other of ['0'.repeat(64), 'states.json', '..%2Fjoin-token', '']) {
      expect((await terminal.call('GET', `feeds/${other}`)).status, other).toBe(404);
    }
    const without = await fetch(`${hub.origin}/terminal/v1/feeds/${hash}`);
    expect(without.status).toBe(401);
  });

  it('is signed anew when it changes, without a new revision', async () => {
    const before = await bundle();
    const { revision } = await policy();
    const dates = JSON.parse(before.manifest) as { fresh: string };
    list = 'evil.example\nnext.example\n';
    const waiting = terminal.call('GET', `bundle?have=${revision}&fresh=${dates.fresh}&wait=20`);
    await fetchNow();
    const after = (await (await waiting).json()) as SignedBundle;
    expect((await policy()).revision).toBe(revision);
    expect(feedsOf(after)?.malware).not.toBe(feedsOf(before)?.malware);
  });

  it('decides in the console’s tester, and in a draft of it', async () => {
    const who = { url: 'https://next.example/', user: null, unit: null, at: null };
    expect(await hub.administrator.call('test', { ...who, changes: [] })).toMatchObject({
      action: 'block',
      rule: 'malware/next.example',
    });
    const changes: Change[] = [
      {
        op: 'add-list',
        list: {
          id: 'x',
          title: 'x',
          action: 'allow',
          owner: 'x',
          reason: 'x',
          entries: ['other.test'],
        },
      },
    ];
    expect(await hub.administrator.call('test', { ...who, changes })).toMatchObject({
      rule: 'malware/next.example',
    });
  });

  it('stays where a portal answers in place of the publisher, and the console says so', async () => {
    list = '<!doctype html><title>Sign in</title>';
    const shown = await fetchNow();
    expect(shown).toMatchObject({
      taken: 2,
      failure: { message: expect.stringContaining('Web ページ') },
    });
    expect(shown.snapshot).toBe(feedsOf(await bundle())?.malware);
    const { records } = await hub.administrator.call('records', undefined, {
      query: { type: 'change', limit: 10 },
    });
    expect(JSON.stringify(records)).toContain('feed-failed');
  });

  it('is fetched by administrators alone, and only where there is one', async () => {
    const auditor = await hub.signedIn('auditor', 'auditor');
    const before = asked;
    await expect(fetchNow(auditor)).rejects.toThrow();
    await expect(hub.administrator.call('fetchFeed', undefined, { id: 'none' })).rejects.toThrow();
    expect(asked).toBe(before);
  });

  it('never names a file of the hub from the console', async () => {
    const feed = { file: '/etc/passwd' };
    const added: Change = {
      op: 'add-list',
      list: { id: 'y', title: 'y', action: 'block', owner: 'y', reason: 'y', entries: [], feed },
    };
    await expect(publish([added])).rejects.toThrow();
  });

  it('is said by terminals that work without it', async () => {
    const body = { revision: 1, version: '1', waiting: 0, people: [], missingFeeds: ['malware'] };
    expect((await terminal.call('POST', 'heartbeat', body)).status).toBe(200);
    const { lists } = await hub.administrator.call('lists');
    expect(lists.find(({ id }) => id === 'malware')?.feedState?.missingAt).toBe(1);
  });
});
