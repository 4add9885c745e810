/** The console in a real Chromium against a real hub: what each role does there, by mouse and by keys. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Hub, startHub } from '../../proxy/hub/hub.ts';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { pathsBelow } from '../../proxy/platform/paths.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import { decisionRecord, outcomeRecord } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import { createHubClient, type HubClient } from '../support/hub-client.ts';
import { joinStandInTerminal, type StandInTerminal } from '../support/stand-in-terminal.ts';
import { until } from '../support/until.ts';

const password = ['correct', 'horse', 'battery', 'staple'].join(' ');
const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
/** Text that would do harm if it were taken for markup, a link, or left-to-right. */
const hostile = '<img src=x onerror="alert(1)">\u202Ejavascript:alert(1)';

let home: string;
let hub: Hub;
let browser: Browser;
let terminal: StandInTerminal;
let admin: ConsolePage;
/** The same administrator elsewhere. */
let other: HubClient;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  home = await mkdtemp(path.join(tmpdir(), 'sekisho-console-'));
  const paths = pathsBelow(home);
  const firstPolicyFile = path.join(home, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, cityPolicy(starter, { ports: [], allow: ['city.example'] }));
  const log = createLog('hub', 'silent');
  hub = await startHub({ paths, port: 0, linkPort: 3129, consoleFolder, firstPolicyFile, log });
  const joinToken = (await readFile(paths.joinToken, 'utf8')).trim();
  terminal = await joinStandInTerminal(hub.origin, joinToken, '端末01');
  browser = await launchChromium();
  admin = await openConsolePage(browser, hub.origin);
});

