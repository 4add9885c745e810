/** Requests, exceptions, what pages wanted and learning, in a real Chromium against a real hub whose clock is set. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { accessRecords } from '../support/access-records.ts';
import { launchChromium } from '../support/browser.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { joinStandInTerminal, type StandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const dayMs = 86_400_000;

/** A Monday morning in Japan. */
let time = Date.parse('2027-01-11T00:00:00Z');
let folder: string;
let hub: TestHub;
let browser: Browser;
let terminal: StandInTerminal;
let admin: ConsolePage;

async function ask(host: string, user: string, reason = '研修の資料を見るため') {
  const url = `https://${host}/form`;
  return terminal.ask({ decision: 'D', url, page: null, reason, user, unit: '総務企画部' });
}

beforeAll(async () => {
  await buildWhenStale(builds.console);
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-access-'));
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, cityPolicy(starter, { ports: [], allow: ['city.example'] }));
  hub = await startHub({ consoleFolder, firstPolicyFile, now: () => time });
  terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末01');
  await terminal.send(accessRecords(time - dayMs));
  browser = await launchChromium();
  admin = await openConsolePage(browser, hub.origin);
  await signIn();
});

afterAll(async () => {
  await browser?.close();
  await hub?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  expect(admin.faults).toEqual([]);
});

async function signIn(): Promise<void> {
  await admin.open('/');
  await admin.fill('id', 'admin');
  await admin.fill('password', testPassword);
  await admin.click('button', 'サインインする');
  await admin.see('直近24時間');
}

/** No page scrolls sideways. */
async function shot(name: string): Promise<void> {
  const { page } = admin;
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide, `${name} scrolls sideways`).toBe(false);
  await takeShot(page, name);
}

describe('requests', () => {
  test('several people’s requests for a host stand together and are answered by one grant', async () => {
    await ask('www.shop.example', 'tanaka');
    await ask('www.shop.example', 'suzuki');
    await admin.open('/requests');
    await admin.see('同じ宛先の申請が2件あります');
    expect(await admin.axe()).toEqual([]);
    await shot('requests');
    await admin.click('button', '許可する: https://www.shop.example/form');
    await admin.see('範囲ごとに開くもの');
    await admin.see('www.shop.example (3)');
    await admin.see('suzuki (3)');
    expect(await admin.axe()).toEqual([]);
    await shot('grant');
    await admin.click('button', '許可して公開する');
    await admin.see('今日か、それより後の日付を選んでください');
    await admin.fill('until', '2027-01-15');
    await admin.fill('time', '17:15');
    await admin.click('button', '許可して公開する');
    await admin.see('未対応の申請はありません');
    const { entries } = await hub.administrator.call('list', undefined, { id: 'granted' });
    expect(entries).toMatchObject([
      {
        match: '.www.shop.example',
        users: expect.arrayContaining(['suzuki', 'tanaka']),
        until: '2027-01-15T17:15:00+09:00',
      },
    ]);
    await admin.open('/requests?show=decided');
    await admin.see('2027-01-15 17:15');
    await shot('requests-decided');
  });

  test('who asks again after a decline is shown with the earlier word', async () => {
    const { id } = await ask('games.example', 'tanaka', '休み時間に使いたい');
    await hub.administrator.call('decline', { word: '業務に使わないため' }, { id });
    await ask('games.example', 'tanaka', '広報の取材で必要になった');
    await admin.open('/requests');
    await admin.see('以前の申請');
    await admin.see('業務に使わないため');
    await shot('requests-again');
    await admin.click('button', '却下する: https://games.example/form');
    await admin.fill('word', '担当課と相談してください');
    await admin.click('button', '却下する');
    await admin.see('未対応の申請はありません');
  });

  test('two administrators at once: the second is told', async () => {
    const { id } = await ask('twice.example', 'tanaka');
    await admin.open('/requests');
    await admin.click('button', '許可する: https://twice.example/form');
    await admin.see('範囲ごとに開くもの');
    await hub.administrator.call('decline', { word: '先に却下' }, { id });
    await admin.fill('until', '2027-01-15');
    await admin.click('button', '許可して公開する');
    await admin.see('この申請にはすでに回答があります');
    await shot('grant-answered');
    await admin.page.keyboard.press('Escape');
  });
});

describe('exceptions', () => {
  test('what ends soon is announced on the overview, and extended by one click', async () => {
    time = Date.parse('2027-01-14T00:00:00Z');
    await hub.administrator.call('signIn', { id: 'admin', password: testPassword });
    await signIn();
    await admin.see('期限が近い項目');
    await admin.see('あと33時間');
    expect(await admin.axe()).toEqual([]);
    await shot('overview-expiring');
    await admin.click('button', '.www.shop.example を 2027-01-19 17:15 まで延長する');
    await admin.see('2027-01-19 17:15 まで延長し、公開しました');
    const { entries } = await hub.administrator.call('list', undefined, { id: 'granted' });
    expect(entries).toMatchObject([{ until: '2027-01-19T17:15:00+09:00' }]);
  });

  test('an entry of no request is extended in the unpublished changes', async () => {
    const { revision: base } = await hub.administrator.call('lists');
    const entries = [{ match: 'fair.example', until: '2027-01-20', reason: '見本市' }];
    const changes = [{ op: 'add-entries' as const, list: 'loopback', entries }];
    await hub.administrator.call('publish', { base, changes, note: '見本市' });
    await admin.open('/overview');
    await admin.see('fair.example');
    await admin.click('button', 'fair.example を 2027-01-27 まで延長する');
    await admin.see('未公開の変更 1件');
    await admin.open('/changes');
    await admin.see('2027-01-27');
    await admin.click('button', 'すべて取り消す');
    await admin.page.keyboard.press('Escape');
  });
});

