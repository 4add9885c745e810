/**
 * Pictures of postings, from a person's browser to the posting log: one that goes ahead of its post to
 * a real Bluesky server, and one that goes with it in a form. What stands in them is seen small.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument, type YAMLSeq } from 'yaml';
import { exifOf, jpegWith } from '../proxy/inspection/build-metadata.ts';
import { notice } from '../proxy/inspection/build-pictures.ts';
import {
  blue,
  drawnPng,
  jpegOf,
  quarters,
  red,
} from '../proxy/inspection/thumbnails/build-drawn.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { launchChromium } from '../support/browser.ts';
import type { ConsolePage } from '../support/console-page.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { visit } from '../support/guarded-browser.ts';
import { isInstalled } from '../support/install-apart.ts';
import { openPostingPage, post } from '../support/posting-page.ts';
import { publishPolicy } from '../support/publish-policy.ts';
import { takeShot } from '../support/screenshot.ts';
import { signedInPage } from '../support/signed-in-page.ts';
import { until } from '../support/until.ts';

const installed = isInstalled('bluesky') && isInstalled('upload-pages');
const title = installed ? 'thumbnails' : 'thumbnails (not run: no Bluesky server)';
/** Lies on its side: the camera says so. */
const lying = jpegWith(
  { exif: exifOf({ orientation: 6 }) },
  jpegOf(drawnPng(1200, 900, quarters(1200, 900))),
);
const drawn = drawnPng(800, 400, quarters(800, 400, [blue, red, red, blue]));

describe.skipIf(!installed)(title, () => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let browser: Browser;
  let reader: ConsolePage;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-thumbnails-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    world = stack.use(await startContentWorld('Chromium', { bluesky: true }));
    await publishPolicy(world.admin, (yaml) => {
      const policy = parseDocument(yaml);
      policy.setIn(['retention', 'thumbnails'], 'P1Y');
      (policy.get('posting') as YAMLSeq).add(
        policy.createNode({
          service: 'machi-board',
          title: 'まち掲示板',
          responsible: 'kanri',
          accounts: [{ name: 'yokote', posters: ['tanaka'] }],
          hosts: [world.site.host],
          requests: [{ act: 'post', path: '/board/posts', text: ['text'], account: ['account'] }],
          approval: 'none',
        }),
      );
      return policy.toString();
    });
    browser = await launchChromium();
    stack.defer(() => browser.close());
    reader = await signedInPage(browser, world.system.hubUrl, 'kanri');
  });
  afterAll(() => stack.disposeAsync());

  /** Opens the newest posting of this kind, once it has come. */
  async function openPosting(service: string, act: string): Promise<void> {
    const id = await until(
      async () => {
        const { postings } = await world.admin.call('postings', { query: { service, act } });
        return postings[0]?.id;
      },
      { every: 250 },
    );
    await reader.open(`/postings/${encodeURIComponent(id)}`);
  }

  /** The picture that stands there, once it has come: it is made after the answer. */
  async function shownPicture() {
    const selector = '.posting-attachments img';
    await until(
      async () => {
        if ((await reader.page.$(selector)) !== null) return true;
        await reader.open(new URL(reader.page.url()).pathname);
        return false;
      },
      { every: 500 },
    );
    await reader.page.waitForFunction(
      (wanted) => document.querySelector<HTMLImageElement>(wanted)?.complete,
      {},
      selector,
    );
    return reader.page.$eval(selector, (image) => {
      const { alt, naturalWidth: width, naturalHeight: height } = image as HTMLImageElement;
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image as HTMLImageElement, 0, 0);
      const at = drawing?.getImageData(width / 4, height / 4, 1, 1).data ?? [];
      return { alt, width, height, colour: [...at].slice(0, 3) };
    });
  }

  it('of a picture that went ahead stands with the post, upright', async () => {
    const { page } = world;
    const image = path.join(folder, '雪まつり.jpg');
    await writeFile(image, lying);
    expect(await openPostingPage(page, world.pds as BlueskyServer)).toMatchObject({
      outcome: 'ok',
    });
    const answer = await post(page, 'post', { text: '雪まつりは２月です。', image });
    expect(answer).toMatchObject({ outcome: 'ok' });
    await openPosting('bluesky', 'post');
    expect(await shownPicture()).toEqual({
      alt: '添付の縮小画像: 1番目の添付',
      width: 240,
      height: 320,
      colour: blue.map((part) => expect.closeTo(part, -1.3)),
    });
    await reader.see('雪まつりは２月です。');
    expect(await reader.axe()).toEqual([]);
    await takeShot(reader.page, 'thumbnail-ahead');
  });

  /** A form with text and picture in one. */
  async function send(name: string, type: string, bytes: Uint8Array, text: string) {
    await visit(world.page, `${world.site.url}/plain`);
    return world.page.evaluate(
      async (name, type, base64, text) => {
        const form = new FormData();
        form.append('account', 'yokote');
        form.append('text', text);
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        form.append('picture', new File([bytes], name, { type }));
        return (await fetch('/board/posts', { method: 'POST', body: form })).status;
      },
      name,
      type,
      Buffer.from(bytes).toString('base64'),
      text,
    );
  }

  it('of a picture in the post itself stands with it, by its name', async () => {
    expect(await send('除雪の予定.png', 'image/png', drawn, '除雪の予定です。')).toBe(200);
    await openPosting('machi-board', 'post');
    expect(await shownPicture()).toEqual({
      alt: '添付の縮小画像: 除雪の予定.png',
      width: 320,
      height: 160,
      colour: blue.map((part) => expect.closeTo(part, -1.3)),
    });
    expect(await reader.axe()).toEqual([]);
    await takeShot(reader.page, 'thumbnail-direct');
    const { page } = reader;
    // Twice as large, as Chromium does it: half as many pixels of CSS.
    await page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await reader.axe()).toEqual([]);
    await takeShot(page, 'thumbnail-200');
    await page.setViewport({ width: 1280, height: 900 });
    await page.emulateMediaType('print');
    await takeShot(page, 'thumbnail-print');
    expect(await page.$eval('.posting-attachments img', (image) => image.clientWidth)).toBe(320);
    await page.emulateMediaType('screen');
    expect(reader.faults).toEqual([]);
  });

  it('is none of a picture that was stopped, and the posting says why', async () => {
    expect(await send('名簿.png', 'image/png', notice('png'), '名簿です。')).toBe(403);
    await until(
      async () => {
        const query = { service: 'machi-board', state: 'stopped' };
        return (await world.admin.call('postings', { query })).postings.length > 0;
      },
      { every: 250 },
    );
    await openPosting('machi-board', 'post');
    await reader.see('縮小画像はありません（送信されなかった投稿です）');
    expect(await reader.page.$('.posting-attachments img')).toBeNull();
    expect(await reader.axe()).toEqual([]);
    await takeShot(reader.page, 'thumbnail-none');
  });
});
