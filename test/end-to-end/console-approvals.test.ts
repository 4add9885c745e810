/** The console's page of stopped uploads: empty, with rows, approving, sending back, a mistake; axe, narrow and wide. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { policyWithApproval } from '../support/approval-policy.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { joinTestTerminal } from '../support/test-terminal.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let page: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithApproval());
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
  await hub.signedIn('kacho', 'staff', 'sato');
  page = await signedInPage(browser, hub.origin, 'kacho');
});
afterAll(() => stack.disposeAsync());

async function ask(id: string, name: string): Promise<void> {
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const finding = {
    kind: 'individual-number',
    count: 3,
    confidence: 0.9,
    place: { sheet: '名簿', cell: 'B2' },
    masked: '••••••••••••',
  };
  await terminal.call('POST', 'upload-approvals', {
    id,
    decision: 'D24Y-T008-XH3R-61H0',
    user: 'tanaka',
    unit: '総務企画部',
    host: 'upload.example',
    port: 443,
    rule: 'uploads.rules[0]',
    clause: '7-2',
    item: {
      kind: 'file',
      name,
      type: 'xlsx',
      bytes: 12_345,
      level: '3A',
      inspected: true,
      why: null,
      digest: id,
      findings: [finding],
    },
    reason: '委託先と打ち合わせた資料を届けるため',
  });
}

test('a stopped upload is approved until a moment, another sent back with a word', async () => {
  await page.click('link', 'アップロードの承認');
  await page.see('回答待ちのアップロードはありません。');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-approvals-empty');
  await ask('A1', '名簿.xlsx');
  await ask('A2', '別の名簿.xlsx');
  await page.open('/approvals');
  await page.see('名簿.xlsx');
  await page.see('シート「名簿」');
  expect(await page.axe()).toEqual([]);
  await takeShot(page.page, 'console-approvals-rows');
  await page.click('button', '承認する: 名簿.xlsx → upload.example');
  await page.see('送れる期限（日本時間）');
  expect(await page.axe()).toEqual([]);
  await page.fill('until', '');
  await page.page.keyboard.press('Enter');
  await page.see('規則の期間の中の日時にしてください');
  await takeShot(page.page, 'console-approvals-mistake');
  await page.click('button', 'やめる');
  await page.click('button', '承認する: 名簿.xlsx → upload.example');
  await page.see('送れる期限（日本時間）');
  await page.page.focus('dialog textarea');
  await page.page.keyboard.type('一度だけです');
  await page.click('button', '承認する');
  await page.see('承認しました。');
  await page.click('button', '差し戻す: 別の名簿.xlsx → upload.example');
  await page.page.waitForSelector('dialog textarea');
  await page.page.focus('dialog textarea');
  await page.page.keyboard.type('番号を消してください');
  await page.click('button', '差し戻す');
  await page.see('差し戻しました。');
  await page.click('link', '回答済み');
  await page.see('番号を消してください');
  await page.page.setViewport({ width: 640, height: 800 });
  await takeShot(page.page, 'console-approvals-decided-200');
  expect(await page.axe()).toEqual([]);
});
