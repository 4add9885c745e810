/** The guard where only Chromium's driver reaches: drops, pastes, closed shadow roots of pages. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { dialogFindings } from '../support/axe.ts';
import { openFileChooser } from '../support/choose-files.ts';
import { dialogText, press, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { contents, reason, uploads } from '../support/guarded-files.ts';
import { startUploadPage, type UploadPage } from '../support/guarded-pages.ts';
import { type GuardedTerminal, startGuardedTerminal } from '../support/guarded-terminal.ts';
import { until } from '../support/until.ts';
import { dropFromDesktop } from '../support/upload-page.ts';

describe('Chromium, as only its driver can', () => {
  let folder: string;
  let site: UploadPage;
  let terminal: GuardedTerminal;
  let page: Page;
  const file = (it: keyof typeof contents) => path.join(folder, it);
  const uploaded = () => site.came.map((each) => [each.path, each.name, each.body.toString()]);

  beforeAll(async () => {
    await buildWhenStale(builds.chromium);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
    for (const [it, text] of Object.entries(contents)) await writeFile(path.join(folder, it), text);
    site = await startUploadPage("default-src 'self'; style-src 'self'");
    terminal = await startGuardedTerminal({
      name: 'Chromium',
      ports: [site.port],
      policy: { uploads },
    });
    page = await terminal.browser.newPage();
    await page.setViewport({ width: 1280, height: 1000 });
  });
  afterAll(async () => {
    await terminal?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await page.goto(`http://city.localhost:${site.port}/`, { waitUntil: 'load' });
    site.came.length = 0;
    terminal.link.audit.records.length = 0;
  });

  const drop = (...files: string[]) => dropFromDesktop(page, '#zone', files);

  async function chooseBy(click: () => Promise<void>, it: keyof typeof contents): Promise<void> {
    const chooser = await openFileChooser(page, click);
    await chooser.accept([file(it)]);
  }

  test('a clean file arrives by drop', async () => {
    await drop(file('お知らせ.txt'));
    await until(() => site.came.length > 0);
    expect(uploaded()).toEqual([['/drop', 'お知らせ.txt', contents['お知らせ.txt']]]);
  });

  test('of several dropped files the rest may go, in order', async () => {
    await drop(file('お知らせ.txt'), file('名簿.csv'), file('案.txt'));
    const text = await untilDialog(page, '名簿.csv');
    expect(text).toContain('案.txt');
    expect(text).not.toContain('お知らせ.txt');
    // It is too long for the window: it begins at its heading; the offer of a copy and the field follow.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(reason);
    await press(page, '理由を記録して、残りだけを送る');
    await until(() => site.came.length > 1);
    // The page sends them side by side: which arrives first says nothing.
    expect(await page.evaluate('heard')).toEqual(['drop お知らせ.txt', 'drop 案.txt']);
    expect(uploaded()).toHaveLength(2);
  });

  test('a zone that draws itself anew meanwhile, under our dialog, gets its files all the same', async () => {
    await page.evaluate(() => {
      const inner = Object.assign(document.createElement('span'), { textContent: 'ここ' });
      inner.style.cssText = 'display:block;height:100%';
      const zone = document.querySelector('#zone');
      zone?.replaceChildren(inner);
      // As a list does that shows what is being dragged over it.
      zone?.addEventListener('dragover', () => setTimeout(() => inner.remove(), 20));
    });
    await drop(file('案.txt'));
    await untilDialog(page, '案.txt');
    await until(() => page.$eval('#zone', ({ children }) => children.length === 0));
    await page.keyboard.type(reason);
    await press(page, '理由を記録して送る');
    await until(() => site.came.length > 0);
    expect(uploaded().map(([, it]) => it)).toEqual(['案.txt']);
  });

  test('a folder is looked into, and each file is named by its path', async () => {
    await drop(folder);
    const text = await untilDialog(page, '名簿.csv');
    const inside = (it: keyof typeof contents) => `${path.basename(folder)}/${it}`;
    expect(text).toContain(inside('名簿.csv'));
    expect(text).toContain(inside('案.txt'));
    await press(page, '送らない');
    await untilNoDialog(page);
    expect(site.came).toEqual([]);
  });

  test('a pasted picture goes with a reason', async () => {
    const origin = `http://city.localhost:${site.port}`;
    const session = await terminal.browser.target().createCDPSession();
    await session.send('Browser.grantPermissions', {
      origin,
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
    });
    await session.detach();
    await page.bringToFront();
    const written = await page.evaluate(`new Promise((done) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
      canvas.getContext('2d').fillRect(0, 0, 9, 9);
      canvas.toBlob((blob) => navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]).then(() => done('written'), (error) => done(String(error))));
    })`);
    expect(written).toBe('written');
    await page.focus('#memo');
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyV', { commands: ['Paste'] });
    await page.keyboard.up('Control');
    await untilDialog(page, '検査できません');
    await page.keyboard.type(reason);
    await press(page, '理由を記録して送る');
    await until(() => site.came.length > 0);
    expect(uploaded()[0]?.[0]).toBe('/paste');
    expect(site.came[0]?.body.subarray(1, 4).toString()).toBe('PNG');
  });

  test.each<[string, string, () => Promise<void>]>([
    ['an input that stands nowhere', '/loose', () => page.click('#loose')],
    [
      'an input in a closed shadow root',
      '/shadow',
      async () => {
        const box = await (await page.$('#root'))?.boundingBox();
        await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + (box?.height ?? 0) / 2);
      },
    ],
  ])('%s is guarded as well', async (_, where, click) => {
    await chooseBy(click, '名簿.csv');
    await untilDialog(page, '個人番号');
    await press(page, '閉じる');
    await untilNoDialog(page);
    await chooseBy(click, 'お知らせ.txt');
    await until(() => site.came.length > 0);
    expect(uploaded()).toEqual([[where, 'お知らせ.txt', contents['お知らせ.txt']]]);
  });

  test('a document that was opened anew is guarded as well', async () => {
    await page.evaluate(`document.open(); document.write('<input id=file type=file>'); document.close();
      document.querySelector('#file').onchange = (event) => fetch('/again', { method: 'POST', body: event.target.files[0] });`);
    const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(file('名簿.csv'));
    await untilDialog(page, '個人番号');
    await press(page, '閉じる');
    expect(site.came).toEqual([]);
  });

  const looks: readonly [sentence: string, files: (keyof typeof contents)[], words: string][] = [
    ['that stops', ['名簿.csv'], '個人番号'],
    ['that asks for a reason', ['案.txt'], '部外秘'],
    ['of several files', ['お知らせ.txt', '名簿.csv', '案.txt'], '理由を記録して、残りだけを送る'],
  ];
  test.each(looks)('a dialog %s has nothing for axe', async (_, files, words) => {
    await drop(...files.map(file));
    await untilDialog(page, words);
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await page.keyboard.press('Escape');
    await untilNoDialog(page);
  });

  test('a script of the page can neither press nor see into the dialog', async () => {
    const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(file('案.txt'));
    await untilDialog(page, '部外秘');
    const seen = await page.evaluate(`(() => {
      const host = [...document.documentElement.children].at(-1);
      host.click();
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      document.activeElement.click();
      return [String(host.shadowRoot), host.textContent];
    })()`);
    expect(seen).toEqual(['null', '']);
    expect(await dialogText(page)).toContain('部外秘');
    expect(site.came).toEqual([]);
    await press(page, '送らない');
    await until(() => terminal.decided('extension').length > 0);
  });

  test('what a script sent and the gateway refused is told over the page, and may be sent again', async () => {
    const send = (body: string) =>
      page.evaluate(
        (text) => fetch('/send', { method: 'POST', body: text }).then(({ status }) => status),
        body,
      );
    expect(await send(contents['案.txt'])).toBe(403);
    await untilDialog(page, '部外秘');
    await page.keyboard.type(reason);
    await press(page, '理由を記録する');
    await untilDialog(page, 'もう一度送ってください');
    const [refused] = terminal.decided('proxy').filter(({ action }) => action === 'warn');
    expect(terminal.link.audit.changes('warning-acknowledged')).toMatchObject([
      { decision: refused?.id },
    ]);
    expect(site.came).toEqual([]);
    await press(page, '閉じる');
    await untilNoDialog(page);
    expect(await send(contents['案.txt'])).toBe(200);
    expect(uploaded()).toEqual([['/send', '', contents['案.txt']]]);
  });
});
