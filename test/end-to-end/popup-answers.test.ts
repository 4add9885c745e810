/** What was answered shows in the popup: of uploads, and of drafts, of which one is revised there. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { draftDigest, newDraftKey } from '../../proxy/platform/draft-digest.ts';
import { axeFindings } from '../support/axe.ts';
import { draftHub } from '../support/draft-hub.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { takeShot } from '../support/screenshot.ts';
import { until } from '../support/until.ts';

const text = '明日は雪まつりです。\n会場は横手公園です。';
const posting = [
  {
    service: 'bluesky',
    responsible: 'kacho',
    accounts: [{ name: 'yokote.example', posters: ['tanaka'] }],
    approval: 'before',
  },
];

describe.each(browserNames)('%s', (name) => {
  const stack = new AsyncDisposableStack();
  const hub = draftHub();
  let terminal: GuardedTerminal;
  let page: Page;

  beforeAll(async () => {
    await buildWhenStale(name === 'Chromium' ? builds.chromium : builds.firefox);
    terminal = stack.use(await startGuardedTerminal({ name, policy: { posting }, draftHub: hub }));
    page = await terminal.browser.newPage();
    const { drafts, approvals } = terminal.link.options;
    const key = newDraftKey();
    await drafts.write({
      ...{ id: '01-A', decision: null, user: 'tanaka', unit: null, service: 'bluesky', key, text },
      ...{ account: 'yokote.example', act: 'post', replyTo: null, topic: null, word: null },
      ...{ masked: false, textDigest: draftDigest(key, text), findings: [], pictures: [] },
    });
    hub.answer('01-A', 'sent-back');
    await approvals.ask({
      ...{ id: 'A1', decision: 'D1', user: 'tanaka', unit: null, host: 'upload.example' },
      ...{ port: 443, rule: 'uploads.rules[0]', clause: '7-2', reason: '業務' },
      item: {
        ...{ kind: 'file', name: '名簿.csv', type: 'csv', bytes: 1, level: '3A', inspected: true },
        ...{ why: null, digest: 'd1', findings: [] },
      },
    });
    const at = new Date().toISOString();
    const word = '氏名も消してください';
    terminal.hub.answerApproval('sent-back', { at, by: 'kacho', word, until: null });
    await approvals.refresh(2_000);
  });
  afterAll(() => stack.disposeAsync());

  const shows = (words: string) =>
    until(async () =>
      (await page.evaluate(() => document.body.innerText).catch(() => '')).includes(words),
    );

  it('an upload and a draft that were sent back are told; the draft is revised', async () => {
    // Until the extension is enrolled, what is stopped ends on no page of it.
    await until(
      async () => {
        await terminal.visit(page, `http://games.localhost:${terminal.sitePort}/`);
        return page.evaluate(() => /extension:$/.test(location.protocol)).catch(() => false);
      },
      { every: 1_000 },
    );
    await page.evaluate(() => {
      location.href = '/popup.html';
    });
    await until(
      async () => (await page.evaluate(() => location.pathname).catch(() => '')) === '/popup.html',
    );
    await shows('名簿.csv');
    await shows('氏名も消してください');
    await shows('承認されませんでした');
    await shows(text);
    expect(await axeFindings(page)).toEqual([]);
    if (name === 'Chromium') await takeShot(page, 'popup-answers');
    await page.evaluate(() => {
      const all = [...document.querySelectorAll('button')];
      all.find(({ textContent }) => textContent === '書き直す')?.focus();
    });
    await page.keyboard.press('Enter');
    const field = await page.waitForSelector('#revise-01-A-text');
    expect(await field?.evaluate((it) => (it as HTMLTextAreaElement).value)).toBe(text);
    await field?.evaluate((it) => {
      const area = it as HTMLTextAreaElement;
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
    });
    await page.keyboard.type('入場は無料です。');
    expect(await axeFindings(page)).toEqual([]);
    if (name === 'Chromium') await takeShot(page, 'popup-revise');
    await page.keyboard.press('Tab');
    await page.keyboard.type('直しました');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows('承認を待っています');
    expect(hub.all[0]).toMatchObject({ version: 2, text: `${text}入場は無料です。` });
    if (name === 'Chromium') await takeShot(page, 'popup-revised');
    hub.answer('01-A', 'approved');
    await page.setViewport({ width: 360, height: 600 });
    await page.evaluate(() => location.reload()).catch(() => null);
    await shows('一度だけ投稿できます');
    const excess = () =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(excess)).toBe(0);
    if (name === 'Chromium') await takeShot(page, 'popup-approved');
  });
});
