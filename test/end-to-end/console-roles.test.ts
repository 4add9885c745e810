/** Accounts in the console, and what each role finds there; axe-core on every page, in both widths and languages. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { navigationOf } from '../../proxy/console/navigation.ts';
import { ja } from '../../proxy/console/words/ja.ts';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import type { Role } from '../../shared/protocol/accounts.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, cityPolicy(starter, { ports: [], allow: ['city.example'] }));
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
});
afterAll(() => stack.disposeAsync());

const signedIn = (id: string) => signedInPage(browser, hub.origin, id);

async function menuOf({ page }: ConsolePage): Promise<string[]> {
  return page.$$eval('nav#menu a', (links) => links.map((link) => link.textContent ?? ''));
}

/** What its navigation says, in Japanese. */
const wordsOf = (role: Role) =>
  navigationOf(role).map(({ page }) => ja.pages[page as keyof typeof ja.pages]);

test('an account is made, its link shown once and used, and it is disabled', async () => {
  const admin = await signedIn('admin');
  await admin.click('link', 'アカウント');
  await admin.see('最後のサインイン');
  await admin.click('button', 'アカウントを作る');
  await admin.fill('id', 'admin');
  await admin.fill('name', '鈴木');
  await admin.click('button', '作る');
  await admin.page.waitForSelector('dialog [aria-invalid="true"][name=id]');
  await admin.fill('id', 'suzuki');
  await admin.choose('user', 'suzuki');
  await admin.click('button', '作る');
  await admin.see('1回だけ使えるリンク');
  expect(await admin.axe()).toEqual([]);
  const link = await admin.page.$eval('dialog input', (field) => field.value);
  await admin.click('button', '閉じる');

  const suzuki = await openConsolePage(browser, hub.origin);
  await suzuki.open(link.slice(hub.origin.length));
  await suzuki.fill('password', testPassword);
  await suzuki.fill('again', testPassword);
  await suzuki.click('button', 'パスワードを設定する');
  await suzuki.see('あなたの申請と、その回答です');

  await admin.click('button', '停止する: suzuki');
  await admin.see('すぐにサインインできなくなります');
  await admin.click('button', '停止する');
  await admin.see('アカウント suzuki を変更しました');
  await suzuki.click('link', 'URLの判定を試す');
  await suzuki.fill('url', 'http://city.example/');
  // What the page asks by itself may be the first to hear, and lie over the button.
  const asked = suzuki.click('button', '調べる').catch(() => undefined);
  await Promise.race([asked, suzuki.see('もう一度サインインしてください')]);
  await suzuki.see('もう一度サインインしてください');
  expect([...admin.faults, ...suzuki.faults]).toEqual([]);
});

test('staff see their own requests and the tester, and nothing else by address', async () => {
  await hub.signedIn('tanaka', 'staff', 'tanaka');
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  await terminal.ask({
    ...{ decision: 'D', url: 'https://tender.example.com/', page: null, reason: '入札の公告' },
    ...{ user: 'tanaka', unit: '総務企画部' },
  });
  const staff = await signedIn('tanaka');
  expect(await menuOf(staff)).toEqual(wordsOf('staff'));
  await staff.see('あなたの申請と、その回答です');
  await staff.see('https://tender.example.com/');
  // Its name is for administrators, and its id for nobody.
  expect(await staff.page.evaluate(() => document.body.textContent)).not.toContain(terminal.id);
  await staff.open('/audit');
  await staff.see('この画面は表示できません');
  await staff.open('/tester');
  await staff.fill('url', 'http://city.example/');
  await staff.click('button', '調べる');
  await staff.see('判定');
  expect(await staff.axe()).toEqual([]);
  expect(staff.faults).toEqual([]);
});

test('a machine that is hub and terminal at once says that it is a demonstration', async () => {
  await mkdir(hub.paths.proxy, { recursive: true });
  const admin = await signedIn('admin');
  await admin.see('1台・1人用の試用環境');
  expect(await admin.axe()).toEqual([]);
  await rm(hub.paths.proxy, { recursive: true });
});

