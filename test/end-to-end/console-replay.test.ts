/** A draft tried on the records in the console, in a real Chromium: by mouse, by keys, in both languages. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { hostOf, seedDecisions, seedPolicy } from '../support/seed-decisions.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const tanaka = { user: 'tanaka', unit: '総務企画部' };
const suzuki = { user: 'suzuki', unit: '教育委員会' };
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = cityPolicy(await readFile(starterFile, 'utf8'), { ports: [], allow: [] });
  await writeFile(firstPolicyFile, starter);
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  const { policy } = parsePolicy(starter);
  if (policy === null) throw new Error('no policy');
  const { users: _, ...open } = policy;
  const seeding = { count: 3000, until: Date.now(), days: 10, hosts: 300, users: 12 };
  const lines = [...seedDecisions(seedPolicy(open, 40), seeding)].map((record) => ({
    ...record,
    who: { ...record.who, ...(record.who.user === 'u0001' ? tanaka : suzuki) },
  }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
  for (let sent = 0; sent < lines.length; sent += 500) {
    await terminal.send(lines.slice(sent, sent + 500));
  }
  browser = await launchChromium();
  stack.defer(() => browser.close());
  admin = await signedInPage(browser, hub.origin, 'admin');
}, 120_000);
afterAll(() => stack.disposeAsync());

test('says whom a draft would meet, with counts, people, rules and a record of each', async () => {
  await admin.open('/lists/loopback');
  await admin.click('button', '項目を追加');
  await admin.fill('match', hostOf(60));
  await admin.click('button', '変更に加える');
  await admin.open('/changes');
  await admin.see('この変更を、記録に残っている判定に当てはめます');
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'replay-before');
  await admin.tabTo('記録で試す');
  await admin.page.keyboard.press('Enter');
  await admin.see('新たに遮断される宛先');
  await admin.see('新たに許可される宛先');
  await admin.see(hostOf(60));
  await admin.see('田中 (tanaka)');
  await admin.see('項目ごとの件数');
  await admin.see('部署ごとの件数');
  await admin.see('試し終わりました');
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'replay-after');
  await admin.page.setViewport({ width: 390, height: 800 });
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'replay-narrow');
  await admin.page.setViewport({ width: 1280, height: 900 });
  const allowed = '#replay-allowed ~ .table-region';
  const rows = await admin.page.$$eval(`${allowed} tbody tr`, (found) => found.length);
  expect(rows).toBe(1);
});

test('the result is there again after another page, and leads to a record', async () => {
  await admin.click('link', 'リスト');
  await admin.see('リストを追加');
  await admin.click('link', '確かめて公開する');
  await admin.see('新たに許可される宛先');
  await admin.click('link', `${hostOf(60)} の記録の例を開く`);
  await admin.page.waitForFunction(() => location.pathname === '/audit');
  await admin.see(hostOf(60));
});

test('speaks English second', async () => {
  await admin.open('/changes');
  await admin.click('button', 'English');
  await admin.see('Try on the records');
  await admin.click('radio', 'Last day');
  await admin.click('button', 'Try on the records');
  await admin.see('Newly blocked: destinations');
  await takeShot(admin.page, 'replay-english');
  expect(admin.faults).toEqual([]);
});
