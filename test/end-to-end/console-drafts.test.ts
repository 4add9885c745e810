/**
 * Drafts in the console, in a real Chromium, by the keyboard alone: written with a picture, sent
 * back with a word, revised, changed and approved; mistakes, two at once, axe, 200 %, English.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { notice } from '../proxy/inspection/build-pictures.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { openFileChooser } from '../support/choose-files.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { policyWithDrafts } from '../support/draft-policy.ts';
import { plainPng } from '../support/plain-png.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let folder: string;
let hub: TestHub;
let browser: Browser;
let tanaka: ConsolePage;
let kacho: ConsolePage;

const text = '明日は雪まつりです。会場は横手公園です。';
const card = `Bluesky yokote.example ${text.slice(0, 20)}`;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  folder = stack.use(await temporaryFolder()).path;
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithDrafts());
  await writeFile(path.join(folder, '地図.png'), plainPng([30, 90, 160]));
  await writeFile(path.join(folder, '会場.png'), plainPng([170, 60, 40]));
  await writeFile(path.join(folder, '文書.png'), 'これは画像ではない');
  hub = stack.use(await startHub({ consoleFolder, firstPolicyFile }));
  browser = await launchChromium({ anyFileName: true });
  stack.defer(() => browser.close());
  await hub.signedIn('tanaka', 'staff', 'tanaka');
  await hub.signedIn('kacho', 'sns-manager', 'kacho');
  tanaka = await signedInPage(browser, hub.origin, 'tanaka');
  kacho = await signedInPage(browser, hub.origin, 'kacho');
});
afterAll(() => stack.disposeAsync());

/** By the keyboard: to what has this name, and there these keys. */
async function type(on: ConsolePage, name: string, words: string): Promise<void> {
  await on.tabTo(name);
  await on.page.keyboard.type(words);
}
async function pressOn(on: ConsolePage, name: string): Promise<void> {
  await on.tabTo(name);
  await on.page.keyboard.press('Enter');
}
async function choosePictures(on: ConsolePage, ...names: string[]): Promise<void> {
  await on.tabTo('pictures');
  const chooser = await openFileChooser(on.page, () => on.page.keyboard.press('Space'));
  await chooser.accept(names.map((name) => path.join(folder, name)));
  await on.page.waitForFunction(
    (count) => document.querySelector<HTMLInputElement>('[name=pictures]')?.files?.length === count,
    {},
    names.length,
  );
}
const isNarrow = (on: ConsolePage) =>
  on.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
/** What describes the pictures of the only card, once all of them are shown. */
async function pictures(on: ConsolePage, count: number): Promise<string[]> {
  await on.page.waitForFunction(
    (wanted) => {
      const shown = [...document.querySelectorAll<HTMLImageElement>('.draft-pictures img')];
      return shown.length === wanted && shown.every(({ naturalWidth }) => naturalWidth === 160);
    },
    {},
    count,
  );
  return on.page.$$eval('.draft-alt', (shown) => shown.map((each) => each.textContent));
}

test('one with a picture is written', async () => {
  await tanaka.open('/posting-drafts');
  await tanaka.see('受付中の下書きはありません。');
  expect(await tanaka.axe()).toEqual([]);
  await takeShot(tanaka.page, 'drafts-empty');
  await pressOn(tanaka, '下書きを書く');
  await tanaka.focusOn('place');
  await tanaka.tabTo('topic');
  await tanaka.page.keyboard.press('ArrowDown');
  await type(tanaka, 'text', text);
  await choosePictures(tanaka, '文書.png');
  await pressOn(tanaka, '下書きを書く');
  await tanaka.see('PNG、JPEG、GIF、WebP の画像を選んでください');
  await tanaka.focusOn('pictures');
  expect(await tanaka.axe()).toEqual([]);
  await takeShot(tanaka.page, 'drafts-mistake');
  await tanaka.page.keyboard.down('Shift');
  await tanaka.page.keyboard.press('Tab');
  await tanaka.page.keyboard.up('Shift');
  await choosePictures(tanaka, '地図.png');
  await type(tanaka, 'alt-1', '会場までの地図');
  await takeShot(tanaka.page, 'drafts-written');
  expect(await tanaka.axe()).toEqual([]);
  await pressOn(tanaka, '下書きを書く');
  await tanaka.see('下書きを送りました。');
  expect(await pictures(tanaka, 1)).toEqual(['会場までの地図']);
  expect(await tanaka.axe()).toEqual([]);
  await takeShot(tanaka.page, 'drafts-sent');
});

test('it is sent back with a word', async () => {
  await kacho.open('/posting-drafts');
  await kacho.see(text);
  expect(await pictures(kacho, 1)).toEqual(['会場までの地図']);
  await pressOn(kacho, `差し戻す: ${card}`);
  await kacho.focusOn('word');
  await kacho.page.keyboard.type('会場の写真も入れてください');
  await takeShot(kacho.page, 'drafts-send-back');
  expect(await kacho.axe()).toEqual([]);
  await pressOn(kacho, '差し戻す');
  await kacho.see('差し戻しました。');
});

