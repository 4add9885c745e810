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
import { openGuarded, visit } from './guarded-browser.ts';
import type { BrowserName } from './guarded-terminal.ts';
import { publishPolicy } from './publish-policy.ts';
import { openSiteAuthority } from './site-authority.ts';
import { type System, startSystem } from './start-system.ts';
import { until } from './until.ts';
import { startUploadSite, type UploadSite } from './upload-site.ts';

export interface ContentWorld extends AsyncDisposable {
  readonly system: System;
  readonly admin: ConsoleClient;
  readonly site: UploadSite;
  /** null where it was not asked for. */
  readonly pds: BlueskyServer | null;
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
  { bluesky = false }: { bluesky?: boolean } = {},
): Promise<ContentWorld> {
  await using stack = new AsyncDisposableStack();
  const sites = stack.use(await openSiteAuthority());
  const site = stack.use(await startUploadSite({ sites }));
  const pds = bluesky ? stack.use(await startBlueskyServer({ sites })) : null;
  const system = stack.use(await startSystem({ NODE_EXTRA_CA_CERTS: sites.caFile }));
  const admin = await firstAdministrator(system.hubUrl, system.setupLink);
  await publishPolicy(admin, (yaml) => policyFor(yaml, site, pds));
  const person = { user: 'tanaka', unit: '総務企画部' };
  const { browser } = stack.use(await openGuarded(name, system, person, { secure: true }));
  // Until the extension is enrolled, nothing answers the proxy. A tab of Firefox that has been on a
  // page of the extension hangs its driver: the tests get another.
  const first = await browser.newPage();
  await until(
    async () => {
      await visit(first, `${site.url}/plain`);
      return (await first.$('#send').catch(() => null)) !== null;
    },
    { within: 60_000, every: 250 },
  );
  const page = await browser.newPage();
  await first.close();
  await page.setViewport({ width: 1280, height: 1000 });
  const records = async () => (await allRecords(admin)).map(({ record }) => record).toReversed();
  const held = stack.move();
  return {
    system,
    admin,
    site,
    pds,
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
        { within: 30_000, every: 250 },
      ),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function policyFor(yaml: string, site: UploadSite, pds: BlueskyServer | null): string {
  const all = pds === null ? [site] : [site, pds];
  const document = parseDocument(
    cityPolicy(yaml, {
      ports: all.map(({ port }) => port),
      allow: all.map(({ url }) => url),
    }),
  );
  if (pds !== null) {
    const account = { name: pds.handle, ids: [pds.did], posters: ['tanaka'] };
    const rule = {
      service: 'bluesky',
      responsible: 'kanri',
      accounts: [account],
      hosts: [pds.host],
      approval: 'after',
    };
    document.set('posting', document.createNode([rule]));
  }
  return document.toString();
}
