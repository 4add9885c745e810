/** Five thousand pasted lines in the console, in a real Chromium: told by line, mended, added, checked. */
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
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

/** Every hundredth cannot be read, every hundredth is a page of a site that stands above. */
const lines = Array.from({ length: 5000 }, (_, n) => {
  if (n % 100 === 7) return `これは[${n}]読めない`;
  if (n % 100 === 8) return `https://site-${n - 3}.example/another`;
  return `https://site-${n}.example/page/${n}`;
});

test('5,000 lines are told by line, mended, added to the changes and checked', async () => {
  const { page } = admin;
  await admin.open('/lists/working/paste');
  await page.$eval(
    '[name=text]',
    (field, text) => {
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    lines.join('\n'),
  );
  await admin.click('button', '行ごとに確かめる');
  await admin.see('加えられる行 4900、直す行 50、すでにある行 50');
  await admin.see('上の行と同じです');
  expect(await page.$$eval('[aria-invalid=true]', (fields) => fields.length)).toBe(50);
  await admin.see('8行目');
  expect(await admin.axe()).toEqual([]);

  const first = '.pasted-bad input';
  await page.$eval(first, (field) => {
    (field as HTMLInputElement).value = 'mended.example';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await admin.click('button', '直した行を確かめる');
  await admin.see('加えられる行 4901、直す行 49、すでにある行 50');

  await admin.fill('reason', '業務で使う');
  await admin.click('button', '4901項目を変更に加える');
  await admin.see('未公開の変更 4901件');
  await admin.open('/changes');
  await admin.see('公開はできます。');
  expect(admin.faults).toEqual([]);
});
