/** Uploads and postings in the console, in a real Chromium: read, filtered, reviewed by keys alone. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { policyWithApproval } from '../support/approval-policy.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import type { ConsolePage } from '../support/console-page.ts';
import {
  approvalAskedFor,
  contentDecision,
  copyMadeOf,
  uploadSection,
} from '../support/content-records.ts';
import { postingPolicy } from '../support/posting-policy.ts';
import { takeShot } from '../support/screenshot.ts';
import { seedContent } from '../support/seed-content.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await policyWithApproval();
  await writeFile(firstPolicyFile, postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
  const lines = seedContent(400, Date.now());
  for (let sent = 0; sent < lines.length; sent += 500) {
    await terminal.send(lines.slice(sent, sent + 500));
  }
  const wanted = contentDecision(5000, new Date().toISOString(), {
    action: 'block',
    reason: 'upload-rule',
    rule: 'uploads.rules[0]',
    handling: 'refuse',
    upload: uploadSection(),
  });
  await terminal.send([wanted, copyMadeOf(wanted, 'individual-number ×12')]);
  await terminal.askApproval(approvalAskedFor(wanted));
  await hub.signedIn('sns', 'sns-manager');
  await hub.signedIn('sns-none', 'sns-manager');
  await hub.signedIn('kansa', 'auditor');
  browser = await launchChromium();
  stack.defer(() => browser.close());
}, 120_000);
afterAll(() => stack.disposeAsync());

const signedIn = (id: string) => signedInPage(browser, hub.origin, id);

const rowsOf = ({ page }: ConsolePage) =>
  page.$$eval('#postings ~ .table-region tbody tr', (rows) => rows.length);

test('an SNS manager finds the own service first, and reviews by the keyboard alone', async () => {
  const manager = await signedIn('sns');
  const { page } = manager;
  await manager.see('あなたが責任者または代理を務めるサービスの投稿です');
  await manager.see('ブルースカイ');
  expect(await page.evaluate(() => document.body.textContent.includes('@yokote_city'))).toBe(false);

  await manager.tabTo('期限超過');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search === '?state=overdue');
  await manager.see('件を表示');
  const first = await page.$eval('tbody a[href^="/postings/"]', (link) => ({
    name: link.getAttribute('aria-label') ?? '',
    address: link.getAttribute('href') ?? '',
  }));
  await manager.tabTo(first.name);
  await page.keyboard.press('Enter');
  await manager.see('確認の期限を過ぎています');
  expect(await manager.axe()).toEqual([]);
  await manager.tabTo('note');
  await page.keyboard.type('問題なし');
  await manager.tabTo('確認済みにする');
  await page.keyboard.press('Enter');
  await manager.see('確認済みにしました');
  await manager.focusOn('確認 確認済み');
  await manager.see('問題なし');
  await manager.tabTo('確認待ちの投稿');
  await page.keyboard.press('Enter');
  await manager.see('確認待ち');
  await manager.open('/postings?state=reviewed');
  await manager.see('確認: sns');
  expect(await rowsOf(manager)).toBe(1);
  expect(manager.faults).toEqual([]);
});

test('who reviews second is told who was first', async () => {
  const [manager, admin] = [await signedIn('sns'), await signedIn('admin')];
  await admin.open('/postings?state=open&service=bluesky');
  const address = await admin.page.$eval('tbody a[href^="/postings/"]', (link) =>
    link.getAttribute('href'),
  );
  for (const each of [manager, admin]) await each.open(address ?? '');
  await manager.click('button', '確認済みにする');
  await manager.see('確認済みにしました');
  await admin.fill('note', '後から');
  await admin.click('button', '確認済みにする');
  await admin.see('sns が先に確認していました');
  await admin.see('確認した人');
  expect([...manager.faults, ...admin.faults]).toEqual([]);
});

test('a manager of no service is told so; another’s posting is not found', async () => {
  const admin = await signedIn('admin');
  await admin.open('/postings?service=bluesky');
  const address = await admin.page.$eval('tbody a[href^="/postings/"]', (link) =>
    link.getAttribute('href'),
  );
  const none = await signedIn('sns-none');
  await none.see('あなたが責任者または代理を務めるサービスはありません');
  await none.open(address ?? '');
  await none.see('この投稿は見つかりません');
  await none.open('/uploads');
  await none.see('この画面は表示できません');
  expect([...admin.faults, ...none.faults]).toEqual([]);
});

test('an auditor filters, reads on and opens, and finds nothing to review with', async () => {
  const auditor = await signedIn('kansa');
  await auditor.open('/postings');
  expect(await rowsOf(auditor)).toBe(50);
  await auditor.click('button', '古い記録をさらに読み込む');
  await auditor.see('100件を表示');
  await auditor.page.click('.filter summary');
  await auditor.choose('state', 'stopped');
  await auditor.fill('text', 'yokote');
  await auditor.click('button', '絞り込む');
  await auditor.page.waitForFunction(() => location.search.includes('state=stopped'));
  await auditor.see('件を表示');
  const fates = await auditor.page.$$eval('#postings ~ .table-region .badge-bad', (all) =>
    all.map(({ textContent }) => textContent),
  );
  expect(new Set(fates)).toEqual(new Set(['遮断した']));
  await auditor.open('/postings?state=open');
  await auditor.page.click('tbody a[href^="/postings/"]');
  await auditor.see('確認は責任者・代理と管理者が行います');
  expect(await auditor.page.$$('main form')).toEqual([]);
  expect(auditor.faults).toEqual([]);
});

test('an upload is opened: what was found where, masked, and why somebody went on', async () => {
  const admin = await signedIn('admin');
  await admin.open('/overview');
  await admin.see('うち期限超過');
  await admin.open('/uploads?action=warn');
  await admin.see('確かめて進んだ');
  await admin.page.click('.table-region button[aria-expanded]');
  await admin.see('見つかったもの（値は表示しません）');
  await admin.see('県の担当者に渡すため（電話で確認済み）');
  expect(await admin.axe()).toEqual([]);
  await admin.open('/uploads?kind=individual-number');
  await admin.see('個人番号 12件');
  await admin.open('/uploads?kind=payment-card');
  await admin.see('当てはまるアップロードはありません');
  expect(admin.faults).toEqual([]);
});

test('a stopped upload tells of the copy made instead, and of the approval asked for', async () => {
  const admin = await signedIn('admin');
  await admin.open('/uploads?rule=uploads.rules%5B0%5D&action=block');
  await admin.see('値を隠した写しを作成');
  await admin.see('承認の申請: 回答待ち');
  await admin.page.click('.table-region button[aria-expanded]');
  await admin.see('individual-number ×12');
  await takeShot(admin.page, 'upload-copy-and-approval');
  expect(await admin.axe()).toEqual([]);
  await admin.page.click('.details a[href="/approvals"]');
  await admin.see('委託先に届ける');
  expect(admin.faults).toEqual([]);
});

test('the audit log’s details show uploads and postings', async () => {
  const admin = await signedIn('admin');
  await admin.open('/audit?type=decision&action=block');
  await admin.page.click('.table-region button[aria-expanded]');
  await admin.see('記録の内容');
  await admin.open('/audit?reason=upload-rule');
  await admin.page.click('.table-region button[aria-expanded]');
  await admin.see('アップロードの検査');
  expect(await admin.axe()).toEqual([]);
  expect(admin.faults).toEqual([]);
});

const pages = [
  '/postings',
  '/postings?state=overdue',
  '/uploads',
  'first posting',
  '/postings/x-1-1',
];

test.each(['ja', 'en'])(
  'axe-core finds nothing, and nothing is too wide from 360 to 1440 px (%s)',
  async (language) => {
    const admin = await signedIn('admin');
    if (language === 'en') await admin.click('button', 'English');
    await admin.open('/postings');
    const first = await admin.page.$eval('tbody a[href^="/postings/"]', (link) =>
      link.getAttribute('href'),
    );
    const breaks = await admin.page.evaluate(() => getComputedStyle(document.body).wordBreak);
    expect(breaks).toBe(language === 'ja' ? 'auto-phrase' : 'normal');
    const found: string[] = [];
    for (const named of pages) {
      const address = named === 'first posting' ? (first ?? '') : named;
      for (const width of [360, 768, 1440]) {
        await admin.page.setViewport({ width, height: 900 });
        await admin.open(address);
        if (address === '/uploads') await admin.page.click('.table-region button[aria-expanded]');
        const axe = await admin.axe();
        found.push(...axe.map((each) => `${address} ${width}: ${each}`));
        const excess = await admin.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (excess > 0) found.push(`${address} ${width}: ${excess} px too wide`);
        const broken = await admin.page.$$eval('.badge', (all) =>
          all.filter(
            (each) => each.textContent.length < 8 && each.getBoundingClientRect().height > 40,
          ),
        );
        if (broken.length > 0) found.push(`${address} ${width}: a short state on two lines`);
      }
    }
    expect(found).toEqual([]);
    expect(admin.faults).toEqual([]);
  },
);
