/** The extension in real browsers, with link and gateway. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { decisionIdPattern } from '../../shared/policy/decision-id.ts';
import { axeFindings } from '../support/axe.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { until } from '../support/until.ts';

const blockTitle = '関所：このページは開けません';

beforeAll(async () => {
  await buildWhenStale(builds.chromium);
  await buildWhenStale(builds.firefox);
});

describe.each(browserNames)('in %s', (name) => {
  let terminal: GuardedTerminal;
  let page: Page;
  beforeAll(async () => {
    terminal = await startGuardedTerminal({ name });
    page = await terminal.browser.newPage();
  });
  afterAll(() => terminal?.[Symbol.asyncDispose]());

  const at = (host: string, path = '/') => `http://${host}:${terminal.sitePort}${path}`;
  const words = () => page.evaluate(() => document.body.textContent ?? '').catch(() => '');
  const shows = (text: string) => until(async () => (await words()).includes(text));
  const title = () => page.title().catch(() => '');
  const blocked = () => until(async () => (await title()) === blockTitle);

  it('enrols by the code beside the manifest, answers the 407, and reaches an allowed page', async () => {
    await terminal.visit(page, at('city.localhost'));
    // Firefox's first seconds may hold a call of the link up: then the block page goes on by itself.
    await until(async () => (await title()) === '市のページ');
    expect(terminal.link.audit.changes('person-enrolled')).toHaveLength(1);
    expect(terminal.decided('extension')).toEqual([]);
  });

  it('shows why a plain page was refused, and whom to call', async () => {
    await terminal.visit(page, at('games.localhost', '/play?id=1#part'));
    await blocked();
    await shows('参照番号');
    const text = await words();
    expect(text).toContain('games.localhost');
    expect(text).toContain('リスト「遊びのサイト」：業務に関係がない');
    expect(text).toContain('決め手：games/games.localhost');
    expect(text).toContain('7-3-ウ');
    expect(text).toContain('情報政策課');
    expect(text).toContain('内線 1234');
    const reference = await page.$eval('code', (code) => code.textContent ?? '');
    expect(reference).toMatch(decisionIdPattern);
    expect(await page.$eval('#ask-url', (field) => (field as HTMLInputElement).value)).toBe(
      at('games.localhost', '/play?id=1'),
    );
    expect(await page.$eval('#ask-page', (field) => (field as HTMLInputElement).value)).toBe(
      at('city.localhost'),
    );
    const known = [
      ...terminal.decided('proxy').map(({ id }) => id),
      ...terminal.decided('extension').map(({ id }) => id),
    ];
    expect(known.filter((id) => id === reference)).toHaveLength(1);
  });

  it('has nothing for axe on the block page', async () => {
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows why a CONNECT was refused', async () => {
    await terminal.visit(page, `https://other.localhost:${terminal.sitePort}/deep`);
    await blocked();
    await shows('この宛先は、業務で使う宛先のリストにありません。');
    expect(await words()).toContain('https://other.localhost');
  });

  it('keeps what was typed and says what is missing', async () => {
    await terminal.visit(page, at('library.localhost', '/books'));
    await blocked();
    // The page before was a block page as well.
    await shows('library.localhost');
    await shows('申請する');
    await page.click('form button[type=submit]');
    await shows('理由を書いてください。');
    terminal.hub.down = true;
    await page.type('#ask-reason', '図書館の開館日を調べるため');
    await page.click('form button[type=submit]');
    await shows('受け付けられませんでした。');
    expect(await page.$eval('#ask-reason', (field) => (field as HTMLTextAreaElement).value)).toBe(
      '図書館の開館日を調べるため',
    );
    terminal.hub.down = false;
  });

  it('asks for access, and goes on by itself after the grant', async () => {
    await page.click('form button[type=submit]');
    await shows('申請しました。');
    await shows('確認中');
    const [request] = terminal.hub.taken;
    expect(request?.url).toBe(at('library.localhost', '/books'));
    terminal.allow('city.localhost', 'library.localhost');
    await until(async () => (await title()) === '市のページ');
  });

  it('leaves a failed connection to the browser’s own error page', async () => {
    await terminal.visit(page, `https://city.localhost:${terminal.closedPort}/`);
    await until(() =>
      terminal
        .decided('proxy')
        .some(({ destination }) => destination?.port === terminal.closedPort),
    );
    expect(await title()).not.toBe(blockTitle);
  });

  it.runIf(name === 'Firefox')('records an early decision exactly once', async () => {
    await terminal.visit(page, at('games.localhost', '/early'));
    await blocked();
    const early = () =>
      (['extension', 'proxy'] as const)
        .flatMap(terminal.decided)
        .filter(({ destination }) => destination?.path === '/early');
    await until(() => early().length > 0);
    expect(early()).toHaveLength(1);
    expect(early()[0]).toMatchObject({
      source: 'extension',
      act: 'navigate',
      action: 'block',
      reason: 'entry',
    });
  });

  it('says that the proxy does not answer, and goes on when it does', async () => {
    await terminal.silence();
    await terminal.visit(page, at('city.localhost', '/later'));
    await blocked();
    await shows('関所のプロキシが応答していません');
    await terminal.speak();
    await until(async () => (await title()) === '市のページ');
  });

  it('tells in the popup who I am, and switches person', async () => {
    await terminal.visit(page, at('games.localhost', '/popup'));
    await blocked();
    await openPopup(page);
    await shows('田中');
    await shows('総務企画部');
    await shows('games.localhost');
    expect(await axeFindings(page)).toEqual([]);
    await page.select('#switch-to', 'suzuki');
    await page.click('form button[type=submit]');
    await shows('切り替えました。');
    await until(
      async () => (await page.$eval('.strong', (person) => person.textContent)) === '鈴木',
    );
    expect(terminal.link.audit.changes('person-switched')).toHaveLength(1);
    await terminal.visit(page, at('city.localhost', '/as-suzuki'));
    await until(async () => (await title()) === '市のページ');
    expect(terminal.link.options.recent.latest('suzuki', 10).length).toBeGreaterThan(0);
  });
});

describe.each(browserNames)('without an enrolment, in %s', (name) => {
  it('says so, takes a typed code in the popup, and then opens the page', async () => {
    await using terminal = await startGuardedTerminal({ name, enrolled: false });
    const page = await terminal.browser.newPage();
    const shows = (text: string) =>
      until(async () =>
        (await page.evaluate(() => document.body.textContent ?? '').catch(() => '')).includes(text),
      );
    const url = `http://city.localhost:${terminal.sitePort}/`;
    await terminal.visit(page, url);
    await shows('このブラウザーは、まだ登録されていません');
    await until(() => page.$('#code').catch(() => null));
    expect(await axeFindings(page)).toEqual([]);
    await openPopup(page);
    await until(() => page.$('#code').catch(() => null));
    await page.type('#code', await terminal.link.code());
    await page.click('form button[type=submit]');
    await shows('田中');
    await terminal.visit(page, url);
    await until(async () => (await page.title().catch(() => '')) === '市のページ');
  });
});

/** From a page of the extension: Firefox's driver goes to none by itself. */
async function openPopup(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.href = '/popup.html';
  });
  // The page before has a field of the same name.
  await until(
    async () => (await page.evaluate(() => location.pathname).catch(() => '')) === '/popup.html',
  );
}