afterAll(async () => {
  await browser?.close();
  await hub?.[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

afterEach(() => {
  expect(admin.faults).toEqual([]);
});

async function currentRevision(): Promise<number> {
  return (await other.call('policy')).revision;
}

describe('the console', () => {
  test('a printed link makes the first administrator, once', async () => {
    const link = new URL(hub.firstLink ?? '');
    await admin.open(`/setup${link.hash}`);
    await admin.see('最初の管理者を登録する');
    await admin.fill('id', 'Kanri');
    await admin.fill('name', '管理者');
    await admin.fill('password', 'short');
    await admin.click('button', '登録してサインインする');
    await admin.see('12文字以上にしてください');
    await admin.focusOn('id');
    expect(await admin.axe()).toEqual([]);
    await admin.fill('id', 'kanri');
    await admin.fill('password', password);
    await admin.fill('again', password);
    await admin.click('button', '登録してサインインする');
    await admin.see('直近24時間');
    other = createHubClient(hub.origin);
    await other.call('signIn', { id: 'kanri', password });
    const again = await openConsolePage(browser, hub.origin);
    await again.open(`/setup${link.hash}`);
    await again.see('このリンクは使えません');
    expect(again.faults).toEqual([]);
    await admin.open('/uploads');
    await admin.see('遮断・警告したアップロードはまだありません');
  });

  test('a wrong password is told, what was typed stays, and the right one signs in', async () => {
    await admin.click('button', 'サインアウト');
    await admin.see('サインアウトしました');
    await admin.fill('id', 'kanri');
    await admin.fill('password', 'wrong wrong wrong');
    await admin.click('button', 'サインインする');
    await admin.see('違います');
    expect(await admin.page.$eval('[name=id]', (field) => (field as HTMLInputElement).value)).toBe(
      'kanri',
    );
    await admin.fill('password', password);
    await admin.click('button', 'サインインする');
    await admin.see('直近24時間');
  });

  test('an entry is added, lines are pasted and mended, checked and published', async () => {
    await admin.open('/lists/loopback');
    await admin.click('button', '項目を追加');
    await admin.click('button', '変更に加える');
    await admin.see('入力してください');
    await admin.fill('match', 'forms.example');
    await admin.fill('reason', hostile);
    await admin.click('button', '変更に加える');
    await admin.see('未公開の変更 1件');
    await admin.see('⟨U+202E⟩');

    await admin.click('link', 'まとめて貼り付け');
    await admin.fill(
      'text',
      'https://one.example/a\nhttps://[broken\nhttps://two.example/\nwww.city.example',
    );
    await admin.click('button', '行ごとに確かめる');
    await admin.see('加えられる行 2、直す行 1、すでにある行 1');
    const mend = await admin.page.$('.pasted-bad input');
    await mend?.click({ count: 3 });
    await mend?.type('https://three.example/');
    await admin.click('button', '直した行を確かめる');
    await admin.see('加えられる行 3、直す行 0');
    await admin.click('button', '3項目を変更に加える');
    await admin.see('未公開の変更 4件');

    await admin.page.reload();
    await admin.see('未公開の変更 4件');
    await admin.click('link', '確かめて公開する');
    await admin.see('公開すると変わるところ');
    await admin.see('three.example');
    expect(await admin.axe()).toEqual([]);
    const before = await currentRevision();
    await admin.fill('note', '試験の公開');
    await admin.click('button', '公開する');
    await admin.see(`版 ${before + 1} を公開しました`);
    expect(await currentRevision()).toBe(before + 1);
  });

  test('who publishes second sees the difference, re-bases, and publishes', async () => {
    await admin.open('/lists/loopback');
    await admin.click('button', '項目を追加');
    await admin.fill('match', 'mine.example');
    await admin.click('button', '変更に加える');
    await admin.click('link', '確かめて公開する');
    await admin.see('公開すると変わるところ');
    const base = await currentRevision();
    await other.call('publish', {
      base,
      changes: [{ op: 'add-entries', list: 'loopback', entries: ['theirs.example'] }],
      note: 'ほかの人の公開',
    });
    await admin.fill('note', '後からの公開');
    await admin.click('button', '公開する');
    await admin.see('ほかの人が先に公開しました');
    await admin.see('theirs.example');
    expect(await admin.axe()).toEqual([]);
    await admin.click('button', '私の変更を新しい版に載せ替える');
    await admin.see(`版 ${base + 1} をもとにした変更です`);
    await admin.fill('note', '後からの公開');
    await admin.click('button', '公開する');
    await admin.see(`版 ${base + 2} を公開しました`);
    const { entries } = await other.call('list', undefined, { id: 'loopback' });
    const matches = entries.map(({ match }) => match);
    expect(matches).toEqual(expect.arrayContaining(['mine.example', 'theirs.example']));
  });

  test('the keyboard alone adds an entry and publishes it', async () => {
    const { page } = admin;
    await admin.open('/');
    await admin.tabTo('本文へ移動');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await admin.focusOn('0件');
    await admin.open('/');
    await admin.tabTo('リスト');
    await page.keyboard.press('Enter');
    await admin.see('どのリストにもない宛先の扱い');
    await admin.focusOn('リスト');
    await admin.tabTo('試験用');
    await page.keyboard.press('Enter');
    await admin.see('項目を探す');
    await admin.tabTo('項目を追加');
    await page.keyboard.press('Enter');
    await admin.focusOn('match');
    await page.keyboard.press('Escape');
    await admin.focusOn('項目を追加');
    await page.keyboard.press('Enter');
    await page.keyboard.type('keyboard.example');
    await page.keyboard.press('Enter');
    await admin.see('未公開の変更 1件');
    await admin.focusOn('項目を追加');
    await admin.tabTo('確かめて公開する', { back: true });
    await page.keyboard.press('Enter');
    await admin.see('公開すると変わるところ');
    await admin.tabTo('note');
    await page.keyboard.type('キーボードだけの公開');
    await admin.tabTo('公開する');
    await page.keyboard.press('Enter');
    await admin.see('を公開しました');
    const { entries } = await other.call('list', undefined, { id: 'loopback' });
    expect(entries.map(({ match }) => match)).toContain('keyboard.example');
  });

  test('problems of the whole policy are shown with line and cure, and stop publishing', async () => {
    await admin.open('/policy');
    await admin.click('button', '編集する');
    await admin.page.locator('.yaml-text').fill('version: 1\nmodee: enforce\n');
    await admin.click('button', '変更に加える');
    await admin.see('直さないと公開できない問題');
    await admin.see('2行目');
    expect(await admin.axe()).toEqual([]);
    await admin.click('button', '編集をやめる');
    await admin.see('編集中の内容を捨てて');
  });

  test('the tester tells what happens and why, hostile text included', async () => {
    await admin.open('/tester');
    await admin.fill('url', 'https://www.city.example/page');
    await admin.choose('user', 'tanaka');
    await admin.click('button', '調べる');
    await admin.see('loopback/city.example');
    await admin.see('決め手');
    // A button that is busy keeps the focus.
    await admin.focusOn('調べる');
    await admin.fill('url', hostile);
    await admin.click('button', '調べる');
    await admin.see('URL として読み取れません');
    expect(await admin.page.$('main img')).toBeNull();
    expect(await admin.axe()).toEqual([]);
  });

  test('a request for access is granted, and shows what it opens first', async () => {
    const asked = decisionId(Date.now(), Uint8Array.of(9, 9, 9, 9, 9));
    await terminal.ask({
      decision: asked,
      url: 'https://wanted.example/page',
      page: null,
      reason: hostile,
      user: 'tanaka',
      unit: '総務企画部',
    });
    await admin.open('/requests');
    await admin.see('<img src=x');
    expect(await admin.page.$('main img')).toBeNull();
    await admin.click('button', '許可する: https://wanted.example/page');
    await admin.see('.wanted.example');
    await admin.click('button', '許可して公開する');
    await admin.see('今日か、それより後の日付を選んでください');
    await admin.click('radio', '1時間');
    await admin.click('button', '許可して公開する');
    await admin.see('申請を許可し');
    await admin.see('未対応の申請はありません');
  });

  test('the audit log is filtered, opened with its outcome, and exported', async () => {
    const id = decisionId(Date.now(), Uint8Array.of(1, 2, 3, 4, 5));
    const at = new Date().toISOString();
    const destination = { scheme: 'https', host: 'stopped.example', port: 443, path: '/x' };
    await terminal.send([
      decisionRecord(1, { id, at, destination, action: 'block', reason: 'default' }),
      decisionRecord(2, { at }),
      outcomeRecord(1, { id, at, end: 'closed' }),
    ]);
    await admin.open('/audit');
    await admin.page.locator('summary').click();
    await admin.fill('host', 'stopped.example');
    await admin.choose('action', 'block');
    await admin.click('button', '絞り込む');
    await admin.see('1件を表示');
    await admin.click('button', `詳しく: ${id}`);
    await admin.see('所要時間（ミリ秒）');
    expect(await admin.axe()).toEqual([]);

    const folder = await mkdtemp(path.join(home, 'downloads-'));
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
      browserContextId: admin.page.browserContext().id ?? '',
    });
    await admin.click('link', 'JSON Lines で書き出す');
    await until(async () => (await readdir(folder)).some((file) => file.endsWith('.jsonl')));
    const [file = ''] = await readdir(folder);
    const lines = (await readFile(path.join(folder, file), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('stopped.example');
  });
});
