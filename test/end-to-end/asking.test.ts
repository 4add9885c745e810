/**
 * Asking for access from end to end: the person's browser with the extension, the link, the requests
 * that wait, and a real hub with its console in a second browser. The hub's clock is set.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { createHubClient as createTerminalClient } from '../../proxy/terminal/hub-client.ts';
import { HubError } from '../../proxy/terminal/hub-request.ts';
import {
  openWaitingRequests,
  type WaitingRequests,
} from '../../proxy/terminal/waiting-requests.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import { memoryLog } from '../support/audit-records.ts';
import { launchChromium } from '../support/browser.ts';
import { type ConsolePage, openConsolePage } from '../support/console-page.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { policyState, smallPolicy } from '../support/running-link.ts';
import { startHub, type TestHub, testPassword } from '../support/start-hub.ts';
import { until } from '../support/until.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const minute = 60_000;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  await buildWhenStale(builds.chromium);
  await buildWhenStale(builds.firefox);
});

describe.each(browserNames)('in %s', (name) => {
  /** Milliseconds that the hub's clock is ahead. */
  let ahead = 0;
  const now = () => Date.now() + ahead;
  let isAway = false;
  let folder: string;
  let hub: TestHub;
  let waiting: WaitingRequests;
  let terminal: GuardedTerminal;
  let consoleBrowser: Browser;
  let admin: ConsolePage;
  let page: Page;
  let revision = 100;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sekisho-asking-'));
    const firstPolicyFile = path.join(folder, 'policy.yaml');
    const zones = { closed: ['10.0.0.0/8'] };
    await writeFile(firstPolicyFile, JSON.stringify(smallPolicy({ zones, mode: 'enforce' })));
    hub = await startHub({ consoleFolder, firstPolicyFile, now });
    const joining = createTerminalClient({ url: hub.origin, token: () => null, waiting: () => 0 });
    const joined = await joining.join(await hub.joinToken(), '端末01');
    const client = createTerminalClient({
      url: hub.origin,
      token: () => joined.token,
      waiting: () => 0,
    });
    const away = () => {
      if (isAway) throw new HubError('unreachable', 'away');
    };
    waiting = await openWaitingRequests({
      file: path.join(folder, 'waiting.json'),
      hub: {
        async requestAccess(body) {
          away();
          return client.requestAccess(body);
        },
        async accessRequests(user) {
          away();
          return client.accessRequests(user);
        },
      },
      terminal: joined.terminal,
      now,
      log: memoryLog().log,
    });
    terminal = await startGuardedTerminal({
      name,
      hub: { ...client, ...waiting, state: client.state },
    });
    page = await terminal.browser.newPage();
    consoleBrowser = await launchChromium();
    admin = await openConsolePage(consoleBrowser, hub.origin);
    await admin.open('/');
    await admin.fill('id', 'admin');
    await admin.fill('password', testPassword);
    await admin.click('button', 'サインインする');
    await admin.see('直近24時間');
  });
  afterAll(async () => {
    await terminal?.[Symbol.asyncDispose]();
    await consoleBrowser?.close();
    await hub?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (host: string, place = '/') => `http://${host}:${terminal.sitePort}${place}`;
  const words = () => page.evaluate(() => document.body.textContent ?? '').catch(() => '');
  const shows = (text: string) =>
    until(async () => (await words()).includes(text)).catch(async () => {
      throw new Error(`“${text}” is not on the page:\n${await words()}`);
    });
  const shot = async (of: string) => {
    const to = process.env.SEKISHO_SHOTS;
    if (to) await page.screenshot({ path: `${to}/asking-${of}-${name}.png`, fullPage: true });
  };
  const badge = () =>
    page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: the browser's own
      const { chrome, browser } = globalThis as any;
      const { action, browserAction } = browser ?? chrome;
      return (await (action ?? browserAction).getBadgeText({})) as string;
    });
  const askFor = async (reason: string) => {
    await until(() => page.$('#ask-reason').catch(() => null));
    await page.type('#ask-reason', reason);
    await page.click('form button[type=submit]');
  };
  const openPopup = (tab = '') =>
    page.evaluate((query) => {
      location.href = `/popup.html${query}`;
    }, tab);
  /** What the hub has published reaches the terminal; `isOver`: the moment of its exceptions has passed. */
  const bring = async (isOver = false) => {
    // Its session ends while the clock runs ahead.
    await hub.administrator.call('signIn', { id: 'admin', password: testPassword });
    const { yaml } = await hub.administrator.call('policy');
    const { policy } = parsePolicy(yaml);
    if (policy === null) throw new Error('no policy');
    const open = [`127.0.0.1:${terminal.sitePort}`];
    const lists = (policy.destinations.lists ?? []).filter(
      ({ id }) => !(isOver && id === 'granted'),
    );
    const destinations = {
      ...policy.destinations,
      lists: [...lists, cityList],
    };
    const changed = { ...policy, zones: { ...policy.zones, open }, destinations };
    terminal.link.policy.swap(policyState(++revision, changed));
  };

  it('keeps the request while the hub is away, and sends it when it is back', async () => {
    await terminal.visit(page, at('city.localhost'));
    await until(async () => (await page.title().catch(() => '')) === '市のページ');
    await terminal.visit(page, at('library.localhost', '/books'));
    isAway = true;
    await askFor('図書館の開館日を調べるため 0182-35-2111');
    await shows('申請を預かりました');
    await shows('送信待ち');
    await shot('waiting');
    isAway = false;
    await shows('申請しました');
    await shows('確認中');
    const { requests } = await hub.administrator.call('accessRequests');
    expect(requests.map(({ url, reason }) => [url, reason])).toEqual([
      [at('library.localhost', '/books'), '図書館の開館日を調べるため •••'],
    ]);
  });

  it('is declined with a word, which stands on the same page, and is asked again', async () => {
    await admin.open('/requests');
    await admin.click('button', `却下する: ${at('library.localhost', '/books')}`);
    await admin.fill('word', '図書館の電話でも分かります');
    await admin.click('button', '却下する');
    await admin.see('未対応の申請はありません');
    await shows('回答：図書館の電話でも分かります');
    await shot('declined');
    await askFor('電話は混み合っている');
    await shows('申請しました');
  });

  it('is granted until a moment, and the page opens by itself', async () => {
    await admin.open('/requests');
    await admin.see('図書館の電話でも分かります');
    await admin.click('button', `許可する: ${at('library.localhost', '/books')}`);
    const end = new Date(now() + 120 * minute + 9 * 60 * minute).toISOString();
    await admin.fill('until', end.slice(0, 10));
    await admin.fill('time', end.slice(11, 16));
    await admin.click('button', '許可して公開する');
    await admin.see('未対応の申請はありません');
    await bring();
    await until(async () => (await page.title().catch(() => '')) === '市のページ');
  });

  it('is announced before its end in the popup and on the button, and extended by one click', async () => {
    ahead += 50 * minute;
    await admin.open('/overview');
    await admin.see('期限が近い項目');
    ahead += 50 * minute;
    // A page of the extension, to go to the popup from.
    await terminal.visit(page, at('games.localhost'));
    await shows('申請する');
    // A new policy makes the extension look.
    await bring();
    await until(async () => (await badge()) !== '');
    await openPopup();
    await shows('まもなく終了');
    await shows('に終わります');
    await shot('popup-ending');
    await until(async () => (await badge()) === '');
    await admin.open('/overview');
    await admin.see('あと1時間');
    await admin.click('button', await extendName());
    await admin.see('まで延長し、公開しました');
    await bring();
    await until(async () => !(await words()).includes('まもなく終了'));
  });

  it('ends by itself, and the block page says that it ended and when', async () => {
    ahead += 50 * minute;
    await admin.open('/overview');
    ahead += 50 * minute;
    await admin.open('/overview');
    ahead += 50 * minute;
    await bring(true);
    await terminal.visit(page, at('library.localhost', '/books'));
    await shows('許可の期間が終わったため');
    await shows('に終わりました');
    await shows('期間終了');
    expect(await page.$('#ask-reason')).not.toBeNull();
    await shot('ended');
  });

  it('asks for a part that a page could not reach, from the popup', async () => {
    const parts = await terminal.browser.newPage();
    await terminal.visit(parts, at('city.localhost', '/page'));
    await until(async () => (await parts.title().catch(() => '')) === '市のページ');
    await parts.evaluate((port) => {
      for (const n of [1, 2]) new Image().src = `http://cdn.localhost:${port}/${n}.png`;
    }, terminal.sitePort);
    const tab = await page.evaluate(
      async (url) => {
        // biome-ignore lint/suspicious/noExplicitAny: the browser's own
        const { chrome, browser } = globalThis as any;
        const tabs = await (browser ?? chrome).tabs.query({});
        // biome-ignore lint/suspicious/noExplicitAny: the browser's own
        return tabs.find((each: any) => each.url === url)?.id as number;
      },
      at('city.localhost', '/page'),
    );
    // Nothing is clicked or drawn in a tab that is not in front.
    await page.bringToFront();
    await openPopup(`?tab=${tab}`);
    await shows('このページが開けなかった宛先');
    await shows('cdn.localhost');
    await shows('2 回');
    await shot('popup-wanted');
    await page.click('button[aria-label="申請する cdn.localhost"]');
    // A tab that the extension opens is never told to Firefox's driver.
    if (name === 'Firefox') return;
    page = await until(async () => {
      const pages = await terminal.browser.pages();
      return pages.find((each) => each.url().includes('/blocked.html?ref=') && each !== page);
    });
    await page.bringToFront();
    await shows('申請する');
    const fields = await page.$$eval('#ask-url, #ask-page', (all) =>
      all.map((field) => (field as HTMLInputElement).value),
    );
    expect(fields).toEqual([at('cdn.localhost', '/1.png'), at('city.localhost', '/page')]);
    await askFor('ページの画像が出ないため');
    await shows('申請しました');
  });

  /** The name of the one button that extends. */
  async function extendName(): Promise<string> {
    const names = await admin.page.$$eval('button[aria-label]', (all) =>
      all.map((each) => each.getAttribute('aria-label') ?? ''),
    );
    return names.find((each) => each.includes('延長')) ?? 'none';
  }
});

const cityList = {
  id: 'city',
  title: '市',
  action: 'allow' as const,
  owner: '情報政策課',
  reason: '業務',
  entries: ['city.localhost'],
};
