/**
 * An account's own posts are read from a real Bluesky server: what passed the barrier is known, what
 * was posted from elsewhere is found, and shown in the console.
 */
import { readFile, writeFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { type BlueskyServer, startBlueskyServer } from '../support/bluesky-server.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { contentDecision, outcomeOf, posting } from '../support/content-records.ts';
import { isInstalled } from '../support/install-apart.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { until } from '../support/until.ts';

const installed = isInstalled('bluesky');
const title = installed ? 'imports' : 'imports (not run: no Bluesky server)';
const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
/** Longer than a post waits for its record, shorter than a session lasts. */
const minute = 60_000;

describe.skipIf(!installed)(title, () => {
  const stack = new AsyncDisposableStack();
  let pds: BlueskyServer;
  let hub: TestHub;
  /** What the hub's clock is ahead: posts become old enough to be judged. */
  let ahead = 0;

  beforeAll(async () => {
    await buildWhenStale(builds.console);
    pds = stack.use(await startBlueskyServer());
    const folder = stack.use(await temporaryFolder());
    const firstPolicyFile = path.join(folder.path, 'policy.yaml');
    const starter = await readFile(starterFile, 'utf8');
    const document = parseDocument(cityPolicy(starter, { ports: [pds.port], allow: [] }));
    const query = new URLSearchParams({ repo: pds.did, collection: 'app.bsky.feed.post' });
    const source = {
      from: 'bluesky',
      url: `${pds.url}/xrpc/com.atproto.repo.listRecords?${query}`,
      every: 'PT10M',
    };
    const away = { from: 'rss', url: `${pds.url}/feed` };
    const account = { name: pds.handle, ids: [pds.did], posters: ['tanaka'], import: source };
    const blog = { name: '広報ブログ', posters: ['tanaka'], import: away };
    document.set(
      'posting',
      document.createNode([
        { service: 'bluesky', responsible: 'sns', hosts: [pds.host], accounts: [account] },
        { service: 'wordpress', responsible: 'sns', accounts: [blog] },
      ]),
    );
    await writeFile(firstPolicyFile, document.toString());
    hub = stack.use(
      await startHub({
        consoleFolder,
        firstPolicyFile,
        feedNetwork: { ca: pds.sites.caPem },
        now: () => Date.now() + ahead,
      }),
    );
    await untilRead();
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  /** Until both lists have been read since this call. */
  async function untilRead(): Promise<void> {
    const began = Date.now() + ahead;
    await until(
      async () => {
        const { imports } = await hub.administrator.call('postingImports');
        return imports.every(({ checkedAt }) => Date.parse(checkedAt ?? '') >= began);
      },
      { every: 200 },
    );
  }

  async function signedIn(): Promise<string> {
    const identifier = pds.handle;
    const { password } = pds;
    const name = 'com.atproto.server.createSession';
    return (await xrpc(name, { identifier, password })).accessJwt ?? '';
  }

  async function post(text: string): Promise<{ uri: string; at: string }> {
    const accessJwt = await signedIn();
    const at = new Date().toISOString();
    const record = { $type: 'app.bsky.feed.post', text, createdAt: at };
    const body = { repo: pds.did, collection: 'app.bsky.feed.post', record };
    return { uri: (await xrpc('com.atproto.repo.createRecord', body, accessJwt)).uri ?? '', at };
  }

  /** As a phone does it: not through Sekisho. */
  async function xrpc(name: string, body: object, token = ''): Promise<Record<string, string>> {
    return new Promise((resolve, reject) => {
      const asked = https.request({
        host: '127.0.0.1',
        port: pds.port,
        path: `/xrpc/${name}`,
        servername: pds.host,
        ca: pds.sites.caPem,
        method: 'POST',
        agent: false,
        headers: {
          host: `${pds.host}:${pds.port}`,
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
      });
      asked.once('error', reject);
      asked.once('response', async (answer) => {
        let text = '';
        for await (const chunk of answer) text += chunk;
        resolve(text === '' ? {} : JSON.parse(text));
      });
      asked.end(JSON.stringify(body));
    });
  }

  it('finds what did not pass the barrier, once, and shows it', async () => {
    const known = await post('会場は市役所前広場です');
    await post('スマートフォンからの投稿です');
    const rkey = known.uri.split('/').at(-1);
    const address = `https://bsky.app/profile/${pds.did}/post/${rkey}`;
    const record = contentDecision(1, known.at, {
      postings: [posting({ account: pds.handle, text: '会場は市役所前広場です', review: false })],
    });
    const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
    await terminal.send([record, outcomeOf(record, { postings: [{ taken: true, address }] })]);
    for (ahead of [16 * minute, 32 * minute]) await untilRead();

    const query = { state: 'outside' };
    const { postings } = await hub.administrator.call('postings', undefined, { query });
    expect(postings).toMatchObject([
      {
        text: 'スマートフォンからの投稿です',
        fate: 'outside',
        account: pds.handle,
        reason: 'found-outside',
        review: { state: 'open' },
        who: { user: null },
      },
    ]);
    expect(postings[0]?.outcome.address).toMatch(/^https:\/\/bsky\.app\/profile\/did:/);
    expect((await hub.administrator.call('postings')).postings).toHaveLength(2);

    const browser = await launchChromium();
    stack.defer(() => browser.close());
    const page = await signedInPage(browser, hub.origin, 'admin');
    await page.open('/posting-imports');
    await page.see('読めています');
    await page.see('配布元がリストを返しません');
    expect(await page.axe()).toEqual([]);
    await takeShot(page.page, 'imports');
    await page.tabTo('1件');
    await page.page.keyboard.press('Enter');
    await page.see('外で見つかった');
    await page.page.waitForSelector('#postings ~ .table-region tbody tr');
    await takeShot(page.page, 'imports-log');
    await page.open(`/postings/${postings[0]?.id}`);
    await page.see('スマートフォンからの投稿です');
    await page.see('関所を通らずに投稿されたものです');
    expect(await page.axe()).toEqual([]);
    await takeShot(page.page, 'imports-posting');
    await page.fill('note', '担当者の携帯から');
    await page.click('button', '確認済みにする');
    await page.see('確認済みにしました');
    const body = { repo: pds.did, collection: 'app.bsky.feed.post', rkey };
    await xrpc('com.atproto.repo.deleteRecord', body, await signedIn());
    await page.open('/posting-imports');
    await page.tabTo(`今すぐ読む: ${pds.handle}`);
    await page.page.keyboard.press('Enter');
    await page.see('掲載先からなくなった投稿：1件');
    await page.click('button', '今すぐ読む: 広報ブログ');
    await page.see('配布元がリストを返しません');
    expect(await page.axe()).toEqual([]);
    await takeShot(page.page, 'imports-read');
    await page.open('/postings?state=gone');
    await page.see('会場は市役所前広場です');
    await page.see('掲載先になし');
    expect(await page.axe()).toEqual([]);
    await takeShot(page.page, 'imports-gone');
    await page.page.setViewport({ width: 640, height: 900, deviceScaleFactor: 2 });
    await page.open('/posting-imports');
    await page.see('読めています');
    expect(await page.axe()).toEqual([]);
    expect(await page.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(
      0,
    );
    await takeShot(page.page, 'imports-200');
    expect(page.faults).toEqual([]);
  });
});