test('it is revised with a second picture', async () => {
  await tanaka.open('/posting-drafts');
  await tanaka.see('差し戻し');
  await tanaka.see('会場の写真も入れてください');
  await pressOn(tanaka, `書き直す: ${card}`);
  await tanaka.tabTo('text');
  await tanaka.page.keyboard.press('End', { commands: ['moveToEndOfDocument'] });
  await tanaka.page.keyboard.type('\n入場は無料です。');
  await choosePictures(tanaka, '会場.png');
  await type(tanaka, 'alt-2', '会場の写真');
  await tanaka.page.waitForSelector('.draft-thumbnail');
  await takeShot(tanaka.page, 'drafts-revise');
  expect(await tanaka.axe()).toEqual([]);
  await pressOn(tanaka, '書き直す');
  await tanaka.see('書き直した下書きを送りました。');
  expect(await pictures(tanaka, 2)).toEqual(['会場までの地図', '会場の写真']);
});

test('an answer to what was revised meanwhile comes too late, and says so', async () => {
  await kacho.open('/posting-drafts');
  await kacho.see('入場は無料です。');
  await pressOn(kacho, `承認する: ${card}`);
  await kacho.focusOn('text');
  const { drafts } = await hub.administrator.call('drafts');
  const writer = hub.client();
  await writer.call('signIn', { id: 'tanaka', password: testPassword });
  const [draft] = drafts;
  await writer.call(
    'reviseDraft',
    {
      version: draft?.version ?? 0,
      text: `${text}\n入場は無料です。`,
      ...{ topic: 'イベント', word: '話題はそのまま', pictures: [] },
      keep: (draft?.pictures ?? []).map(({ alt }, place) => ({ place, alt })),
    },
    { id: draft?.id ?? '' },
  );
  await pressOn(kacho, '承認する');
  await kacho.see('この下書きは、開いている間に変わりました');
  expect(await kacho.axe()).toEqual([]);
  await takeShot(kacho.page, 'drafts-late');
});

test('it is changed and approved', async () => {
  await kacho.open('/posting-drafts');
  await kacho.see('入場は無料です。');
  await pressOn(kacho, `承認する: ${card}`);
  await kacho.focusOn('text');
  await kacho.page.keyboard.press('End', { commands: ['moveToEndOfDocument'] });
  await kacho.page.keyboard.type('雨天決行。');
  await type(kacho, 'word', '一文を足しました');
  await takeShot(kacho.page, 'drafts-approve');
  expect(await kacho.axe()).toEqual([]);
  await pressOn(kacho, '承認する');
  await kacho.see('承認しました。');
  await tanaka.open('/posting-drafts');
  await tanaka.see('承認済み');
  await pressOn(tanaka, '経過');
  await tanaka.see('一文を足しました');
  expect(await tanaka.page.$$eval('.text-difference ins', (all) => all.at(-1)?.textContent)).toBe(
    '追加：雨天決行。',
  );
  expect(await tanaka.axe()).toEqual([]);
  await takeShot(tanaka.page, 'drafts-approved');
});

test('what stands in a picture is shown to whoever answers, and cannot be approved', async () => {
  await writeFile(path.join(folder, '回覧.png'), notice('png'));
  await tanaka.open('/posting-drafts');
  await pressOn(tanaka, '下書きを書く');
  await tanaka.focusOn('place');
  await type(tanaka, 'text', '回覧のお知らせ');
  await choosePictures(tanaka, '回覧.png');
  await pressOn(tanaka, '下書きを書く');
  await tanaka.see('下書きを送りました。');
  await kacho.open('/posting-drafts');
  await kacho.see('個人番号 1件');
  await kacho.see('投稿してはならない内容が含まれています');
  expect(await kacho.axe()).toEqual([]);
  await takeShot(kacho.page, 'drafts-found');
  await pressOn(kacho, '承認する: Bluesky yokote.example 回覧のお知らせ');
  await kacho.focusOn('text');
  await pressOn(kacho, '承認する');
  await kacho.see('投稿してはならない内容があるか');
  await kacho.page.keyboard.press('Escape');
});

test('at 200 %, and in English', async () => {
  for (const on of [tanaka, kacho]) {
    await on.page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
    await on.open('/posting-drafts');
    await on.see(text);
    expect(await isNarrow(on)).toBe(true);
    expect(await on.axe()).toEqual([]);
  }
  await takeShot(tanaka.page, 'drafts-200');
  await pressOn(tanaka, `書き直す: ${card}`);
  await tanaka.page.waitForSelector('dialog[open]');
  await takeShot(tanaka.page, 'drafts-revise-200');
  await tanaka.page.keyboard.press('Escape');
  await tanaka.click('button', 'English');
  await tanaka.see('What is approved may be posted once');
  expect(await isNarrow(tanaka)).toBe(true);
  await takeShot(tanaka.page, 'drafts-200-english');
  await pressOn(tanaka, 'Write a draft');
  await tanaka.page.waitForSelector('dialog[open]');
  await takeShot(tanaka.page, 'drafts-write-200-english');
  expect(await tanaka.axe()).toEqual([]);
  expect([tanaka.faults, kacho.faults]).toEqual([[], []]);
});
