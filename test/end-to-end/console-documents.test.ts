/** Registered documents in the console, in a real Chromium: register, read, fail, remove. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { docxOf, paragraph, zipOf } from '../proxy/inspection/build-documents.ts';
import { launchChromium } from '../support/browser.ts';
import { chooseFiles } from '../support/choose-files.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';

const ended = new AsyncDisposableStack();
const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const passage =
  '監視装置は本庁舎の電算室に置き、二系統の電源から給電する。保守は年二回とし、障害の知らせから二時間以内に技術者が到着すること。予備の部品は庁内に置く。';
const hostile = '<img src=x onerror="alert(1)">.docx';
let folder: string;
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-files-'));
  ended.defer(() => rm(folder, { recursive: true }));
  const specification = await docxOf(paragraph('第一章') + paragraph(passage));
  await writeFile(path.join(folder, hostile), specification);
  await writeFile(path.join(folder, '空.txt'), '');
  await writeFile(
    path.join(folder, '構成図.png'),
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 7]),
  );
  await writeFile(
    path.join(folder, '暗号化.zip'),
    await zipOf({ 'a.txt': passage }, { password: 'x' }),
  );
  hub = ended.use(await startHub({ consoleFolder }));
  browser = await launchChromium({ anyFileName: true });
  ended.defer(() => browser.close());
  admin = await signIn('admin');
});
afterAll(() => ended.disposeAsync());

async function signIn(id: string): Promise<ConsolePage> {
  const opened = await openConsolePage(browser, hub.origin);
  await opened.open('/');
  await opened.fill('id', id);
  await opened.fill('password', testPassword);
  await opened.click('button', 'サインインする');
  await opened.see('概況');
  return opened;
}

const choose = (...names: string[]) =>
  chooseFiles(
    admin.page,
    names.map((name) => path.join(folder, name)),
  );

describe('registered documents in the console', () => {
  test('the page says what they are for while there are none', async () => {
    await admin.open('/documents');
    await admin.see('まだ登録がありません');
    await admin.see('元の文章に戻せない特徴だけ');
    expect(await admin.axe()).toEqual([]);
    await takeShot(admin.page, 'documents-empty');
  });

  test('what is missing is said at its field', async () => {
    await admin.click('button', '文書を登録する');
    await admin.click('button', '登録する');
    await admin.see('ファイルを選んでください。');
    await admin.see('入力してください。');
    expect(await admin.axe()).toEqual([]);
    await takeShot(admin.page, 'documents-mend');
  });

  test('one is registered, and stands in the table as text', async () => {
    await choose(hostile);
    await admin.fill('owner', '情報政策課');
    await admin.choose('level', '3B');
    await admin.fill('reason', '入札の前');
    await admin.click('button', '登録する');
    await admin.see('1件を登録しました。');
    await admin.page.waitForSelector('dialog', { hidden: true });
    await admin.see('R-1');
    await admin.see(hostile);
    await admin.see('段落と同じファイル');
    expect(await admin.page.$('td img')).toBeNull();
    expect(await admin.axe()).toEqual([]);
  });

  test('of several those that fail are named, and the others are registered', async () => {
    await admin.click('button', '文書を登録する');
    await choose('構成図.png', '空.txt', '暗号化.zip');
    await admin.see('それぞれのファイル名');
    await admin.fill('owner', '情報政策課');
    await admin.fill('reason', '図面');
    await admin.click('button', '登録する');
    await admin.see('空.txt: ファイルが空か');
    await admin.see('ほかの2件は登録しました');
    expect(await admin.axe()).toEqual([]);
    await takeShot(admin.page, 'documents-failed');
    await admin.click('button', 'やめる');
    await admin.see('同じファイルだけ');
    await admin.see('暗号化されている');
    await takeShot(admin.page, 'documents-rows');
  });

  test('at 200 % everything is there, and the keyboard reaches it', async () => {
    await admin.page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
    await admin.open('/documents');
    expect(
      await admin.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
    expect(await admin.axe()).toEqual([]);
    await takeShot(admin.page, 'documents-200');
    await admin.tabTo('文書を登録する');
    await admin.page.keyboard.press('Enter');
    await admin.focusOn('files');
    await takeShot(admin.page, 'documents-dialog-200');
    await admin.page.keyboard.press('Escape');
    await admin.focusOn('文書を登録する');
    await admin.page.setViewport({ width: 1280, height: 900 });
  });

  test('one is removed after a question', async () => {
    await admin.click('button', `R-1「${hostile}」を取り消す`);
    await admin.see('もう見つからなくなります');
    await takeShot(admin.page, 'documents-remove');
    await admin.click('button', '取り消す');
    await admin.see('R-1 の登録を取り消しました');
    expect(admin.faults).toEqual([]);
  });

  test('an auditor reads them and changes nothing', async () => {
    await hub.signedIn('kansa', 'auditor');
    const auditor = await signIn('kansa');
    await auditor.open('/documents');
    await auditor.see('構成図.png');
    expect(await auditor.page.$$('main button.button')).toEqual([]);
  });
});
