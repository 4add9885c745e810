/** A stopped file goes as a copy with its values masked: in both browsers, by the keyboard and the mouse. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pictureMetadata } from '../../proxy/inspection/metadata/picture-metadata.ts';
import { startPool } from '../../proxy/inspection/pool.ts';
import { builds, buildWhenStale, projectRoot } from '../../proxy/platform/build.ts';
import type { PostingRule } from '../../shared/policy/posting-schema.ts';
import { sheetData, xlsxOf } from '../proxy/inspection/build-documents.ts';
import { artist, chunksInto, exifOf, pngChunk } from '../proxy/inspection/build-metadata.ts';
import { sourcesOf } from '../proxy/inspection/masking/copy-of.ts';
import { arriveAt } from '../support/arrive-at.ts';
import { dialogFindings } from '../support/axe.ts';
import { press, tabTo, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { contents, number, uploads } from '../support/guarded-files.ts';
import { startUploadPage, type UploadPage } from '../support/guarded-pages.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { takeShot } from '../support/screenshot.ts';
import { until } from '../support/until.ts';

const icon = readFileSync(path.join(projectRoot, 'extension/public/icon/16.png'));
const exif = exifOf({ position: true, artist, serial: 'C-0001' });
const picture = chunksInto(icon, pngChunk('eXIf', exif));
/** One server is a service; what its page sends is no posting of the catalogue. */
const snsRule: PostingRule = {
  service: 'mastodon',
  responsible: 'tanaka',
  accounts: [{ name: '@yokote', posters: ['tanaka'] }],
  hosts: ['sns.city.localhost'],
  approval: 'none',
  unknownWrite: 'allow',
  forbidden: { pictureMetadata: 'block' },
};

const dots = '●'.repeat(12);

describe.each(browserNames)('%s', (name) => {
  let folder: string;
  let site: UploadPage;
  let terminal: GuardedTerminal;
  let page: Page;
  const stack = new AsyncDisposableStack();

  beforeAll(async () => {
    await buildWhenStale(name === 'Chromium' ? builds.chromium : builds.firefox);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const book = await xlsxOf({
      名簿: sheetData([
        ['氏名', '個人番号'],
        ['横手太郎', number],
      ]),
    });
    await writeFile(path.join(folder, '名簿.xlsx'), book);
    await writeFile(path.join(folder, '名簿.csv'), contents['名簿.csv']);
    await writeFile(path.join(folder, '雪まつり.png'), picture);
    site = stack.use(await startUploadPage());
    const pool = stack.use(startPool({ size: 1 }));
    terminal = stack.use(
      await startGuardedTerminal({
        name,
        ports: [site.port],
        policy: { uploads, posting: [snsRule] },
        pool,
      }),
    );
    page = await terminal.browser.newPage();
    await resize(1280, 1000);
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await arriveAt(page, `http://city.localhost:${site.port}/`, '#file');
    site.came.length = 0;
    terminal.link.audit.records.length = 0;
  });

  async function choose(...names: string[]): Promise<void> {
    await until(async () => {
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
      return input.uploadFile(...names.map((each) => path.join(folder, each))).then(
        () => true,
        () => false,
      );
    });
  }
  // Firefox's driver cannot before version 153: its window stays as it is.
  const resize = async (width: number, height: number) => {
    if (name === 'Chromium') await page.setViewport({ width, height });
  };
  const shot = (of: string) => takeShot(page, `${of}-${name.toLowerCase()}`);

  test('the copy arrives in the place of the file, and the records tell', async () => {
    await choose('名簿.csv');
    await untilDialog(page, '値を伏せた写しを作る');
    await tabTo(page, '値を伏せた写しを作る');
    await page.keyboard.press('Enter');
    await untilDialog(page, '写しができました');
    expect(terminal.link.audit.changes('copy-made')).toHaveLength(1);
    await tabTo(page, '写しを送る');
    await page.keyboard.press('Enter');
    await untilNoDialog(page);
    await until(() => site.came.length > 0);
    expect(site.came.map((each) => [each.path, each.name, each.body.toString()])).toEqual([
      ['/input', '名簿 (伏せ字).csv', contents['名簿.csv'].replace(number, dots)],
    ]);
    const [block] = terminal.decided('extension');
    const gateway = () => terminal.decided('proxy').filter(({ upload }) => upload !== undefined);
    await until(() => gateway().length > 0);
    expect(gateway().map(({ action, upload }) => [action, upload?.items[0]?.copyOf])).toEqual([
      ['allow', block?.id],
    ]);
    expect(JSON.stringify(terminal.link.audit.records)).not.toContain(number);
  });

  test('a sheet: offered, made, shown and sent', async () => {
    await choose('名簿.xlsx');
    const offer = await untilDialog(page, '値を伏せた写しを作る');
    expect(offer).toContain('（シート「名簿」・B2）');
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await shot('take-out-offer');
    await press(page, '値を伏せた写しを作る');
    const ready = await untilDialog(page, '写しができました');
    expect(ready).toContain('名簿 (伏せ字).xlsx');
    expect(ready).not.toContain(number);
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await shot('take-out-made');
    await resize(640, 500);
    await shot('take-out-made-200');
    await resize(1280, 1000);
    await press(page, '写しを送る');
    await untilNoDialog(page);
    await until(() => site.came.length > 0);
    expect(site.came[0]?.name).toBe('名簿 (伏せ字).xlsx');
    const body = new Uint8Array(site.came[0]?.body ?? []);
    const sheet = (await sourcesOf(body)).get('xl/worksheets/sheet1.xml');
    expect(sheet).toContain(dots);
    expect(sheet).not.toContain(number);
  });

  test('going back from the copy sends nothing', async () => {
    await choose('名簿.xlsx');
    await untilDialog(page, '値を伏せた写しを作る');
    await press(page, '値を伏せた写しを作る');
    await untilDialog(page, '写しができました');
    await press(page, '戻る');
    await untilDialog(page, 'このファイルは送れません');
    await page.keyboard.press('Escape');
    await untilNoDialog(page);
    expect(site.came).toEqual([]);
  });

  test('a picture goes without where it was taken', async () => {
    await arriveAt(page, `http://sns.city.localhost:${site.port}/`, '#file');
    await choose('雪まつり.png');
    const told = await untilDialog(page, '撮影した場所（位置情報など）');
    expect(told).toContain('撮影した人やカメラの持ち主の名前');
    expect(told).not.toContain(artist);
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await shot('picture-stopped');
    await resize(640, 500);
    await shot('picture-stopped-200');
    await resize(1280, 1000);
    await press(page, '撮影情報を除いた写しを作る');
    expect(await untilDialog(page, '写しができました')).toContain('雪まつり (撮影情報なし).png');
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await shot('picture-copy');
    await press(page, '写しを送る');
    await untilNoDialog(page);
    await until(() => site.came.length > 0);
    const [came] = site.came;
    expect(came?.name).toBe('雪まつり (撮影情報なし).png');
    expect(pictureMetadata('png', came?.body ?? Buffer.alloc(0))).toEqual([]);
    const [block] = terminal.decided('extension');
    expect(block?.reason).toBe('picture-metadata');
    expect(JSON.stringify(terminal.link.audit.records)).not.toContain(artist);
  });
});
