/**
 * An administrator's day in a real Chromium, step by step on one hub: five thousand lines are
 * brought in and mended, another person signs, they are published; somebody asks for access and is
 * let in until Friday; in the end all goes back. Each page is held against axe-core, in both
 * languages, by mouse and by keys, and at twice the size.
 */
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { type SignedHub, startSignedHub } from '../support/signed-hub.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal, type StandInTerminal } from '../support/stand-in-terminal.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const lines = 5_000;

let world: SignedHub;
let browser: Browser;
let terminal: StandInTerminal;
let admin: ConsolePage;
let approver: ConsolePage;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  world = await startSignedHub('{ signatures: 1 }', { consoleFolder });
  terminal = await joinStandInTerminal(world.hub.origin, await world.hub.joinToken(), '端末01');
  browser = await launchChromium();
  admin = await signedIn('admin');
  approver = await signedIn('abe');
});

afterAll(async () => {
  await browser?.close();
  await world?.[Symbol.asyncDispose]();
});

afterEach(() => {
  expect([...admin.faults, ...approver.faults]).toEqual([]);
});

const signedIn = (id: string) => signedInPage(browser, world.hub.origin, id);

async function looked(page: ConsolePage, name: string): Promise<void> {
  await takeShot(page.page, name);
  expect([name, await page.axe()]).toEqual([name, []]);
}

const current = () => world.admin.call('policy');
const decided = async (host: string) =>
  (
    await world.admin.call('test', {
      url: `https://${host}/`,
      user: 'tanaka',
      unit: null,
      at: null,
    })
  ).action;

/** Four lines among five thousand that nobody can use as they are, and two that are there already. */
function pasted(): string {
  const odd = new Map([
    [10, 'https://[broken'],
    [2_000, 'someone@example.net'],
    [3_000, 'ftp://files.example.net/'],
    [4_999, '施設予約システム'],
    [100, 'www.go.jp'],
    [4_000, 'h3.example.net'],
  ]);
  return Array.from({ length: lines }, (_, i) => odd.get(i) ?? `https://h${i}.example.net/`).join(
    '\n',
  );
}

