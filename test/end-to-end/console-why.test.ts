/** What the console says of why: a check's warnings with their URLs, the tester, an opened record. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import { decisionRecord, temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  const allow = ['google.com', 'city.example', 'https://city.example'];
  await writeFile(firstPolicyFile, cityPolicy(starter, { ports: [], allow }));
  const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
  admin = await signedInPage(browser, hub.origin, 'admin');
});
afterAll(async () => {
  expect(admin?.faults ?? []).toEqual([]);
  await stack.disposeAsync();
});

test('the tester shows the page behind a translation, and which of the two decides', async () => {
  await admin.open('/tester');
  await admin.fill('url', 'https://translate.google.com/translate?u=https://closed.example/a');
  await admin.click('button', '調べる');
  await admin.see('写しの元のページ');
  await admin.see('https://closed.example/a');
  await admin.see('元のページの扱いで決まったか');
  expect(await admin.axe()).toEqual([]);
  await admin.fill('url', 'https://bit.ly/abc');
  await admin.click('button', '調べる');
  await admin.see('短縮 URL のサービスです');
});

test('a check shows an entry that never decides by a URL, which the tester takes', async () => {
  await admin.open('/lists/loopback');
  await admin.click('button', '項目を追加');
  await admin.fill('match', 'more.example');
  await admin.fill('reason', '試験');
  await admin.click('button', '変更に加える');
  await admin.see('未公開の変更 1件');
  await admin.click('link', '確かめて公開する');
  await admin.see('一度も決め手になりません');
  expect(await admin.axe()).toEqual([]);
  await admin.click('link', 'https://city.example/');
  await admin.page.waitForFunction(
    () =>
      (document.querySelector('[name=url]') as HTMLInputElement | null)?.value ===
      'https://city.example/',
  );
});

test('an opened record is explained on the revision that it was decided on', async () => {
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
  const id = decisionId(Date.now(), Uint8Array.of(1, 2, 3, 4, 5));
  const destination = { scheme: 'https', host: 'closed.example', port: 443, path: '/x' };
  const at = new Date().toISOString();
  const rule = 'destinations.default';
  await terminal.send([
    decisionRecord(1, {
      id,
      at,
      destination,
      action: 'block',
      reason: 'default',
      rule,
      revision: 1,
    }),
  ]);
  await admin.open(`/audit?id=${id}`);
  await admin.click('button', `詳しく: ${id}`);
  await admin.click('button', 'なぜこうなったか');
  await admin.see('調べた版');
  await admin.see('https://closed.example/x');
  expect(await admin.axe()).toEqual([]);
});
