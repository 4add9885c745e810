/** A feed in the console, in a real Chromium: its state, "fetch it now", and what is said when it fails. */
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import type { Change } from '../../shared/protocol/policy-change.ts';
import { launchChromium } from '../support/browser.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../support/site-authority.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';

const ended = new AsyncDisposableStack();
const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const hostile = '<img src=x onerror="alert(1)">';
let list = `${Array.from({ length: 3000 }, (_, i) => `0.0.0.0 h${i}.example\n`).join('')}0.0.0.0 ${hostile}\n`;
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const sites = ended.use(await openSiteAuthority());
  const server = secureServer(sites, 'lists.example');
  server.on('request', (_, response) => response.end(list));
  const { port } = ended.use(await listenSecurely(server));
  const feedNetwork = { lookupAll: async () => ['127.0.0.1'], ca: sites.caPem };
  hub = ended.use(await startHub({ consoleFolder, feedNetwork }));
  const { yaml } = await hub.administrator.call('policy');
  const opened = yaml.replace('open: [', `open: ["127.0.0.1:${port}", `);
  await publish([{ op: 'replace', yaml: opened }]);
  const fields = { title: '不正サイト', action: 'block', owner: '課', reason: '監視' } as const;
  const feed = { url: `https://lists.example:${port}/m.txt`, minimum: 100 };
  await publish([{ op: 'add-list', list: { id: 'malware', ...fields, entries: [], feed } }]);
  browser = await launchChromium();
  ended.defer(() => browser.close());
  admin = await openConsolePage(browser, hub.origin);
  await admin.open('/');
  await admin.fill('id', 'admin');
  await admin.fill('password', testPassword);
  await admin.click('button', 'サインインする');
  await admin.see('直近24時間');
});
afterAll(() => ended.disposeAsync());

async function publish(changes: Change[]): Promise<void> {
  const { revision: base } = await hub.administrator.call('policy');
  await hub.administrator.call('publish', { base, changes, note: '試験' });
}

describe('a feed in the console', () => {
  test('is fetched from the page of lists, and counted there', async () => {
    await admin.open('/lists');
    await admin.click('button', '今すぐ取得: 不正サイト');
    await admin.see('使用中');
    await admin.see('3,000');
    expect(await admin.axe()).toEqual([]);
  });

  test('shows the lines that were left out as text', async () => {
    await admin.open('/lists/malware');
    await admin.see('3,001');
    await admin.see('ホスト名として読めません');
    expect(await admin.page.$('td img')).toBeNull();
    expect(await admin.axe()).toEqual([]);
  });

  test('says when the publisher gives something else, and that the one before stays', async () => {
    list = '<!doctype html><title>Sign in</title>';
    await admin.click('button', '今すぐ取得: 不正サイト');
    await admin.see('前に取得したものを使い続けています');
    await admin.see('前のものを使用中');
    expect(await admin.axe()).toEqual([]);
    expect(admin.faults).toEqual([]);
  });

  test('keeps its source when the settings of its list are changed', async () => {
    await admin.click('button', 'リストの設定を変える');
    await admin.fill('reason', '不正通信の監視');
    await admin.click('button', '変更に加える');
    await admin.see('不正通信の監視');
    await admin.see('/m.txt');
  });
});
