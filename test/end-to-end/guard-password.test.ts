/** Encrypted files in real browsers: held, opened by their password, and decided by what they hold. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { sheetData, utf8, xlsxOf, zipOf } from '../proxy/inspection/build-documents.ts';
import { agileOf } from '../proxy/inspection/build-encrypted.ts';
import { arriveAt } from '../support/arrive-at.ts';
import { dialogFindings } from '../support/axe.ts';
import { closeDialog, press, tabTo, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { number, uploads } from '../support/guarded-files.ts';
import { startUploadPage, type UploadPage } from '../support/guarded-pages.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { findLeaks } from '../support/leaks.ts';
import { takeShot } from '../support/screenshot.ts';
import { sentValue } from '../support/sent-values.ts';
import { until } from '../support/until.ts';

/** Keys of a keyboard alone: drivers type no Japanese into a password field. */
const password = sentValue('Kagi-no-kotoba9');
const wrong = sentValue('Chigau-kotoba8');

async function lockedFiles() {
  const table = await xlsxOf({ 名簿: sheetData([['個人番号'], [number]]) });
  return {
    '名簿.xlsx': agileOf(table, password, { spins: 1000 }),
    'お知らせ.zip': await zipOf(
      { 'お知らせ.txt': 'お知らせ\n' },
      { password: utf8(password), isAes: true },
    ),
  };
}

describe.each(browserNames)('%s', (name) => {
  let folder: string;
  let files: Awaited<ReturnType<typeof lockedFiles>>;
  let site: UploadPage;
  let terminal: GuardedTerminal;
  let page: Page;
  const isChromium = name === 'Chromium';
  const lines = (source: 'extension' | 'proxy') =>
    terminal.decided(source).filter(({ act }) => act === 'upload' || source === 'extension');
  const reasons = () => lines('extension').map(({ action, reason }) => [action, reason]);

  beforeAll(async () => {
    await buildWhenStale(isChromium ? builds.chromium : builds.firefox);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
    files = await lockedFiles();
    for (const [it, bytes] of Object.entries(files)) await writeFile(path.join(folder, it), bytes);
    site = await startUploadPage();
    terminal = await startGuardedTerminal({ name, ports: [site.port], policy: { uploads } });
    page = await terminal.browser.newPage();
    // Firefox's driver cannot before version 153.
    if (isChromium) await page.setViewport({ width: 1280, height: 1000 });
  });
  afterAll(async () => {
    await terminal?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await arriveAt(page, `http://city.localhost:${site.port}/`, '#file');
    site.came.length = 0;
    terminal.link.audit.records.length = 0;
  });

  /** Until it is held: its line says so. */
  async function choose(it: keyof typeof files): Promise<void> {
    await until(async () => {
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
      return input.uploadFile(path.join(folder, it)).then(
        () => true,
        () => false,
      );
    });
    await until(() => lines('extension').length > 0);
    await untilDialog(page, 'このファイルのパスワード');
  }

  /** By the keyboard alone, and Enter asks. */
  async function type(words: string): Promise<void> {
    await tabTo(page, 'password-0');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  }

  test('a clean zip is held, opened, and arrives byte for byte; the gateway goes by the same', async () => {
    await choose('お知らせ.zip');
    expect(reasons()).toEqual([['block', 'could-not-inspect']]);
    await takeShot(page, 'password-1-asked');
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await type(wrong);
    await untilDialog(page, 'このパスワードでは開けません');
    await takeShot(page, 'password-2-wrong');
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    if (isChromium) {
      await page.setViewport({ width: 640, height: 500, deviceScaleFactor: 2 });
      await takeShot(page, 'password-3-wrong-at-200-percent');
      await page.setViewport({ width: 1280, height: 1000 });
    }
    await type(password);
    await until(() => site.came.length > 0);
    expect(site.came.map((each) => [each.path, each.name])).toEqual([['/input', 'お知らせ.zip']]);
    expect(
      Buffer.compare(site.came[0]?.body ?? Buffer.alloc(0), Buffer.from(files['お知らせ.zip'])),
    ).toBe(0);
    // A wrong password is no decision: the first one has its line, the request has its own.
    expect(reasons()).toEqual([['block', 'could-not-inspect']]);
    const sent = terminal.decided('proxy').find(({ upload }) => upload !== undefined);
    expect(sent).toMatchObject({ action: 'allow', upload: { inspected: true } });
    await untilNoDialog(page);

    // It was good once: what a page sends again by itself is stopped on its way.
    site.came.length = 0;
    const again = await page.evaluate(
      `fetch('/again?name=a', { method: 'POST', body: new Uint8Array(${JSON.stringify([...files['お知らせ.zip']])}) }).then((it) => it.status, () => 0)`,
    );
    expect(again).not.toBe(200);
    expect(site.came).toEqual([]);
    // The person is told of it as well, sooner or later: not in the next test.
    await untilDialog(page, 'ページが送ろうとした内容');
    await closeDialog(page);
  });

  test('a table with an Individual Number is stopped with its place, and the password is nowhere', async () => {
    await choose('名簿.xlsx');
    await type(password);
    await until(() => lines('extension').length > 1);
    expect(reasons()).toEqual([
      ['block', 'could-not-inspect'],
      ['block', 'upload-rule'],
    ]);
    expect(lines('extension')[1]?.upload).toMatchObject({
      level: '3A',
      items: [{ findings: [{ kind: 'individual-number', place: { sheet: '名簿', cell: 'A2' } }] }],
    });
    const shown = await untilDialog(page, '個人番号');
    expect(shown).toContain('A2');
    expect(shown).not.toContain('このファイルのパスワード');
    await takeShot(page, 'password-4-stopped');
    await press(page, '閉じる');
    await untilNoDialog(page);
    expect(site.came).toEqual([]);
    const texts = {
      records: JSON.stringify(terminal.link.audit.records),
      shown,
      page: await page.content(),
    };
    expect(findLeaks([password, wrong, number], { texts, files: [terminal.link.folder] })).toEqual(
      [],
    );
  });

  test('Escape keeps it back', async () => {
    await choose('お知らせ.zip');
    await closeDialog(page);
    expect(site.came).toEqual([]);
  });
});
