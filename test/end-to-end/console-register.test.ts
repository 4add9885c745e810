/** The SNS register in the console, in a real Chromium: read, edit within what is opened, terms, procedure. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { registerPolicy } from '../support/register-policy.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../support/site-authority.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let terms = '<p>第1条</p>';

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const sites = stack.use(await openSiteAuthority());
  const server = secureServer(sites, 'terms.example');
  server.on('request', (_, response) => response.end(terms));
  const { port } = stack.use(await listenSecurely(server));
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = cityPolicy(await readFile(starterFile, 'utf8'), { ports: [port], allow: [] });
  await writeFile(firstPolicyFile, registerPolicy(starter, `https://terms.example:${port}/tos`));
  const feedNetwork = { lookupAll: async () => ['127.0.0.1'], ca: sites.caPem };
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile, feedNetwork }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
  await hub.signedIn('sns', 'sns-manager');
  await hub.signedIn('stranger', 'sns-manager');
  await hub.signedIn('kansa', 'auditor');
});
afterAll(() => stack.disposeAsync());

const signIn = (id: string) => signedInPage(browser, hub.origin, id);

describe('the SNS register in the console', () => {
  let sns: ConsolePage;
  beforeAll(async () => {
    sns = await signIn('sns');
  });

  test('shows the own services, with what is missing or overdue', async () => {
    await sns.click('link', 'SNSの運用');
    await sns.see('要対応 4件');
    await sns.see('未記入 1件');
    expect(await sns.page.evaluate(() => document.body.textContent.includes('@yokote_city'))).toBe(
      false,
    );
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'register-list');
    await sns.click('link', 'ブルースカイ');
    await sns.see('担当者「suzuki」の期間が終わっています');
    await sns.see('二要素認証が切れています');
    await sns.see('変更はまだありません。');
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'register-service');
  });

  test('a field that is opened is changed, and stands in the history', async () => {
    await sns.click('button', '編集: 目的');
    expect(await sns.axe()).toEqual([]);
    await sns.fill('text', '災害の情報を早く届ける');
    await sns.fill('note', '防災を前に');
    await takeShot(sns.page, 'register-edit');
    await sns.click('button', '保存する');
    await sns.see('保存しました（版 2）');
    await sns.see('災害の情報を早く届ける');
    await sns.see('SNSの運用 bluesky (purpose): 防災を前に');
    expect(await sns.axe()).toEqual([]);
  });

  test('what is not opened has no button', async () => {
    const names = await sns.page.$$eval('main [aria-label^="編集: "]', (buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')),
    );
    expect(names).toEqual([
      '編集: 担当者 yokote.example',
      '編集: 二要素認証 yokote.example',
      '編集: 停止 yokote.example',
      '編集: 目的',
      '編集: 投稿してよい話題',
      '編集: 約款',
    ]);
  });

  test('posters are changed row by row; what the hub refuses is said, and what was typed stays', async () => {
    await sns.click('button', '編集: 担当者 yokote.example');
    await sns.click('button', '削除する: suzuki');
    await sns.click('button', '追加する');
    await sns.fill('user-1', 'nobody');
    await sns.click('button', '保存する');
    await sns.see('利用者「nobody」がポリシーの users にありません。');
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'register-refused');
    await sns.fill('user-1', 'suzuki');
    await sns.fill('until-1', '2099-03-31');
    await sns.click('button', '保存する');
    await sns.see('保存しました（版 3）');
    await sns.see('〜2099-03-31');
  });

  test('topics have their examples, and an account is suspended', async () => {
    await sns.click('button', '編集: 投稿してよい話題');
    await sns.fill('examples-0', '入札の結果\n職員の募集');
    await takeShot(sns.page, 'register-topics');
    expect(await sns.axe()).toEqual([]);
    await sns.click('button', '保存する');
    await sns.see('入札の結果、職員の募集');
    await sns.click('button', '編集: 停止 yokote.example');
    await sns.fill('text', '乗っ取りの疑い');
    await sns.click('button', '保存する');
    await sns.see('停止中');
    await sns.see('乗っ取りの疑い');
  });

  test('terms are checked today, and a change is seen', async () => {
    await sns.click('button', '約款を今日確かめた');
    await sns.see('約款の文面を記録しました');
    await sns.page.waitForFunction(
      () => !document.body.textContent.includes('約款をまだ確かめていません'),
    );
    await sns.click('button', '約款を今日確かめた');
    await sns.see('前回から変わっていません');
    terms = '<p>第1条 改正</p>';
    await sns.page.waitForSelector('main .loading', { hidden: true });
    await sns.click('button', '約款を今日確かめた');
    await sns.see('前回から変わっています');
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'register-terms');
    await sns.click('button', '新しい文面を読んだ');
    await sns.see('新しい文面を、今日確かめたものとして記録しました');
  });

  test('the keyboard alone, at 200 %', async () => {
    await sns.page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
    await sns.open('/register/bluesky');
    const isWhole = () =>
      sns.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(await isWhole()).toBe(true);
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'register-200');
    await sns.tabTo('編集: 担当者 yokote.example');
    await sns.page.keyboard.press('Enter');
    await sns.focusOn('user-0');
    expect(await isWhole()).toBe(true);
    await takeShot(sns.page, 'register-dialog-200');
    await sns.page.keyboard.press('Escape');
    await sns.focusOn('編集: 担当者 yokote.example');
    await sns.page.setViewport({ width: 1280, height: 900 });
  });

  test('the operating procedure is made from it, and prints without the console around it', async () => {
    await sns.open('/register/bluesky');
    await sns.click('link', '運用手順書');
    await sns.see('ブルースカイ 運用手順書');
    await sns.see('入札の結果');
    await sns.see('情報セキュリティ基本方針 8-4 に基づき');
    expect(await sns.axe()).toEqual([]);
    await takeShot(sns.page, 'procedure');
    await sns.page.emulateMediaType('print');
    const shown = await sns.page.evaluate(() =>
      ['header', 'nav', '.not-printed', 'h1'].map((selector) => {
        const element = document.querySelector(selector);
        return element !== null && element.getClientRects().length > 0;
      }),
    );
    expect(shown).toEqual([false, false, false, true]);
    await sns.page.emulateMediaType();
    const pdf = await sns.page.pdf({ format: 'A4' });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const folder = process.env.SEKISHO_SHOTS;
    if (folder) {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'procedure.pdf'), pdf);
    }
    expect(sns.faults).toEqual([]);
  });

  test('another SNS manager finds none, an auditor reads and changes nothing', async () => {
    const stranger = await signIn('stranger');
    await stranger.open('/register');
    await stranger.see('あなたが責任者か代理のサービスはありません。');
    expect(await stranger.axe()).toEqual([]);
    await stranger.open('/register/bluesky');
    await stranger.see('URLを確かめるか');
    const auditor = await signIn('kansa');
    await auditor.open('/register/bluesky');
    await auditor.see('この画面で変えられる欄はありません');
    expect(await auditor.page.$$('main [aria-label^="編集: "]')).toEqual([]);
  });

  test('an administrator opens a field, and then it has its button', async () => {
    const admin = await signIn('admin');
    await admin.open('/register/bluesky');
    await admin.click('button', '編集: 責任者が変えられる欄');
    await admin.click('checkbox', '投稿する時間');
    expect(await admin.axe()).toEqual([]);
    await takeShot(admin.page, 'register-opened');
    await admin.click('button', '保存する');
    await admin.see('保存しました');
    await sns.open('/register/bluesky');
    await sns.click('button', '編集: 投稿する時間');
    await takeShot(sns.page, 'register-hours');
    expect(await sns.axe()).toEqual([]);
    await sns.choose('choice', 'open');
    await sns.click('button', '保存する');
    await sns.see('祝日も含む');
  });
});
