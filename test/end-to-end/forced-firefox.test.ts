/** The extension forced by policies.json in real Firefox ESR. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { allRecords } from '../support/all-records.ts';
import { firefoxPolicies, launchForcedFirefox } from '../support/forced-firefox.ts';
import { type ForcedWorld, startForcedWorld } from '../support/forced-world.ts';
import { visit } from '../support/guarded-browser.ts';
import { canMountOver } from '../support/mount-namespace.ts';
import { until } from '../support/until.ts';

const allowed = canMountOver(firefoxPolicies);
const title = allowed
  ? 'Firefox, managed by policy'
  : 'Firefox, managed by policy (not run: this machine allows no mount namespace)';

describe.skipIf(!allowed)(title, () => {
  let stack: AsyncDisposableStack;
  let world: ForcedWorld;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildWhenStale(builds.firefox);
    await using starting = new AsyncDisposableStack();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-forced-'));
    starting.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    world = starting.use(await startForcedWorld({ folder }));
    browser = await launchForcedFirefox(folder, world);
    starting.defer(() => browser.close());
    page = await browser.newPage();
    stack = starting.move();
  });
  afterAll(() => stack?.disposeAsync());

  const secure = (place: string) => `https://secure.localhost:${world.secure.port}${place}`;
  const shown = () => page.title().catch(() => '');
  const decided = async (host: string): Promise<DecisionRecord[]> =>
    (await allRecords(world.admin)).flatMap(({ record }) =>
      record.type === 'decision' && record.destination?.host === host ? [record] : [],
    );

  it('enrols by managed storage, answers the 407, and opens an allowed page', async () => {
    await visit(page, `http://city.localhost:${world.city.port}/first`);
    await until(async () => (await shown()) === '市のページ');
    const lines = await until(
      async () => {
        const found = await decided('city.localhost');
        return found.some(({ destination }) => destination?.path === '/first') ? found : null;
      },
      { every: 100 },
    );
    expect(lines[0]?.who).toEqual({ user: 'tanaka', unit: '総務企画部', identity: 'declared' });
  });

  it('opens the allowed path of an intercepted site, with an authority that only the policy names', async () => {
    await visit(page, secure('/open/desk'));
    await until(async () => (await shown()) === '安全なページ');
    await visit(page, secure('/closed'));
    // While the tab moves to the block page, Firefox's driver finds no page to look at.
    await until(() => page.$('code').catch(() => null));
    expect(world.secure.requests).toContain('GET /open/desk');
    expect(world.secure.requests).not.toContain('GET /closed');
    const at = (lines: DecisionRecord[], place: string) =>
      lines.filter(({ destination }) => destination?.path === place);
    const lines = await until(
      async () => {
        const found = await decided('secure.localhost');
        return at(found, '/closed').length > 0 ? found : null;
      },
      { every: 100 },
    );
    expect(at(lines, '/open/desk')).toMatchObject([{ action: 'allow', handling: 'intercept' }]);
    expect(at(lines, '/closed')).toMatchObject([{ action: 'block', source: 'extension' }]);
  });

  it('decides anew where a site leads on, before anything reaches that place', async () => {
    const shop = `http://shop.localhost:${world.shop.port}/led`;
    await visit(page, `http://city.localhost:${world.city.port}/to?${encodeURIComponent(shop)}`);
    await until(() => page.$('code').catch(() => null));
    const lines = await until(
      async () => {
        const found = await decided('shop.localhost');
        return found.length > 0 ? found : null;
      },
      { every: 100 },
    );
    expect(lines).toMatchObject([{ action: 'block', source: 'extension', reason: 'default' }]);
    expect(world.shop.requests).toEqual([]);
  });
});
