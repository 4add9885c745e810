/**
 * A manager's week in a real Chromium: looks for words of two characters, clears the queue of reviews
 * by keys alone, orders a correction, sees it done by an edit, prints. With 200,000 postings in the
 * store where `npm run soak` runs it, else with some thousands.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { contentDecision, outcomeOf, posting } from '../support/content-records.ts';
import { postingPolicy } from '../support/posting-policy.ts';
import { takeShot } from '../support/screenshot.ts';
import { searchTexts } from '../support/search-texts.ts';
import { seedContent } from '../support/seed-content.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const isSoak = process.env.SEKISHO_SOAK === '1';
const count = isSoak ? 200_000 : 4000;
const waiting = 12;
const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let send: Awaited<ReturnType<typeof joinStandInTerminal>>['send'];

const now = Date.now();
/** Those that wait for a review: the others are older, and nobody has to look at them. */
const fresh = Array.from({ length: waiting }, (_, n) => {
  const at = new Date(now - (waiting - n) * 24 * 3_600_000).toISOString();
  const text = n === 3 ? '花火大会は8月20日です。雨天決行' : `お知らせ 第${n + 1}報`;
  const record = contentDecision(900_000 + n, at, { postings: [posting({ text })] });
  const result = { taken: true, address: `https://bsky.app/${n}`, post: `p${n}` };
  return [record, outcomeOf(record, { postings: [result] })];
}).flat();

/** Before the hub opens it: so many records by its own door would take the test's time. */
async function fill(folder: string): Promise<void> {
  await using store = await openSqliteStore(folder);
  const text = searchTexts(3);
  const lines = seedContent(count, now - 20 * 24 * 3_600_000, (n) =>
    n === 77 ? `${text(80)} 鶴亀` : text(80),
  ).map((record, index) => {
    const withoutReview = JSON.stringify(record).replaceAll('"review":true', '"review":false');
    return arrived('before', index + 1, JSON.parse(withoutReview));
  });
  for (let at = 0; at < lines.length; at += 5000) {
    await store.records.ingest('before', lines.slice(at, at + 5000));
  }
}

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  const home = path.join(folder.path, 'home');
  await fill(path.join(home, 'hub'));
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile, home }));
  ({ send } = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01'));
  await send(fresh);
  await hub.signedIn('sns', 'sns-manager');
  browser = await launchChromium();
  stack.defer(() => browser.close());
}, 900_000);
afterAll(() => stack.disposeAsync());

const signedIn = (id: string) => signedInPage(browser, hub.origin, id);

test('finds words of two characters, and of one', async () => {
  const manager = await signedIn('admin');
  for (const [words, found] of [
    ['花火', true],
    ['鶴亀', true],
    ['鶴', true],
    ['鯨祭', false],
  ] as const) {
    await manager.open(`/postings?text=${encodeURIComponent(words)}`);
    await manager.see(found ? '件を表示' : '当てはまる投稿はありません');
    if (found) {
      const cells = await manager.page.$$eval('.content-cell', (all) => all.length);
      expect(cells, words).toBeGreaterThan(0);
    }
  }
  await manager.open(`/postings?text=${encodeURIComponent('花火 雨天')}`);
  await manager.see('花火大会は8月20日です。雨天決行');
  await takeShot(manager.page, 'week-search');
  expect(await manager.axe()).toEqual([]);
  expect(manager.faults).toEqual([]);
});

