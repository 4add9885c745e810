/**
 * The recorded requests of services that have no server here, sent through the running system as a
 * browser sends them: opened with the terminal's certificate, recognised, recorded, let through.
 *
 *   test ─CONNECT, TLS─► gateway, intercepting ─CONNECT─► a proxy above that leads every host ─► one site
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { openAuthority } from '../../../proxy/certificates/authority.ts';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { type PostingRequest, recognise } from '../../../shared/posting/recognise.ts';
import { allRecords } from '../../support/all-records.ts';
import { cityPolicy } from '../../support/city-policy.ts';
import { type ConsoleClient, firstAdministrator } from '../../support/console-client.ts';
import { createLinkClient, type LinkClient } from '../../support/link-client.ts';
import { startParent } from '../../support/parent-proxy.ts';
import { postingCases, recogniseCase, requestOfCase } from '../../support/posting-cases.ts';
import { publishPolicy } from '../../support/publish-policy.ts';
import { type ReceivingSite, startReceivingSite } from '../../support/receiving-site.ts';
import { sendInside } from '../../support/send-inside.ts';
import { openSiteAuthority } from '../../support/site-authority.ts';
import { snsEndpoints, snsNegatives } from '../../support/sns-expected.ts';
import { type System, startSystem } from '../../support/start-system.ts';
import { until } from '../../support/until.ts';

interface Replayed {
  readonly says: string;
  readonly request: PostingRequest;
  readonly service: string | null;
  readonly act: string | null;
  readonly texts: readonly string[];
  /** How many postings the request holds. */
  readonly count: number;
}

const data: Replayed[] = [...(snsEndpoints() ?? []), ...(snsNegatives() ?? [])].map((each) => ({
  ...each,
  count: each.act === null ? 0 : recognise(each.request).postings.length,
}));
/** What the gateway opens field by field; a larger body is a write that nobody knows. */
const readable = 1_000_000;
const own: Replayed[] = postingCases
  .filter(({ url }) => url.startsWith('https://'))
  .map((each) => {
    const request = requestOfCase(each);
    const { service, act, text = '', posts } = each.expected;
    const isRead = request.body.length <= readable;
    return {
      says: each.says,
      request,
      service,
      act: isRead ? act : 'unknown-write',
      texts: isRead && text !== '' ? [text] : [],
      count: posts?.length ?? (act === null ? 0 : recogniseCase(each).postings.length),
    };
  });
const all = [...data, ...own];
const hostOf = ({ request }: Replayed) => new URL(request.url).hostname;

/** Services that anybody can run, and their servers in these cases. */
const servers = ['bluesky', 'mastodon', 'misskey', 'wordpress'];
const services = [...new Set(all.flatMap(({ service }) => service ?? []))];

function rulesFor(): object[] {
  const shared = new Set(own.filter(({ service }) => service === null).map(hostOf));
  return services.map((service) => {
    const hosts = [...new Set(all.filter((each) => each.service === service).map(hostOf))].filter(
      (host) => host.endsWith('.example') && !shared.has(host),
    );
    return {
      service,
      responsible: 'kanri',
      accounts: [{ name: '@yokote', posters: ['tanaka'] }],
      approval: 'none',
      unknownAccount: 'allow',
      unknownWrite: 'warn',
      ...(servers.includes(service) && hosts.length > 0 && { hosts }),
    };
  });
}

describe('requests of the recorded shapes through the intercepting proxy', () => {
  const stack = new AsyncDisposableStack();
  let system: System;
  let site: ReceivingSite;
  let admin: ConsoleClient;
  let client: LinkClient;
  let ca = '';

  beforeAll(async () => {
    const sites = stack.use(await openSiteAuthority());
    const contexts = new Map(
      all.map((each) => [hostOf(each), sites.authority.contextFor(hostOf(each))]),
    );
    site = stack.use(await startReceivingSite((_, res) => res.end('{}'), { tls: contexts }));
    const leads = Object.fromEntries(all.map((each) => [hostOf(each), site.port]));
    const parent = stack.use(await startParent({ leads }));
    system = stack.use(await startSystem({ NODE_EXTRA_CA_CERTS: sites.caFile }));
    admin = await firstAdministrator(system.hubUrl, system.setupLink);
    await publishPolicy(admin, (yaml) => {
      const document = parseDocument(cityPolicy(yaml, { ports: [], allow: [...leadsTo()] }));
      document.set('posting', document.createNode(rulesFor()));
      document.set('upstream', document.createNode({ proxy: `http://127.0.0.1:${parent.port}` }));
      return document.toString();
    });
    const argv = ['enroll', '--user', 'tanaka', '--unit', '総務企画部', '--json'];
    const { stdout } = await system.run(argv);
    client = await createLinkClient({ port: system.linkPort });
    await client.enroll(JSON.parse(stdout).code);
    await client.renew();
    ca = (await openAuthority(pathsBelow(system.home).authority)).caPem;
  });
  afterAll(() => stack.disposeAsync());

  function* leadsTo(): Iterable<string> {
    yield* new Set(all.map(hostOf));
  }

  it('makes exactly one right record of each, and none of what only looks like a posting', async () => {
    const statuses: number[] = [];
    for (const { request } of all) {
      const { proxyAuthorization: authorization } = client;
      statuses.push(await sendInside({ proxyPort: system.proxyPort, authorization, ca }, request));
    }
    const made = await until(
      async () => {
        const found = (await decisions()).filter(({ act }) => act !== 'connect');
        return found.length >= all.length ? found : null;
      },
      { every: 500 },
    );
    expect(made.length).toBe(all.length);
    const wrong = all.flatMap((each, i) => wrongOf(each, made[i], statuses[i] ?? 0));
    expect(wrong).toEqual([]);
    // Each posting stands in the posting log once.
    const { days } = await admin.call('postingDays');
    const logged = days.reduce(
      (sum, { sent, warned, stopped }) => sum + sent + warned + stopped,
      0,
    );
    expect(logged).toBe(all.reduce((sum, { count }) => sum + count, 0));
  });

  const decisions = async (): Promise<DecisionRecord[]> =>
    (await allRecords(admin))
      .map(({ record }) => record)
      .toReversed()
      .filter((each): each is DecisionRecord => each.type === 'decision');
});

/** What of its record is not right. */
function wrongOf(each: Replayed, made: DecisionRecord | undefined, status: number): string[] {
  const { says, service, act, texts, request } = each;
  const wrong: string[] = [];
  const hold = (what: string, is: unknown, should: unknown) => {
    if (is !== should) wrong.push(`${service} ${says}: ${what} ${is}, not ${should}`);
  };
  hold('host', made?.destination?.host, hostOf(each));
  hold('method', made?.method, request.method);
  const [first] = made?.postings ?? [];
  hold('service', first?.service ?? null, act === null ? null : service);
  hold('act', first?.act ?? null, act);
  hold('postings', made?.postings?.length ?? 0, each.count);
  const text = (made?.postings ?? []).map((posting) => posting.text).join('\n');
  for (const part of texts) if (!text.includes(part)) wrong.push(`${says}: without ${part}`);
  hold('answer', status, made?.action === 'allow' ? 200 : 403);
  return wrong;
}