describe('what pages wanted', () => {
  test('is listed by page, and opened for that page alone', async () => {
    await admin.open('/wanted');
    await admin.see('www.city.example');
    await admin.see('track.example');
    expect(await admin.axe()).toEqual([]);
    await shot('wanted');
    await admin.click('button', 'www.city.example の cdn.example を許可する');
    await admin.see('このサイトのページから呼び出されたときだけ');
    expect(await admin.axe()).toEqual([]);
    await shot('wanted-add');
    await admin.click('button', '未公開の変更に加える');
    await admin.see('入力してください');
    await admin.choose('list', 'loopback');
    await admin.fill('reason', '市のページの部品');
    await admin.click('button', '未公開の変更に加える');
    await admin.see('1件を未公開の変更に加えました');
    await admin.open('/changes');
    await admin.see('cdn.example');
    await admin.see('公開すると変わるところ');
    await admin.fill('note', '部品の許可');
    await admin.click('button', '公開する');
    await admin.see('を公開しました');
    await admin.open('/wanted');
    await admin.see('track.example');
    const { sites } = await hub.administrator.call('wanted');
    expect(sites[0]?.wanted.map(({ host }) => host)).not.toContain('cdn.example');
    const { entries } = await hub.administrator.call('list', undefined, { id: 'loopback' });
    expect(entries).toContainEqual(
      expect.objectContaining({
        match: '.cdn.example',
        initiators: ['www.city.example'],
        reason: '市のページの部品',
      }),
    );
  });

  test('nothing on record is said as that', async () => {
    await admin.open('/wanted?days=1');
    await admin.see('記録はありません');
    expect(await admin.axe()).toEqual([]);
    await shot('wanted-empty');
  });

  test('a hub that does not answer is said, with a way to try again', async () => {
    const { page } = admin;
    await page.setRequestInterception(true);
    const refuse = (request: import('puppeteer-core').HTTPRequest) =>
      void (request.url().includes('/api/wanted') ? request.abort() : request.continue());
    page.on('request', refuse);
    await admin.open('/wanted');
    await admin.see('ハブに');
    await shot('wanted-error');
    page.off('request', refuse);
    await page.setRequestInterception(false);
    await admin.click('button', 'もう一度読み込む');
    await admin.see('track.example');
  });
});

describe('learning', () => {
  test('proposals are ticked by their signs, chosen by the keyboard, and drafted', async () => {
    const { page } = admin;
    await admin.open('/learning');
    await admin.see('利用者が開いたサイト');
    await admin.see('.font.example');
    await admin.see('city.example、news.example から呼び出されたときだけ');
    await admin.see('2件を選んでいます');
    await admin.see('.hobby.example');
    expect(await admin.axe()).toEqual([]);
    await shot('learning');
    await admin.tabTo('.hobby.example を選択');
    await page.keyboard.press('Space');
    await admin.see('3件を選んでいます');
    await page.keyboard.press('Space');
    await admin.see('2件を選んでいます');
    await admin.tabTo('選んだ案を未公開の変更に加える');
    await page.keyboard.press('Enter');
    await admin.see('2件の項目を未公開の変更に加える');
    expect(await admin.axe()).toEqual([]);
    await shot('learning-draft');
    await admin.choose('list', 'loopback');
    await admin.fill('reason', '観察の結果');
    await admin.fill('clause', '7-3-ウ');
    await admin.click('button', '未公開の変更に加える');
    await admin.see('2件を未公開の変更に加えました');
    const before = await hub.administrator.call('policy');
    await admin.open('/changes');
    await admin.see('公開すると変わるところ');
    await admin.fill('note', '学習の結果');
    expect((await hub.administrator.call('policy')).revision).toBe(before.revision);
    await admin.click('button', '公開する');
    await admin.see('を公開しました');
    const { proposals } = await hub.administrator.call('learning');
    expect(proposals.map(({ match }) => match)).toEqual(['.hobby.example', '.update.example']);
  });

  test('at 200 % zoom and in English everything is still there', async () => {
    const { page } = admin;
    await page.setViewport({ width: 640, height: 450 });
    for (const place of ['/learning', '/wanted', '/requests', '/overview']) {
      await admin.open(place);
      await shot(`narrow${place.replace('/', '-')}`);
      expect(await admin.axe()).toEqual([]);
    }
    await page.setViewport({ width: 1280, height: 900 });
    await admin.click('button', 'English');
    await admin.open('/learning');
    await admin.see('Sites that people opened');
    await shot('learning-english');
    await admin.open('/wanted');
    await admin.see('Refused destination');
    await admin.click('button', '日本語');
  });

  test('an auditor reads both and changes nothing', async () => {
    const account = { id: 'kansa', name: '監査', role: 'auditor', user: null } as const;
    const created = await hub.administrator.call('createAccount', account);
    const token = new URL(created.link).hash;
    const auditor = await openConsolePage(browser, hub.origin);
    await auditor.open(`/setup${token}`);
    await auditor.fill('password', testPassword);
    await auditor.fill('again', testPassword);
    await auditor.click('button', 'パスワードを設定する');
    await auditor.see('直近24時間');
    await auditor.open('/learning');
    await auditor.see('.hobby.example');
    const buttons = await auditor.page.$$eval('main button', (all) =>
      all.map((each) => each.textContent),
    );
    expect(buttons.join(' ')).not.toContain('選んだ案');
    expect(auditor.faults).toEqual([]);
  });
});
