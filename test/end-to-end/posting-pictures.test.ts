/**
 * A picture whose file tells where it was taken: stopped with the words before it is posted to a
 * real Bluesky server, and posted as a copy without that. What the guard does not see, the proxy stops.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stripped } from '../../proxy/inspection/masking/strip-metadata.ts';
import { projectRoot } from '../../proxy/platform/build.ts';
import { artist, chunksInto, exifOf, pngChunk } from '../proxy/inspection/build-metadata.ts';
import { dialogFindings } from '../support/axe.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { press, untilDialog, untilNoDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { answered, openPostingPage, writePosting } from '../support/posting-page.ts';
import { takeShot } from '../support/screenshot.ts';

const installed = isInstalled('bluesky') && isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: no Bluesky server)';
// Without a word in it.
const icon = readFileSync(path.join(projectRoot, 'extension/public/icon/128.png'));
const exif = exifOf({ position: true, artist, orientation: 3 });
const picture = chunksInto(icon, pngChunk('eXIf', exif));
const copy = stripped('png', picture) ?? new Uint8Array();
/** Chromium's own language is English here. */
const words = {
  position: /撮影した場所（位置情報など）|Where it was taken/,
  owner: /撮影した人やカメラの持ち主の名前|who took it or whose camera/,
  ready: /写しができました|The copy is ready/,
};
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let pds: BlueskyServer;
  let image: string;

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-pictures-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    image = path.join(folder, '雪まつり.png');
    await writeFile(image, picture);
    const rule = { forbidden: { pictureMetadata: 'block' } };
    world = stack.use(await startContentWorld(name, { bluesky: true, rule }));
    pds = world.pds as BlueskyServer;
    expect(await openPostingPage(world.page, pds)).toMatchObject({ outcome: 'ok' });
  });
  afterAll(() => stack.disposeAsync());

  const stopped = (source: string) =>
    world.decisions(
      pds.host,
      (each) => each.source === source && each.reason === 'picture-metadata',
      1,
    );

  it('is stopped when it is chosen, with words, and goes as a copy without it', async () => {
    const { page } = world;
    await writePosting(page, { text: '雪まつり' });
    const field = (await page.$('#posting [name=image]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(image);
    const told = await untilDialog(page, words.position);
    expect(told).toMatch(words.owner);
    const isJapanese = words.owner.exec(told)?.[0].startsWith('撮影');
    expect(told).not.toContain(artist);
    expect(await dialogFindings(world.browser, page)).toEqual([]);
    await press(
      page,
      isJapanese ? '撮影情報を除いた写しを作る' : 'Make a copy without this information',
    );
    expect(await untilDialog(page, words.ready)).toContain('雪まつり (撮影情報なし).png');
    await press(page, isJapanese ? '写しを送る' : 'Send the copy');
    await untilNoDialog(page);
    const [line] = await stopped('extension');
    expect(line).toMatchObject({
      action: 'block',
      rule: 'posting/bluesky/forbidden/pictureMetadata',
      upload: { items: [{ metadata: ['position', 'owner'] }] },
    });
    const { outcome } = await answered(page, () => page.click('#posting [value=post]'));
    expect(outcome).toBe('ok');
    expect(await pds.blobs()).toEqual([sha256(copy)]);
    expect((await pds.records()).at(-1)?.value.embed).toMatchObject({
      images: [{ alt: '雪まつり (撮影情報なし).png' }],
    });
    const records = JSON.stringify(await world.records());
    expect(records).toContain('copy-made');
    expect(records).not.toContain(artist);
  });

  it('is stopped by the proxy where a script of the page makes it', async () => {
    const { page } = world;
    const before = await pds.blobs();
    const bytes = picture.toString('base64');
    await writePosting(page, { text: '雪まつり' });
    // No event tells of it.
    await page.evaluate((base64: string) => {
      const made = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([made], 'a.png', { type: 'image/png' }));
      const field = document.querySelector<HTMLInputElement>('#posting [name=image]');
      if (field !== null) field.files = files.files;
    }, bytes);
    const answer = await answered(page, () => page.click('#posting [value=post]'));
    expect(answer).toMatchObject({ outcome: 'failed', status: 403 });
    expect(await untilDialog(page, words.position)).not.toContain(artist);
    await takeShot(page, 'picture-stopped-by-proxy');
    expect(await stopped('proxy')).toMatchObject([{ action: 'block' }]);
    expect(await pds.blobs()).toEqual(before);
    const { postings } = await world.admin.call('postings', { query: { state: 'stopped' } });
    expect(postings).toMatchObject([{ act: 'upload', reason: 'picture-metadata' }]);
  });
});