describe('an administrator’s day', () => {
  test('a list of 5,000 lines is pasted, and its problems are mended', async () => {
    await admin.open('/lists/public-bodies');
    await admin.click('link', 'まとめて貼り付け');
    await admin.fill('text', pasted());
    await admin.click('button', '行ごとに確かめる');
    await admin.see('加えられる行 4994、直す行 4、すでにある行 2');
    await looked(admin, '1-pasted');
    const mended = ['one.example.org', 'two.example.org', 'three.example.org', 'four.example.org'];
    for (const text of mended) {
      const field = await admin.page.$('.pasted-bad input[aria-invalid]:not([data-done])');
      await field?.click({ count: 3 });
      await field?.type(text);
      await field?.evaluate((element) => element.setAttribute('data-done', ''));
    }
    await admin.click('button', '直した行を確かめる');
    await admin.see('加えられる行 4998、直す行 0、すでにある行 2');
    await admin.fill('reason', '共同利用のサービス');
    await looked(admin, '2-mended');
    await admin.click('button', '4998項目を変更に加える');
    await admin.see('未公開の変更 4998件');
  });

  test('the change is checked, and another person is asked to sign it', async () => {
    await admin.click('link', '確かめて公開する');
    await admin.see('公開すると変わるところ');
    await admin.see('確認を依頼する');
    await looked(admin, '3-changes');
    await admin.click('button', '確認を依頼する');
    await admin.see('入力してください');
    await admin.focusOn('note');
    await admin.fill('note', '共同利用のサービスの宛先を加えます');
    await admin.click('button', '確認を依頼する');
    await admin.see('を出しました');
    await admin.see('承認はほかの人が行います');
    await looked(admin, '4-own-proposal');
    expect(await decided('h1.example.net')).toBe('block');
  });

  test('the approver finds it by the count in the menu, looks, and signs by keys alone', async () => {
    const { page } = approver;
    await approver.open('/proposals');
    await approver.see('追加4998、削除0、変更0');
    const count = await page.$eval('.menu-count', (each) => each.textContent?.trim());
    expect(count).toBe('1 承認待ち1件');
    await looked(approver, '5-waiting');
    await approver.tabTo('依頼 1 の内容を見る');
    await page.keyboard.press('Enter');
    await approver.see('共同利用のサービスの宛先を加えます');
    await approver.see('ほか4698件');
    await looked(approver, '6-signing');
    for (const left of ['ほか3698件', 'ほか2698件', 'ほか1698件', 'ほか698件']) {
      await approver.click('button', 'さらに表示: 国・自治体');
      await approver.see(left);
    }
    await approver.click('button', 'さらに表示: 国・自治体');
    await approver.see('.h4998.example.net');
    await approver.tabTo('差し戻す');
    await page.keyboard.press('Enter');
    await approver.see('差し戻す理由を書いてください');
    await approver.focusOn('word');
    await page.keyboard.type('一覧と照らし合わせました');
    await approver.tabTo('承認する');
    await page.keyboard.press('Enter');
    await approver.see('版 3 を公開しました');
    await looked(approver, '7-signed');
    expect((await current()).revision).toBe(3);
    expect(await decided('h1.example.net')).toBe('allow');
    await admin.open('/proposals/1');
    await admin.see('一覧と照らし合わせました');
  });

  test('each line tells who put it there, why, and who signed', async () => {
    await admin.open('/lists/public-bodies');
    await admin.fill('search', 'h17.example.net');
    await admin.click('button', '履歴: .h17.example.net');
    await admin.see('共同利用のサービスの宛先を加えます');
    await admin.see('一覧と照らし合わせました');
    await looked(admin, '8-line');
    await admin.page.keyboard.press('Escape');
    await admin.focusOn('履歴: .h17.example.net');
  });

  test('somebody asks for access, and is let in until Friday, by one person', async () => {
    await terminal.ask({
      ...{ decision: 'D', url: 'https://tender.example.com/list', page: null },
      ...{ reason: '入札の公告を確かめるため', user: 'tanaka', unit: '総務企画部' },
    });
    await admin.open('/requests');
    await admin.click('button', '許可する: https://tender.example.com/list');
    await admin.see('31日を超える期間');
    await admin.fill('until', nextFriday());
    await looked(admin, '9-grant');
    await admin.click('button', '許可して公開する');
    await admin.see('申請を許可し、版 4 を公開しました');
    expect(await decided('tender.example.com')).toBe('allow');
    const { entries } = await world.admin.call('list', undefined, { id: 'granted' });
    expect(entries[0]).toMatchObject({ users: ['tanaka'], until: nextFriday(), addedBy: 'admin' });
  });

  test('a grant for everybody waits, says so on the request, and is returned', async () => {
    await terminal.ask({
      ...{ decision: 'D', url: 'https://all.example.com/', page: null },
      ...{ reason: 'みんなで使うため', user: 'tanaka', unit: '総務企画部' },
    });
    await admin.open('/requests');
    await admin.click('button', '許可する: https://all.example.com/');
    await admin.click('radio', '全員');
    await admin.fill('until', nextFriday());
    await admin.click('button', '許可の承認を依頼する');
    await admin.see('許可は承認待ちです');
    await looked(admin, '10-grant-waits');
    await approver.open('/proposals/2');
    await approver.fill('word', '対象を絞ってください');
    await approver.click('button', '差し戻す');
    await approver.see('依頼 2 を差し戻しました');
    await admin.open('/proposals/2');
    await admin.see('対象を絞ってください');
    await looked(admin, '11-returned');
    expect(await decided('all.example.com')).toBe('block');
  });

  test('the history leads back, with the difference first, as a new revision', async () => {
    await admin.open('/policy/history');
    await admin.see('共同利用のサービスの宛先を加えます');
    await admin.page.click('.table-region button[aria-expanded]');
    await admin.see('前の版から変わったところ');
    await looked(admin, '12-history');
    await admin.click('link', 'この版に戻す: 2');
    await admin.see('版 2 の内容を、新しい版（5）として公開します');
    await admin.see('戻すと変わるところ');
    await looked(admin, '13-restore');
    await admin.click('button', '確認を依頼する');
    await admin.see('依頼 3 を出しました');
    await approver.click('link', '承認待ち');
    await approver.click('link', '依頼 3 の内容を見る');
    await approver.see('版 2 に戻す');
    await approver.click('button', '承認する');
    await approver.see('版 5 を公開しました');
    const [now, then] = [
      await current(),
      await world.admin.call('revision', undefined, { id: '2' }),
    ];
    expect([now.revision, now.yaml]).toEqual([5, then.yaml]);
    expect(await decided('h1.example.net')).toBe('block');
    await admin.open('/policy/history/2/restore');
    await admin.see('今の公開は、版 2 と同じ内容です');
  });

  test('a proposal that others overtook says where, and can be taken up again', async () => {
    const { revision: base } = await current();
    const { entries } = await world.admin.call('list', undefined, { id: 'public-bodies' });
    const key = entries.find(({ match }) => match === 'go.jp')?.key ?? '';
    const entry = { match: 'go.jp', note: '私の' };
    await world.admin.call('propose', {
      ...{ base, note: 'メモを足す' },
      changes: [{ op: 'update-entry', list: 'public-bodies', key, entry }],
    });
    const theirs = await world.mori.call('propose', {
      ...{ base, note: '外す' },
      changes: [{ op: 'remove-entries', list: 'public-bodies', keys: [key] }],
    });
    await world.sign(world.approver, theirs.proposal.number);
    await admin.open('/proposals?show=closed');
    await admin.see('public-bodies/go.jp');
    await admin.open('/proposals/4');
    await looked(admin, '14-overtaken');
    await admin.click('button', '変更に取り込んで直す');
    await admin.page.locator('dialog .button-danger').click();
    await admin.see('依頼 4 をもとにした変更です');
    await admin.see('ほかの人が先に公開しました');
    await looked(admin, '15-taken-over');
  });

  test.each(['ja', 'en'])('at twice the size nothing is cut off or too wide (%s)', async (code) => {
    if (code === 'en') await admin.click('button', 'English');
    for (const width of [360, 640]) {
      await admin.page.setViewport({ width, height: 450 });
      for (const address of ['/proposals?show=closed', '/proposals/1', '/policy/history']) {
        await admin.open(address);
        await looked(admin, `16-${code}-${width}${address.replaceAll(/\W/g, '-')}`);
        const excess = await admin.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([address, width, excess]).toEqual([address, width, 0]);
      }
    }
  });
});

/** The Friday after today in Japan. */
function nextFriday(): string {
  const japan = new Date(Date.now() + 9 * 3_600_000);
  const ahead = ((5 - japan.getUTCDay() + 6) % 7) + 1;
  return new Date(japan.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
}
