/** The calendar and the monthly report of postings, in a real Chromium: read, chosen, printed. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { currentMonth, monthBefore } from '../../proxy/hub/postings/report-month.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { japanDate } from '../../shared/policy/japan-time.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { contentDecision, posting } from '../support/content-records.ts';
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
const now = currentMonth(Date.now());
const before = monthBefore(now);

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  const policy = parseDocument(postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  policy.setIn(['posting', 0, 'approval'], 'before');
  await writeFile(firstPolicyFile, policy.toString());
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
  // The month that runs holds some, also on its first day; the one before many.
  const lines = seedContent(300, Date.parse(`${now}-01T12:00:00+09:00`));
  for (let sent = 0; sent < lines.length; sent += 500) {
    await terminal.send(lines.slice(sent, sent + 500));
  }
  await hub.signedIn('sns', 'sns-manager');
  await inDisaster(terminal);
  await approvedDraft();
  browser = await launchChromium();
  stack.defer(() => browser.close());
}, 120_000);
afterAll(() => stack.disposeAsync());

/** Two of this month: one confirmed, one that is to be corrected. */
async function inDisaster(terminal: Awaited<ReturnType<typeof joinStandInTerminal>>) {
  const at = new Date().toISOString();
  const postings = [posting({ disaster: 'D1' })];
  await terminal.send([901, 902].map((n) => contentDecision(n, at, { postings })));
  const query = { state: 'disaster' } as const;
  const found = (await hub.administrator.call('postings', undefined, { query })).postings;
  const [first, second] = found.map(({ id }) => ({ id }));
  if (first === undefined || second === undefined) throw new Error('two are to be confirmed');
  await hub.administrator.call('reviewPosting', { note: '' }, first);
  const order = { reason: '日付が違います', due: japanDate(Date.now()) };
  await hub.administrator.call('orderCorrection', order, second);
}

/** By the responsible person, at once. */
async function approvedDraft() {
  const tanaka = await hub.signedIn('tanaka', 'staff', 'tanaka');
  const manager = await hub.signedIn('kacho', 'sns-manager', 'sns');
  const { draft } = await tanaka.call('writeDraft', {
    ...{ service: 'bluesky', account: 'yokote.example', act: 'post', replyTo: null, topic: null },
    ...{ text: '明日は雪まつりです', word: null, pictures: [] },
  });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const answer = { version: 1, until, word: null, text: null };
  await manager.call('approveDraft', answer, { id: draft.id });
}

const signedIn = (id: string) => signedInPage(browser, hub.origin, id);

const titleOf = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

test('the calendar is read and opened by the keyboard alone', async () => {
  const manager = await signedIn('sns');
  const { page } = manager;
  await manager.tabTo('カレンダー');
  await page.keyboard.press('Enter');
  await manager.see(titleOf(now));
  await manager.tabTo('前の月');
  await page.keyboard.press('Enter');
  await manager.see(titleOf(before));
  await page.waitForSelector('.calendar-services a');
  expect(await manager.axe()).toEqual([]);
  await takeShot(page, 'calendar');
  const day = await page.$eval('.calendar-services a', (link) => ({
    name: link.getAttribute('aria-label') ?? '',
    text: link.textContent ?? '',
    services: link.closest('ul')?.children.length,
  }));
  // An SNS manager sees the own service alone.
  expect(day).toMatchObject({ services: 1 });
  expect(day.text).toContain('ブルースカイ');
  await manager.tabTo(day.name);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.pathname === '/postings' && location.search !== '');
  await page.waitForSelector('#postings ~ .table-region tbody tr');
  const rows = await page.$$eval('#postings ~ .table-region tbody tr', (all) => all.length);
  expect(day.name.endsWith(`${rows}件`)).toBe(true);
  expect(manager.faults).toEqual([]);
});

test('the calendar at twice the size, in English, and of a month without postings', async () => {
  const admin = await signedIn('admin');
  await admin.page.setViewport({ width: 640, height: 900, deviceScaleFactor: 2 });
  await admin.open(`/posting-calendar?month=${before}`);
  await admin.page.waitForSelector('.calendar-services a');
  expect(await overflow(admin)).toBe(0);
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'calendar-200');
  await admin.open('/posting-calendar?month=2025-02');
  await admin.see('この月の投稿はありません');
  expect(await admin.axe()).toEqual([]);
  expect(admin.faults).toEqual([]);
});

const overflow = ({ page }: ConsolePage) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('the report of the month before: numbers, tables, what to look into', async () => {
  const admin = await signedIn('admin');
  await admin.open('/posting-report');
  await admin.see(`投稿の月報 ${titleOf(before)}`);
  await admin.see('確かめること');
  await admin.see('約款が登録されていません');
  await admin.page.waitForSelector('.chart canvas');
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'report');
  await admin.choose('month', now);
  await admin.click('button', '表示する');
  await admin.see('この月はまだ終わっていません');
  const bluesky = await factsOf(admin, 'ブルースカイ');
  expect(bluesky).toMatchObject({
    承認の依頼: '1件',
    承認した: '1件',
    '承認までの時間（最長）': '0時間',
    訂正の指示: '1件',
    訂正待ち: '1件',
  });
  await takeShot(admin.page, 'report-now');
  await admin.fill('silentDays', '0');
  await admin.click('button', '表示する');
  await admin.see('1から366までの数字にしてください');
  expect(await admin.axe()).toEqual([]);
  await admin.page.setViewport({ width: 640, height: 900, deviceScaleFactor: 2 });
  await admin.open(`/posting-report?month=${before}`);
  await admin.page.waitForSelector('.chart canvas');
  expect(await overflow(admin)).toBe(0);
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'report-200');
  expect(admin.faults).toEqual([]);
});

/** Names and values of a service's numbers. */
const factsOf = ({ page }: ConsolePage, service: string) =>
  page.evaluate((title) => {
    const sections = [...document.querySelectorAll('.service-report')];
    const own = sections.find((each) => each.querySelector('h2')?.textContent === title);
    const facts = [...(own?.querySelectorAll('.fact') ?? [])];
    return Object.fromEntries(
      facts.map((fact) => [
        fact.querySelector('dt')?.textContent,
        fact.querySelector('dd')?.textContent,
      ]),
    );
  }, service);

test('printed, it is the report and nothing around it', async () => {
  const manager = await signedIn('sns');
  await manager.open(`/posting-report?month=${before}`);
  await manager.page.waitForSelector('.chart canvas');
  await manager.page.emulateMediaType('print');
  const shown = await manager.page.evaluate(() =>
    [...document.querySelectorAll('nav, header, button, form, .button')]
      .filter((each) => each.getClientRects().length > 0)
      .map((each) => each.outerHTML.slice(0, 80)),
  );
  expect(shown).toEqual([]);
  const pdf = await manager.page.pdf({ format: 'A4' });
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  const folder = process.env.SEKISHO_SHOTS;
  if (folder) await writeFile(path.join(folder, 'report.pdf'), pdf);
  expect(manager.faults).toEqual([]);
});
