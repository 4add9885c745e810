/** The guard in real browsers: what may go arrives byte for byte, what may not never reaches the page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { arriveAt } from '../support/arrive-at.ts';
import { focusedInDialog, tabTo, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { contents, number, reason, uploads } from '../support/guarded-files.ts';
import { startUploadPage, type UploadPage } from '../support/guarded-pages.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { until } from '../support/until.ts';

describe.each(browserNames)('%s', (name) => {
  let folder: string;
  let site: UploadPage;
  let terminal: GuardedTerminal;
  let page: Page;
  const file = (it: keyof typeof contents) => path.join(folder, it);
  const uploaded = () => site.came.map((each) => [each.path, each.name, each.body.toString()]);
  const lines = () => terminal.decided('extension').map(({ act, action }) => [act, action]);
  const url = () => `http://city.localhost:${site.port}/`;

  beforeAll(async () => {
    await buildWhenStale(name === 'Chromium' ? builds.chromium : builds.firefox);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
    for (const [it, text] of Object.entries(contents)) await writeFile(path.join(folder, it), text);
    site = await startUploadPage();
    terminal = await startGuardedTerminal({ name, ports: [site.port], policy: { uploads } });
    page = await terminal.browser.newPage();
    // Firefox's driver cannot before version 153.
    if (name === 'Chromium') await page.setViewport({ width: 1280, height: 1000 });
  });
  afterAll(async () => {
    await terminal?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await arriveAt(page, url(), '#file');
    site.came.length = 0;
    terminal.link.audit.records.length = 0;
  });

  async function choose(...names: (keyof typeof contents)[]): Promise<void> {
    // Firefox's driver loses an element now and then while a page settles.
    await until(async () => {
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
      return input.uploadFile(...names.map(file)).then(
        () => true,
        () => false,
      );
    });
  }

  /** Firefox's driver loses an element now and then: none is kept hold of. */
  async function typeInto(selector: string, text: string): Promise<void> {
    await until(() =>
      page.focus(selector).then(
        () => true,
        () => false,
      ),
    );
    await page.keyboard.type(text);
  }

  test('a clean file arrives byte for byte, and no dialog is seen', async () => {
    await choose('お知らせ.txt');
    await until(() => site.came.length > 0);
    expect(uploaded()).toEqual([['/input', 'お知らせ.txt', contents['お知らせ.txt']]]);
    expect(lines()).toEqual([]);
  });

  test('a file with an Individual Number never reaches the page', async () => {
    await typeInto('[name=title]', '件名です');
    await choose('名簿.csv');
    const text = await untilDialog(page, '個人番号');
    expect(text).toContain('名簿.csv');
    expect(text).toContain('（B2）');
    expect(text).toContain('情報政策課');
    expect(text).not.toContain(number);
    expect(await focusedInDialog(page)).not.toBeNull();
    await tabTo(page, '閉じる');
    await page.keyboard.press('Enter');
    await untilNoDialog(page);
    expect(lines()).toEqual([['upload', 'block']]);
    expect(await page.evaluate('heard.length')).toBe(0);
    expect(await page.$eval('#file', (input) => (input as HTMLInputElement).files?.length)).toBe(0);
    expect(await page.$eval('[name=title]', (it) => (it as HTMLInputElement).value)).toBe(
      '件名です',
    );
    expect(site.came).toEqual([]);
  });

  test('a warned file arrives with a reason, by the keyboard alone', async () => {
    await choose('案.txt');
    await untilDialog(page, '部外秘');
    await tabTo(page, 'reason');
    await page.keyboard.type(reason);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(() => site.came.length > 0);
    expect(uploaded()).toEqual([['/input', '案.txt', contents['案.txt']]]);
    expect(terminal.link.audit.changes('warning-acknowledged')).toMatchObject([
      { actor: 'tanaka', subject: `city.localhost:${site.port}` },
    ]);
    // Its line is the gateway's to write, when the request comes.
    expect(lines()).toEqual([]);
  });

  test('Escape keeps a warned file back, with one line', async () => {
    await choose('案.txt');
    await untilDialog(page, '部外秘');
    await page.keyboard.press('Escape');
    await untilNoDialog(page);
    await until(() => lines().length > 0);
    expect(lines()).toEqual([['upload', 'warn']]);
    expect(site.came).toEqual([]);
  });

  test('the text of a form is looked at, and goes on by the same button', async () => {
    await typeInto('[name=body]', '市民のみなさんへのお知らせです');
    await page.click('[name=go]');
    await until(() => site.came.length > 0);
    await page.waitForFunction('document.body.textContent === "ok"');
    const [form] = site.came;
    expect(Object.fromEntries(new URLSearchParams(form?.body.toString()))).toEqual({
      title: '',
      body: '市民のみなさんへのお知らせです',
      go: '送る',
    });
  });

  test('a form with an Individual Number is not sent, and keeps what was typed', async () => {
    await typeInto('[name=body]', `個人番号は${number}です`);
    await page.click('[name=go]');
    await until(() => lines().length > 0);
    expect(lines()).toEqual([['upload', 'block']]);
    expect(site.came).toEqual([]);
    expect(await page.$eval('[name=body]', (it) => (it as HTMLTextAreaElement).value)).toContain(
      number,
    );
  });

  test('without a link nothing goes', async () => {
    await terminal.silence();
    await choose('お知らせ.txt');
    await untilDialog(page, '関所に接続できないため');
    await page.keyboard.press('Escape');
    await terminal.speak();
    expect(site.came).toEqual([]);
  });
});
