/** Examples in the console, in a real Chromium: tried, kept, broken by a change, mended. */
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  hub = stack.use(await startHub({ consoleFolder }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
  admin = await signedInPage(browser, hub.origin, 'admin');
}, 120_000);
afterAll(() => stack.disposeAsync());

test('what was tried is kept as an example, by the keyboard', async () => {
  const { page } = admin;
  await admin.open('/tester');
  await admin.see('公開のたびに、ここにある例をすべて試します');
  await admin.see('https://ja.wikipedia.org/');
  await admin.fill('url', 'https://www.city.yokote.lg.jp/');
  await page.keyboard.press('Enter');
  await admin.see('public-bodies/lg.jp');
  await admin.tabTo('例に加える');
  await page.keyboard.press('Enter');
  await admin.fill('why', '自分の市');
  expect(await admin.axe()).toEqual([]);
  await page.keyboard.press('Enter');
  await admin.see('例を変更に加えました');
  await admin.see('未公開の変更 1件');
  await admin.see('追加（未公開）');
  await admin.click('button', 'https://unknown.example/ の例を削除');
  await admin.see('未公開の変更 2件');
  await admin.click('button', 'https://unknown.example/ の例を元に戻す');
  await admin.see('未公開の変更 1件');
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'examples');
});

test('a change that breaks an example is not published, and says what decided instead', async () => {
  await admin.open('/lists/working');
  await admin.click('button', '項目を追加');
  await admin.fill('match', 'unknown.example');
  await admin.click('button', '変更に加える');
  await admin.open('/changes');
  await admin.see('例の変更');
  await admin.see('例の「https://unknown.example/」は遮断のはずですが、許可になります');
  await admin.see('決めたのは「working/unknown.example」です');
  await takeShot(admin.page, 'examples-broken');
  await admin.open('/tester');
  await admin.click('button', 'https://unknown.example/ の例を削除');
  await admin.open('/changes');
  await admin.see('公開はできます。');
  await admin.fill('note', '調べものに使う');
  await admin.click('button', '公開する');
  await admin.see('版 2');
  expect(admin.faults).toEqual([]);
});
