/** The console's page of notifications: a test that arrives, one that fails, what waits; axe, narrow, keyboard. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { japanDate } from '../../shared/policy/japan-time.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { contentDecision, posting } from '../support/content-records.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let mail: MailServer;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  mail = stack.use(await startMailServer());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  const yaml = parseDocument(cityPolicy(starter, { ports: [], allow: [] }));
  yaml.addIn(['zones', 'open'], `127.0.0.1:${mail.port}`);
  const smtp = { host: '127.0.0.1', port: mail.port, from: 'sekisho@city.example.jp' };
  const hook = {
    id: 'chat',
    title: '庁内チャット',
    url: 'https://10.1.2.3/hook',
    kinds: ['unknown-write'],
  };
  const addresses = { admin: 'kanri@city.example.jp' };
  const accounts = [{ name: '@yokote_city', posters: ['tanaka'] }];
  yaml.set('posting', yaml.createNode([{ service: 'x', responsible: 'kakarityo', accounts }]));
  yaml.set('notifications', yaml.createNode({ smtp, addresses, webhooks: [hook] }));
  await writeFile(firstPolicyFile, yaml.toString());
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile, sendEvery: 200 }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
});
afterAll(() => stack.disposeAsync());

test('an administrator sends a test, sees what failed and why, and what was met for the first time', async () => {
  const page = await signedInPage(browser, hub.origin, 'admin');
  await page.click('link', '通知');
  await page.see('通知はまだありません。');
  expect(await page.axe()).toEqual([]);
  await page.tabTo('試しに送る: メール');
  await page.page.keyboard.press('Enter');
  await page.see('のように書いてください');
  await page.fill('to', 'kanri@city.example.jp');
  await page.page.keyboard.press('Enter');
  await page.see('届きました');
  expect(mail.taken).toHaveLength(1);
  await page.click('button', '試しに送る: 庁内チャット');
  await page.see('閉じた区域');
  expect(await page.axe()).toEqual([]);
  await page.click('button', 'もう一度読み込む');
  await page.see('送れず');
  await page.see('送信済み');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-notifications');
  await page.page.setViewport({ width: 640, height: 800 });
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-notifications-200');

  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const unknown = posting({ service: 'x', act: 'unknown-write', reason: 'unknown-write' });
  const at = new Date(Date.now() - 1000).toISOString();
  const decision = contentDecision(1, at, { postings: [unknown] });
  const destination = { scheme: 'https', host: 'x.com', port: 443, path: '/i/api/v2/notes' };
  await terminal.send([{ ...decision, method: 'POST', destination }]);
  await page.page.setViewport({ width: 1280, height: 900 });
  const { postings } = await hub.administrator.call('postings');
  const order = { reason: '会場が違います', due: japanDate(Date.now()) };
  await hub.administrator.call('orderCorrection', order, { id: postings[0]?.id ?? '' });
  await page.open('/overview');
  await page.see('責任者「kakarityo」のアカウントが管理画面にありません');
  await page.see('訂正待ちの投稿1件');
  await page.see('POST x.com/i/api/v2/notes');
  expect(await page.axe()).toEqual([]);
  expect(page.faults).toEqual([]);
  await takeShot(page.page, 'console-notifications-overview');
  await page.page.setViewport({ width: 640, height: 900, deviceScaleFactor: 2 });
  const { page: narrow } = page;
  const over = () => narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await over()).toBe(0);
  await takeShot(page.page, 'console-notifications-overview-200');
});