test('clears the queue by keys alone, orders a correction on the way, and is told what is over', async () => {
  const manager = await signedIn('sns');
  const { page } = manager;
  const review = `順番に確認する（${waiting}件）`;
  await manager.see(review);
  await manager.tabTo(review);
  await takeShot(page, 'week-log');
  await page.keyboard.press('Enter');
  await manager.see(`確認待ち ${waiting}件のうち 1件目`);
  await manager.see('確認済みは取り消せません');
  await takeShot(page, 'week-queue');
  expect(await manager.axe()).toEqual([]);

  // Forward and back, from wherever the focus is.
  await page.keyboard.down('Alt');
  await page.keyboard.press('j');
  await page.keyboard.up('Alt');
  await manager.see('のうち 2件目');
  await page.keyboard.down('Alt');
  await page.keyboard.press('k');
  await page.keyboard.up('Alt');
  await manager.see('のうち 1件目');

  for (let left = waiting - 1; left >= 0; left--) {
    if (left === waiting - 4) {
      await manager.see('花火大会');
      await manager.tabTo('訂正を指示する');
      await page.keyboard.press('Enter');
      await manager.tabTo('reason');
      await page.keyboard.type('日付の誤り。21日が正しい');
      await page.$eval('input[name=due]', (input) => {
        input.focus();
        const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
        input.value = today;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await page.keyboard.press('Enter');
      await manager.see('訂正を指示しました');
      await manager.focusOn('訂正指示 訂正待ち');
      expect(await manager.axe()).toEqual([]);
      await takeShot(page, 'week-order');
    }
    await page.waitForSelector('textarea[name=note]');
    await manager.tabTo('note', { back: left === waiting - 4 });
    await page.keyboard.type('確認');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await manager.see(left === 0 ? '確認待ちの投稿はもうありません' : `残り ${left}件。`);
  }
  await page.waitForFunction(() => location.pathname === '/postings');
  expect((await hub.administrator.call('reviewQueue')).open).toBe(0);
  const { records } = await hub.administrator.call('records', undefined, {
    query: { act: 'posting-reviewed', limit: 100 },
  });
  expect(records).toHaveLength(waiting);
  expect(manager.faults).toEqual([]);
});

test('an edit ends the order; thread, comment and print are whole', async () => {
  const manager = await signedIn('sns');
  const { page } = manager;
  await manager.open('/postings?state=correction');
  await manager.see('訂正待ち');
  await manager.see('花火大会');
  const edit = contentDecision(950_000, new Date().toISOString(), {
    postings: [
      posting({ act: 'edit', about: 'p3', text: '花火大会は8月21日です。雨天決行', review: false }),
    ],
  });
  await send([edit]);
  await manager.open('/postings?state=correction-done');
  await manager.see('訂正済み');
  await manager.see('編集あり');
  const address = await page.$eval('a[href^="/postings/"][aria-label]', (link) =>
    link.getAttribute('href'),
  );
  await manager.open(address ?? '');
  await manager.see('この投稿の経過');
  await manager.see('花火大会は8月21日です');
  await manager.see('指示のあとに、この投稿が編集または削除されました');
  await manager.fill('text', '担当課に電話で伝えた');
  await manager.click('button', 'コメントを残す');
  await manager.see('コメントを残しました');
  await manager.see('担当課に電話で伝えた');
  expect(await manager.axe()).toEqual([]);
  await takeShot(page, 'week-thread');

  // At 200 % nothing is cut: half the width, twice the size.
  await page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
  const overflows = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
  expect(await overflows()).toBe(false);
  await takeShot(page, 'week-thread-200');
  await page.setViewport({ width: 1280, height: 900 });

  await page.emulateMediaType('print');
  const shown = (selector: string) =>
    page.$$eval(selector, (all) => all.filter((each) => each.checkVisibility()).length);
  expect(await shown('nav, form, button, .tabs')).toBe(0);
  expect(await shown('.posting-text')).toBe(1);
  await takeShot(page, 'week-print-posting');
  await manager.open('/postings');
  await manager.see('投稿記録');
  await page.waitForSelector('tbody tr');
  expect(await shown('nav, form, button, .tabs, .button-row')).toBe(0);
  expect(await shown('tbody tr')).toBeGreaterThan(10);
  await takeShot(page, 'week-print-log');
  expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  expect(manager.faults).toEqual([]);
});
