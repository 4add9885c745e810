/**
 * Without anything of ours in between, every page really uploads, byte for byte, and every channel
 * of a script arrives: so that what does not arrive was stopped by us.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { carries } from '../support/received-upload.ts';
import { outcomes, silent } from '../support/script-channels.ts';
import { openSiteAuthority } from '../support/site-authority.ts';
import { launchTrusting } from '../support/trusting-browser.ts';
import { until } from '../support/until.ts';
import { cleanFiles, onDisk, textOfSize, type UploadFile } from '../support/upload-files.ts';
import {
  chooseFiles,
  dropByScript,
  dropFromDesktop,
  pasteFiles,
  scriptChannels,
  sendByScript,
  uploadAnswer,
} from '../support/upload-page.ts';
import { startUploadSite, type UploadSite } from '../support/upload-site.ts';

const text = '雪まつりは2月15日です';
const installed = isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: the pages are not installed)';

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let site: UploadSite;
  let browser: Browser;
  let page: Page;
  let files: UploadFile[];
  let paths: string[];

  beforeAll(async () => {
    const sites = stack.use(await openSiteAuthority());
    site = stack.use(await startUploadSite({ sites }));
    browser = await launchTrusting(name, sites);
    stack.defer(() => browser.close());
    page = await browser.newPage();
    files = [...(await cleanFiles()), textOfSize(1)];
    ({ paths } = stack.use(await onDisk(files)));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => site.forget());

  const open = (place: string) => page.goto(site.url + place);
  const arrived = () => site.received.flatMap((each) => each.files);
  const described = (each: { name: string; sha256: string }) => `${each.name} ${each.sha256}`;
  const expectAllArrived = () =>
    expect(arrived().map(described).toSorted()).toEqual(files.map(described).toSorted());

  it.each(['/plain', '/plain?target=iframe'])('%s uploads with its other fields', async (place) => {
    await open(place);
    await page.type('[name=name]', '田中');
    await page.type('[name=note]', text);
    await page.click('[name=agreed]');
    await chooseFiles(page, paths);
    await page.click('#send');
    const answer = await uploadAnswer(page);
    expect(answer.files.map(described)).toEqual(files.map(described));
    expectAllArrived();
    const fields = { name: '田中', note: text, agreed: 'yes' };
    expect(site.received).toMatchObject([{ method: 'POST', path: '/upload/plain', fields }]);
  });

  it('/text submits what was typed', async () => {
    await open('/text');
    await page.type('[name=note]', text);
    await page.click('#send');
    expect(await uploadAnswer(page)).toEqual({ status: 200, files: [] });
    expect(site.received).toMatchObject([{ path: '/upload/text', fields: { note: text } }]);
  });

  it('/react uploads what its state holds', async () => {
    await open('/react');
    await page.waitForSelector('[name=note]');
    await page.type('[name=note]', text);
    await chooseFiles(page, paths);
    await page.waitForSelector('#chosen li');
    await page.click('#send:enabled');
    expect(await uploadAnswer(page)).toMatchObject({ status: 200 });
    expectAllArrived();
    expect(site.received).toMatchObject([{ fields: { note: text } }]);
  });

  it.each(['/dropzone', '/react-dropzone'])('%s uploads what is dropped', async (place) => {
    await open(place);
    if (name === 'Chromium') await dropFromDesktop(page, '#drop', paths);
    else await dropByScript(page, '#drop', files);
    await until(() => arrived().length >= files.length);
    expectAllArrived();
    await uploadAnswer(page, place === '/dropzone' ? files.length : 1);
  });

  it.each(['/dropzone', '/react-dropzone'])('%s uploads what is chosen', async (place) => {
    await open(place);
    await page.waitForSelector('#drop');
    await chooseFiles(page, paths.slice(0, 1));
    const { files: answered } = await uploadAnswer(page);
    expect(answered.map(described)).toEqual(files.slice(0, 1).map(described));
  });

  it('/paste uploads what is pasted', async () => {
    await open('/paste');
    await pasteFiles(page, '#paste', files);
    expect(await uploadAnswer(page)).toMatchObject({ status: 200 });
    expectAllArrived();
  });

  it('/script sends by every channel', async () => {
    await open('/script');
    const channels = await scriptChannels(page);
    expect(channels.length).toBeGreaterThan(20);
    for (const channel of channels) {
      const outcome = await sendByScript(page, channel, { text });
      if (silent[name][channel] !== undefined) continue;
      expect(`${channel}: ${outcome}`).toBe(`${channel}: ${outcomes[channel] ?? 'answered 200'}`);
    }
    const sent = channels.filter((channel) => silent[name][channel] === undefined);
    const came = () => site.received.filter(({ path }) => path.startsWith('/sent/'));
    const placesOf = () => came().map(({ path }) => path.replace(/^\/sent\/|\?.*$/g, ''));
    await until(() => placesOf().length >= sent.length);
    expect(placesOf().toSorted()).toEqual(sent.toSorted());
    expect(came().filter((each) => !carries(each, text))).toEqual([]);
  });
});
