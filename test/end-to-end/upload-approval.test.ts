/** A stopped file is approved, and goes: this file alone, there alone. In both browsers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { arriveAt } from '../support/arrive-at.ts';
import { dialogFindings } from '../support/axe.ts';
import { closeDialog, press, tabTo, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { contents, number, reason, uploads } from '../support/guarded-files.ts';
import { startUploadPage, type UploadPage } from '../support/guarded-pages.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { takeShot } from '../support/screenshot.ts';
import { until } from '../support/until.ts';

const rules = [
  { level: ['3A'], to: 'any', action: 'block', clause: '7-2', approval: { by: ['kacho'] } },
];

describe.each(browserNames)('%s', (name) => {
  let folder: string;
  let site: UploadPage;
  let terminal: GuardedTerminal;
  let page: Page;
  const stack = new AsyncDisposableStack();
  const file = '名簿.csv';

  beforeAll(async () => {
    await buildWhenStale(name === 'Chromium' ? builds.chromium : builds.firefox);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    await writeFile(path.join(folder, file), contents[file]);
    await writeFile(path.join(folder, '別.csv'), `${contents[file]} `);
    site = stack.use(await startUploadPage());
    const policy = { uploads: { ...uploads, rules } };
    terminal = stack.use(await startGuardedTerminal({ name, ports: [site.port], policy }));
    page = await terminal.browser.newPage();
    if (name === 'Chromium') await page.setViewport({ width: 1280, height: 1000 });
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await arriveAt(page, `http://city.localhost:${site.port}/`, '#file');
    site.came.length = 0;
  });

  async function choose(it: string): Promise<void> {
    await until(async () => {
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
      return input.uploadFile(path.join(folder, it)).then(
        () => true,
        () => false,
      );
    });
  }
  const blocks = () => terminal.decided('extension').filter(({ action }) => action === 'block');

  test('stopped, asked for, approved, and sent', async () => {
    await choose(file);
    await until(() => blocks().length === 1);
    await untilDialog(page, '責任者に承認を求める');
    await takeShot(page, 'approval-offer');
    await press(page, '承認を求める');
    await untilDialog(page, '決められた日時まで');
    expect(await dialogFindings(terminal.browser, page)).toEqual([]);
    await tabTo(page, 'reason');
    await page.keyboard.type(reason);
    await takeShot(page, 'approval-form');
    await press(page, '承認を求める');
    await untilDialog(page, '承認を求めました');
    await press(page, '閉じる');
    await untilNoDialog(page);
    await choose(file);
    await untilDialog(page, '承認を待っています');
    await takeShot(page, 'approval-open');
    await closeDialog(page);
    const at = new Date().toISOString();
    const end = new Date(Date.now() + 3_600_000).toISOString();
    terminal.hub.answerApproval('approved', { at, by: 'kacho', word: null, until: end });
    await arriveAt(page, `http://city.localhost:${site.port}/`, '#file');
    await choose(file);
    await until(() => site.came.length > 0);
    expect(site.came.map((each) => each.body.toString())).toEqual([contents[file]]);
    const gateway = terminal.decided('proxy').filter(({ upload }) => upload !== undefined);
    expect(gateway).toMatchObject([
      { action: 'allow', reason: 'upload-approved', rule: 'uploads.rules[0]' },
    ]);
    expect(gateway[0]?.upload?.items[0]?.approval).toBeTruthy();
    expect(JSON.stringify(terminal.link.audit.records)).not.toContain(number);
  });

  test('a changed file is not approved', async () => {
    const before = blocks().length;
    await choose('別.csv');
    await until(() => blocks().length > before);
    await closeDialog(page);
    expect(site.came).toEqual([]);
  });

  test('what was sent back is told with its word', async () => {
    const at = new Date().toISOString();
    terminal.hub.answerApproval('sent-back', {
      at,
      by: 'kacho',
      word: '氏名も要ります',
      until: null,
    });
    await terminal.link.options.approvals.refresh(2_000);
    await choose(file);
    const words = await untilDialog(page, '承認されませんでした');
    expect(words).toContain('氏名も要ります');
    expect(words).not.toContain('kacho');
    await takeShot(page, 'approval-sent-back');
    await closeDialog(page);
  });
});
