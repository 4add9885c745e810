/** Terminals, initiators and reading alone are set in the dialogs of an entry and of a list, in a real Chromium. */
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { joinStandInTerminal, type StandInTerminal } from '../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const consoleFolder = path.join(import.meta.dirname, '../../.output/console');
const stack = new AsyncDisposableStack();
let hub: TestHub;
let browser: Browser;
let admin: ConsolePage;
let terminal: StandInTerminal;

beforeAll(async () => {
  await buildWhenStale(builds.console);
  hub = stack.use(await startHub({ consoleFolder }));
  terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '窓口共用01');
  browser = await launchChromium();
  stack.defer(() => browser.close());
  admin = await signedInPage(browser, hub.origin, 'admin');
}, 120_000);
afterAll(() => stack.disposeAsync());
afterEach(() => expect(admin.faults).toEqual([]));

async function publish(note: string): Promise<void> {
  const { revision } = await hub.administrator.call('policy');
  await admin.click('link', '確かめて公開する');
  await admin.fill('note', note);
  await admin.click('button', '公開する');
  await admin.see(`版 ${revision + 1} を公開しました`);
}

/** As a person empties a field: by keys, which the page hears. */
async function empty(field: string): Promise<void> {
  await admin.page.focus(`[name="${field}"]`);
  await admin.page.keyboard.down('Control');
  await admin.page.keyboard.press('a');
  await admin.page.keyboard.up('Control');
  await admin.page.keyboard.press('Backspace');
}

const choiceOf = (name: string) => `label.choice ::-p-text(${name})`;

test('an entry is kept to working days, to a terminal, to a page that asks, and to reading', async () => {
  await admin.open('/lists/public-bodies');
  await admin.click('button', '項目を追加');
  await admin.fill('match', 'cdn.example');
  await admin.fill('initiators', 'lib.city.example\n\n shop.example ');
  await admin.choose('holidays', 'closed');
  await admin.page.locator(choiceOf('窓口共用01')).click();
  await admin.page.locator(choiceOf('読むだけ')).click();
  expect(await admin.axe()).toEqual([]);
  await takeShot(admin.page, 'scope-entry');
  await admin.click('button', '変更に加える');
  await admin.see('未公開の変更 1件');
  await publish('配信元を加える');
  const { entries } = await hub.administrator.call('list', undefined, { id: 'public-bodies' });
  expect(entries.find(({ match }) => match === 'cdn.example')).toMatchObject({
    terminals: [terminal.id],
    initiators: ['lib.city.example', 'shop.example'],
    readOnly: true,
    hours: { holidays: 'closed' },
  });
});

test('what was set comes back in the dialog, and is taken off again', async () => {
  await admin.open('/lists/public-bodies');
  await admin.fill('search', 'cdn.example');
  await admin.see('祝日を除く');
  await admin.click('button', '編集: cdn.example');
  const typed = await admin.page.$eval(
    '[name=initiators]',
    (field) => (field as HTMLTextAreaElement).value,
  );
  expect(typed).toBe('lib.city.example\nshop.example');
  await empty('initiators');
  await admin.page.locator(`dialog ${choiceOf('読むだけ')}`).click();
  expect(await admin.page.$eval('[name=holidays]', (it) => (it as HTMLSelectElement).value)).toBe(
    'closed',
  );
  await admin.choose('holidays', '');
  await admin.click('button', '変更に加える');
  await publish('限りを外す');
  const { entries } = await hub.administrator.call('list', undefined, { id: 'public-bodies' });
  const entry = entries.find(({ match }) => match === 'cdn.example');
  expect(entry).toMatchObject({ terminals: [terminal.id] });
  expect(entry).not.toHaveProperty('initiators');
  expect(entry).not.toHaveProperty('readOnly');
  expect(entry).not.toHaveProperty('hours');
});

test('what an initiator cannot be is said before it is published, and nothing is lost', async () => {
  await admin.open('/lists/public-bodies');
  await admin.click('button', 'リストの設定を変える');
  await admin.fill('initiators', 'https://[broken');
  await admin.click('button', '変更に加える');
  await admin.click('link', '確かめて公開する');
  await admin.see('直さないと公開できない問題が1件あります');
  await takeShot(admin.page, 'scope-problem');
  await admin.open('/lists/public-bodies');
  await admin.click('button', 'リストの設定を変える');
  await empty('initiators');
  await admin.page.locator(`dialog ${choiceOf('読むだけ')}`).click();
  await takeShot(admin.page, 'scope-list');
  await admin.click('button', '変更に加える');
  await publish('読むだけにする');
  const { lists } = await hub.administrator.call('lists');
  const list = lists.find(({ id }) => id === 'public-bodies');
  expect(list).toMatchObject({ readOnly: true });
  expect(list).not.toHaveProperty('initiators');
});
