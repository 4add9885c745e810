/** The console's page of disaster postings: nobody's, throwing with a mistake, the banner, ending; axe, narrow, keyboard. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { contentDecision, posting } from '../support/content-records.ts';
import { postingPolicy } from '../support/posting-policy.ts';
import { takeShot } from '../support/screenshot.ts';
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
  const starter = await readFile(starterFile, 'utf8');
  const yaml = parseDocument(postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  yaml.setIn(['posting', 0, 'disaster'], yaml.createNode({ by: ['sns'], for: 'PT72H' }));
  yaml.setIn(['posting', 1, 'disaster'], yaml.createNode({ by: ['sns'], for: 'PT6H' }));
  await writeFile(firstPolicyFile, yaml.toString());
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  await hub.signedIn('sns', 'sns-manager');
  await hub.signedIn('shokuin', 'staff');
  browser = await launchChromium();
  stack.defer(() => browser.close());
});
afterAll(() => stack.disposeAsync());

const signIn = (id: string) => signedInPage(browser, hub.origin, id);

test('who is not named sees that nothing is on, and cannot throw it', async () => {
  const page = await signIn('admin');
  await page.click('link', '災害時の投稿');
  await page.see('災害時の投稿に切り替えているサービスはありません。');
  await page.see('いま、あなたが切り替えられるサービスはありません。');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-disasters-empty');
});

test('who is named throws it, everyone sees the banner, and it is ended', async () => {
  const page = await signIn('sns');
  await page.click('link', '災害時の投稿');
  await page.see('終わりの日時（日本時間）');
  expect(await page.axe()).toEqual([]);
  await page.fill('until', '');
  await page.click('button', '切り替える');
  await page.see('までの日時にしてください');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-disasters-mistake');
  await page.open('/disasters');
  await page.page.focus('[name="reason"]');
  await page.page.keyboard.type('7月20日の大雨で避難指示');
  await page.tabTo('切り替える');
  await page.page.keyboard.press('Enter');
  await page.see('災害時の投稿に切り替えました。');
  await page.see('7月20日の大雨で避難指示');
  await page.see('災害時の投稿の規則で投稿します');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-disasters-on');

  const staff = await signIn('shokuin');
  await staff.see('災害時の投稿の規則で投稿します');
  await staff.open('/disasters');
  expect(await staff.page.evaluate(() => document.body.textContent)).not.toContain('避難指示');
  // At twice the size of a small screen the page itself still shows below the banner.
  await staff.page.setViewport({ width: 640, height: 400 });
  const heading = await staff.page.$eval('h1', (each) => each.getBoundingClientRect().bottom);
  expect(heading).toBeLessThan(300);
  await staff.page.setViewport({ width: 640, height: 800 });
  expect(await staff.axe()).toEqual([]);
  await takeShot(staff.page, 'console-disasters-staff-200');

  const { on } = await hub.administrator.call('disasters');
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const disaster = on[0]?.id ?? '';
  const marked = posting({ service: 'x', reason: 'disaster-rules', disaster });
  const at = new Date(Date.now() - 1000).toISOString();
  await terminal.send([contentDecision(1, at, { postings: [marked] })]);
  const admin = await signIn('admin');
  await admin.see('確認待ちの災害時の投稿');
  await takeShot(admin.page, 'console-disasters-overview');
  await admin.open('/postings?state=disaster');
  await admin.see('災害時の投稿の規則を満たしています');
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'console-disasters-postings');

  await page.page.setViewport({ width: 640, height: 800 });
  await page.click('button', '終わらせる: ブルースカイ、X');
  await page.see('ふだんの投稿の規則に戻ります。');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-disasters-end-200');
  await page.page.focus('dialog textarea');
  await page.page.keyboard.type('避難指示の解除');
  await page.click('button', '終わらせる');
  await page.see('終わらせました。');
  await page.see('避難指示の解除');
  expect(await page.axe()).toEqual([]);
  expect(page.faults).toEqual([]);
  await takeShot(page.page, 'console-disasters-ended-200');
});
