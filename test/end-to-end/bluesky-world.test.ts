/**
 * Without anything of ours in between, the page really posts to a real Bluesky server: so that a
 * posting that does not arrive was stopped by us.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';
import { type BlueskyServer, startBlueskyServer } from '../support/bluesky-server.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { openPostingPage, post } from '../support/posting-page.ts';
import { openSiteAuthority } from '../support/site-authority.ts';
import { launchTrusting } from '../support/trusting-browser.ts';

const image = path.join(projectRoot, 'extension/public/icon/128.png');
const hasBluesky = isInstalled('bluesky');
const title = hasBluesky ? '%s' : '%s (not run: no Bluesky server)';

describe.skipIf(!hasBluesky).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let pds: BlueskyServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const sites = stack.use(await openSiteAuthority());
    const starting = startBlueskyServer({ sites });
    browser = await launchTrusting(name, sites);
    stack.defer(() => browser.close());
    pds = stack.use(await starting);
    page = await browser.newPage();
  });
  afterAll(() => stack.disposeAsync());

  const texts = async () => (await pds.records()).map(({ value }) => value.text);

  it('signs in', async () => {
    expect(await openPostingPage(page, pds)).toMatchObject({ act: 'sign-in', outcome: 'ok' });
    expect(pds.requests).toContain('POST /xrpc/com.atproto.server.createSession');
  });

  it('posts', async () => {
    const answer = await post(page, 'post', {
      text: '雪まつりは2月15日です。\n詳しくは市のページへ',
    });
    expect(answer).toMatchObject({ outcome: 'ok', status: 200 });
    expect(await pds.records()).toMatchObject([
      { uri: answer.uri, value: { text: '雪まつりは2月15日です。\n詳しくは市のページへ' } },
    ]);
    expect(answer.uri).toContain(pds.did);
  });

  it('replies', async () => {
    const [first] = await pds.records();
    await post(page, 'reply', { text: '駐車場は市役所です' });
    const [, reply] = await pds.records();
    expect(reply?.value).toMatchObject({
      text: '駐車場は市役所です',
      reply: { parent: { uri: first?.uri } },
    });
  });

  it('edits', async () => {
    const { uri } = await post(page, 'edit', { text: '駐車場は体育館です' });
    expect(await pds.records()).toMatchObject([{}, { uri, value: { text: '駐車場は体育館です' } }]);
  });

  it('deletes', async () => {
    expect(await post(page, 'delete')).toMatchObject({ outcome: 'ok' });
    expect(await texts()).toHaveLength(1);
  });

  it('posts several at once', async () => {
    await post(page, 'several', { text: '一\n二\n三' });
    expect((await texts()).slice(1)).toEqual(['一', '二', '三']);
    expect(pds.requests).toContain('POST /xrpc/com.atproto.repo.applyWrites');
  });

  it('posts an image, byte for byte', async () => {
    expect(await pds.blobs()).toEqual([]);
    await post(page, 'post', { text: '写真', image });
    const digest = createHash('sha256')
      .update(await readFile(image))
      .digest('hex');
    expect(await pds.blobs()).toEqual([digest]);
    const last = (await pds.records()).at(-1);
    expect(last?.value.embed).toMatchObject({ images: [{ alt: '128.png' }] });
  });

  it('is told what the server refuses', async () => {
    const before = await texts();
    const answer = await post(page, 'post', { text: 'あ'.repeat(301) });
    expect(answer).toMatchObject({ outcome: 'failed', status: 400, uri: '' });
    expect(await texts()).toEqual(before);
  });
});
