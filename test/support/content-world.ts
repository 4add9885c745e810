/**
 * What leaves, from one person's guarded browser through the whole system to real servers:
 *
 *   browser with the guard ─► proxy, intercepting ─► upload.localhost     the pages that upload
 *                                                 └─► bluesky.localhost   a real Bluesky server
 */
import type { Browser, Page } from 'puppeteer-core';
import { parseDocument } from 'yaml';
import type { AuditRecord, DecisionRecord } from '../../shared/audit/record.ts';
import { allRecords } from './all-records.ts';
import { type BlueskyServer, startBlueskyServer } from './bluesky-server.ts';
import { cityPolicy } from './city-policy.ts';
import { type ConsoleClient, firstAdministrator } from './console-client.ts';
import { type FirefoxHands, makeFirefoxHands } from './firefox-hands.ts';
import { openGuarded, visit } from './guarded-browser.ts';
import type { BrowserName } from './guarded-terminal.ts';
import { publishPolicy } from './publish-policy.ts';
import { openSiteAuthority } from './site-authority.ts';
import { type System, startSystem } from './start-system.ts';
import { until } from './until.ts';
import { startUploadSite, type UploadSite } from './upload-site.ts';
import { startWordPress, type WordPress } from './wordpress.ts';

export interface ContentWorld extends AsyncDisposable {
  readonly system: System;
  readonly admin: ConsoleClient;
  readonly site: UploadSite;
  /** null where it was not asked for. */
  readonly pds: BlueskyServer | null;
  /** null where it was not asked for. */
  readonly blog: WordPress | null;
  /** Another site; null where it was not asked for. */
  readonly other: UploadSite | null;
  /** In Firefox, where they were asked for. */
  readonly hands: FirefoxHands | null;
  readonly browser: Browser;
  readonly page: Page;
  /** The decisions on a host, oldest first, once there are that many that fit. */
  decisions(
    host: string,
    fits: (each: DecisionRecord) => boolean,
    count: number,
  ): Promise<DecisionRecord[]>;
  records(): Promise<AuditRecord[]>;
}

export async function startContentWorld(
  name: BrowserName,
  options: {
    bluesky?: boolean;
    wordpress?: boolean;
    other?: boolean;
    hands?: boolean;
    allow?: LoopbackSite[];
    /** More of what the rules for Bluesky say. */
    rule?: object;
  } = {},
): Promise<ContentWorld> {
  await using stack = new AsyncDisposableStack();
  const sites = stack.use(await openSiteAuthority());
  const site = stack.use(await startUploadSite({ sites }));
  const pds = options.bluesky ? stack.use(await startBlueskyServer({ sites })) : null;
  const blog = options.wordpress ? stack.use(await startWordPress(sites)) : null;
  const other = options.other
    ? stack.use(await startUploadSite({ sites, host: 'other.localhost' }))
    : null;
  const hands = options.hands && name === 'Firefox' ? stack.use(await makeFirefoxHands()) : null;
  const more = [...(other === null ? [] : [other]), ...(options.allow ?? [])];
  const system = stack.use(await startSystem({ NODE_EXTRA_CA_CERTS: sites.caFile }));
  const admin = await firstAdministrator(system.hubUrl, system.setupLink);
  await publishPolicy(admin, (yaml) => policyFor(yaml, [site, ...more], pds, blog, options.rule));
  const person = { user: 'tanaka', unit: '総務企画部' };
  const { browser } = stack.use(
    await openGuarded(name, system, person, { secure: true, ...(hands && { hands }) }),
  );
  // Until the extension is enrolled, nothing answers the proxy. A tab of Firefox that has been on a
  // page of the extension hangs its driver: the tests get another.
  const first = await browser.newPage();
  await until(
    async () => {
      await visit(first, `${site.url}/plain`);
      return (await first.$('#send').catch(() => null)) !== null;
    },
    { every: 250 },
  );
  const page = await browser.newPage();
  page.setDefaultTimeout(90_000);
  await first.close();
  // Firefox ESR 140 knows no size for a page, and has one that will do.
  await page.setViewport({ width: 1280, height: 1000 }).catch(() => {});
  const records = async () => (await allRecords(admin)).map(({ record }) => record).toReversed();
  const held = stack.move();
  return {
    system,
    admin,
    site,
    pds,
    blog,
    other,
    hands,
    browser,
    page,
    records,
    decisions: (
      host: string,
      fits: (each: DecisionRecord) => boolean,
      count: number,
    ): Promise<DecisionRecord[]> =>
      until(
        async () => {
          const found = (await records()).filter(
            (each): each is DecisionRecord =>
              each.type === 'decision' && each.destination?.host === host && fits(each),
          );
          return found.length >= count ? found : null;
        },
        { every: 250 },
      ),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** What the policy lets a person reach, on loopback. */
export interface LoopbackSite {
  readonly url: string;
  readonly port: number;
}

function policyFor(
  yaml: string,
  sites: LoopbackSite[],
  pds: BlueskyServer | null,
  blog: WordPress | null,
  more: object = {},
): string {
  const all = [...sites, ...(pds === null ? [] : [pds]), ...(blog === null ? [] : [blog])];
  const document = parseDocument(
    cityPolicy(yaml, {
      ports: all.map(({ port }) => port),
      // A WebSocket is a scheme of its own.
      allow: all.flatMap(({ url }) => [url, url.replace(/^http/, 'ws')]),
    }),
  );
  const rule = (service: string, host: string, account: object) => ({
    service,
    responsible: 'kanri',
    accounts: [{ ...account, posters: ['tanaka'] }],
    hosts: [host],
    approval: 'after',
  });
  const rules = [
    ...(pds === null
      ? []
      : [{ ...rule('bluesky', pds.host, { name: pds.handle, ids: [pds.did] }), ...more }]),
    ...(blog === null ? [] : [rule('wordpress', blog.host, { name: blog.account })]),
  ];
  if (rules.length > 0) document.set('posting', document.createNode(rules));
  return document.toString();
}
