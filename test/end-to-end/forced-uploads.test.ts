/**
 * Uploads to a host that is excepted from interception, from browsers managed by policy: what the
 * browser does not show does not leave, however it is sent.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { allRecords } from '../support/all-records.ts';
import {
  chromiumPolicies,
  launchForcedChromium,
  serveExtension,
} from '../support/forced-chromium.ts';
import { firefoxPolicies, launchForcedFirefox } from '../support/forced-firefox.ts';
import { type ForcedWorld, startForcedWorld } from '../support/forced-world.ts';
import { visit } from '../support/guarded-browser.ts';
import { canMountOver } from '../support/mount-namespace.ts';
import {
  type OpaqueChannel,
  opaqueChannels,
  opaquePages,
  readableChannels,
  sendOpaque,
} from '../support/opaque-uploads.ts';
import { until } from '../support/until.ts';

const title = '送るページ';
const secret = '外に出してはならない文';
/** Firefox shows the bytes of a Blob: there a small one may go, as any small text may. */
const opaque = { Chromium: secret, Firefox: secret.repeat(200) };
const places = { Chromium: chromiumPolicies, Firefox: firefoxPolicies };

/** Firefox knows no streams as bodies: it sends `[object ReadableStream]`. */
const unknownTo: Record<keyof typeof places, readonly OpaqueChannel[]> = {
  Chromium: [],
  Firefox: ['fetch of a stream'],
};

describe.each(['Chromium', 'Firefox'] as const)('%s, managed by policy', (name) => {
  const mounts = canMountOver(places[name]);
  const why = mounts ? '' : ' (not run: this machine allows no mount namespace)';
  let stack: AsyncDisposableStack;
  let world: ForcedWorld;
  let browser: Browser;
  let page: Page;
  let file: string;

  beforeAll(async () => {
    if (!mounts) return;
    await using starting = new AsyncDisposableStack();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-forced-'));
    starting.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    file = path.join(folder, 'a.txt');
    await writeFile(file, opaque[name]);
    if (name === 'Chromium') {
      await buildWhenStale(builds.chromium);
      const extension = starting.use(await serveExtension());
      const withoutCredential = [extension.port];
      world = starting.use(
        await startForcedWorld({ folder, pages: opaquePages, withoutCredential }),
      );
      browser = await launchForcedChromium(folder, world, extension);
    } else {
      await buildWhenStale(builds.firefox);
      world = starting.use(await startForcedWorld({ folder, pages: opaquePages }));
      browser = await launchForcedFirefox(folder, world);
    }
    starting.defer(() => browser.close());
    page = await browser.newPage();
    await opens(city('/sends'));
    stack = starting.move();
  });
  afterAll(() => stack?.disposeAsync());

  const city = (place: string) => `http://city.localhost:${world.city.port}${place}`;
  const unread = (place: string) => `https://unread.localhost:${world.unread.port}${place}`;
  const shown = () => page.title().catch(() => '');
  const arrivals = () =>
    world.unread.arrived.filter(({ body }) => body.includes(secret)).map(({ url }) => url);

  /** The first page of all waits for the extension, which goes on by itself, or is opened again. */
  async function opens(url: string): Promise<void> {
    await until(
      async () => {
        await visit(page, url);
        const own = page.url().includes('-extension://');
        return own || (await shown()) === title;
      },
      { every: 250 },
    );
    await until(async () => (await shown()) === title);
  }

  async function recorded(place: string): Promise<DecisionRecord[]> {
    return (await allRecords(world.admin)).flatMap(({ record }) =>
      record.type === 'decision' &&
      record.destination?.host === 'unread.localhost' &&
      record.destination.path === place
        ? [record]
        : [],
    );
  }

  async function send(channel: string, place: string, text: string): Promise<void> {
    await visit(page, city('/sends'));
    if (channel.includes('chosen')) await choose();
    await Promise.race([
      page.evaluate(sendOpaque, channel, unread(place), text).catch(() => null),
      // A worker whose request was cancelled may never say so.
      wait(3_000),
    ]);
  }

  /** The guard holds it, has it looked at, and puts it back: this page may have it. */
  async function choose(): Promise<void> {
    await (await page.$('input[type=file]'))?.uploadFile(file);
    await until(() =>
      page.evaluate(
        () => document.querySelector<HTMLInputElement>('input[type=file]')?.files?.length === 1,
      ),
    );
  }

  it.skipIf(!mounts)(`opens a page of the excepted host${why}`, async () => {
    await visit(page, unread('/page'));
    await until(async () => (await shown()) === '読まないサイト');
  });

  const known = opaqueChannels.filter((each) => !unknownTo[name].includes(each));
  it.skipIf(!mounts).for(known)(`refuses: %s${why}`, async (channel, { skip }) => {
    const place = `/opaque/${opaqueChannels.indexOf(channel)}`;
    await visit(page, city('/sends'));
    // Before version 153 Firefox holds a loopback site for insecure where a proxy serves it.
    const hasWorkers = await page.evaluate(() => 'serviceWorker' in navigator);
    if (channel.startsWith('service worker')) skip(!hasWorkers, 'no service workers here');
    await send(channel, place, opaque[name]);
    const lines = await until(
      async () => {
        const found = await recorded(place);
        return found.length > 0 && found;
      },
      { every: 100 },
    );
    expect(lines).toMatchObject([
      {
        source: 'extension',
        action: 'block',
        reason: 'unread-upload',
        rule: 'intercept.except/unread.localhost',
        who: { user: 'tanaka' },
      },
    ]);
    expect(arrivals()).toEqual([]);
  });

  it.skipIf(!mounts).each([...readableChannels])(`lets through: %s${why}`, async (channel) => {
    const place = `/readable/${readableChannels.indexOf(channel)}`;
    await send(channel, place, secret);
    const came = await until(() => world.unread.arrived.find(({ url }) => url === place));
    const sent = decodeURIComponent(came.body.toString().replaceAll('+', ' '));
    if (channel !== 'GET') expect(sent).toContain(secret);
    expect(await recorded(place)).toEqual([]);
  });
});