test('signing out asks before it forgets unpublished changes', async () => {
  const admin = await signedIn('admin');
  await admin.open('/lists/loopback');
  await admin.click('button', '項目を追加');
  await admin.fill('match', 'forgotten.example');
  await admin.click('button', '変更に加える');
  await admin.see('未公開の変更 1件');
  await admin.click('button', 'サインアウト');
  await admin.see('サインアウトすると取り消され');
  await admin.page.locator('dialog .button-danger').click();
  await admin.see('サインアウトしました');
  const kept = await admin.page.evaluate(() => Object.keys(sessionStorage));
  expect(kept).toEqual([]);
  expect(admin.faults).toEqual([]);
});

test('a session that ended is taken up again, and the page loads', async () => {
  const admin = await signedIn('admin');
  const context = admin.page.browserContext();
  // Whatever asks the hub first tells of the end: here it is to be the click.
  await admin.page.waitForNetworkIdle();
  await context.deleteCookie(...(await context.cookies()));
  await admin.click('link', 'リスト');
  await admin.see('もう一度サインインしてください');
  await admin.fill('password', testPassword);
  await admin.click('button', 'サインインする');
  await admin.see('どのリストにもない宛先の扱い');
  expect(admin.faults).toEqual([]);
});

test('an SNS manager sees postings and the own requests', async () => {
  await hub.signedIn('sns', 'sns-manager');
  const manager = await signedIn('sns');
  expect(await menuOf(manager)).toEqual(wordsOf('sns-manager'));
  expect(manager.faults).toEqual([]);
});

test('an auditor reads everything and finds nothing that changes anything', async () => {
  await hub.signedIn('kansa', 'auditor');
  const auditor = await signedIn('kansa');
  expect(await menuOf(auditor)).toEqual(wordsOf('auditor'));
  const addresses = ['/lists', '/lists/loopback', '/policy', '/requests', '/wanted', '/accounts'];
  for (const address of [...addresses, '/learning', '/overview']) {
    await auditor.open(address);
    const buttons = await auditor.page.$$eval(
      'main button:not(.sort):not([aria-label^="履歴"])',
      (found) => found.length,
    );
    expect([address, buttons]).toEqual([address, 0]);
  }
  expect(auditor.faults).toEqual([]);
});

const pages = [
  '/overview',
  '/requests',
  '/requests?show=decided',
  '/wanted',
  '/learning',
  '/lists',
  '/lists/loopback',
  '/lists/loopback/paste',
  '/changes',
  '/policy',
  '/policy/history',
  '/policy/history/1/restore',
  '/proposals',
  '/proposals?show=closed',
  '/proposals/99',
  '/tester',
  '/audit',
  '/audit?host=nowhere.example',
  '/accounts',
  '/password',
  '/nowhere',
];

test.each(['ja', 'en'])(
  'axe-core finds nothing on any page, and none is too wide (%s)',
  async (language) => {
    const admin = await signedIn('admin');
    if (language === 'en') await admin.click('button', 'English');
    const found: string[] = [];
    for (const address of pages) {
      for (const width of [360, 1280]) {
        await admin.page.setViewport({ width, height: 900 });
        await admin.open(address);
        const axe = await admin.axe();
        found.push(...axe.map((each) => `${address} ${width}: ${each}`));
        const excess = await admin.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (excess > 0) found.push(`${address} ${width}: ${excess} px too wide`);
      }
    }
    expect(found).toEqual([]);
    expect(admin.faults).toEqual([]);
  },
);

test('a hub that fails is told on the page, with a way to try again', async () => {
  const admin = await signedIn('admin');
  const { page } = admin;
  await page.setRequestInterception(true);
  let failing = true;
  page.on('request', (request) => {
    const fails = failing && request.url().endsWith('/api/lists');
    void (fails ? request.abort() : request.continue());
  });
  await admin.open('/lists');
  await admin.see('ハブに接続できません');
  expect(await admin.axe()).toEqual([]);
  failing = false;
  await admin.click('button', 'もう一度読み込む');
  await admin.see('試験用');
  expect(admin.faults).toEqual([]);
});
