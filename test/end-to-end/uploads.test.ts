/**
 * A file with an Individual Number is stopped whether a person hands it to a page or a script sends
 * it; what holds nothing arrives byte for byte. Each is one decision, and shows in the console.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { individual } from '../proxy/inspection/build-documents.ts';
import { axeFindings } from '../support/axe.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { sentValue } from '../support/sent-values.ts';
import { until } from '../support/until.ts';
import { badFiles, cleanFiles, onDisk, type UploadFile } from '../support/upload-files.ts';
import {
  chooseFiles,
  dropByScript,
  dropFromDesktop,
  pasteFiles,
  uploadAnswer,
} from '../support/upload-page.ts';

const installed = isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: the pages are not installed)';
const number = sentValue(individual('27182818284'));

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let clean: UploadFile[];
  let bad: UploadFile[];
  let cleanPaths: string[];
  let badPaths: string[];

  beforeAll(async () => {
    world = stack.use(await startContentWorld(name));
    clean = await cleanFiles();
    bad = await badFiles(number);
    ({ paths: cleanPaths } = stack.use(await onDisk(clean)));
    ({ paths: badPaths } = stack.use(await onDisk(bad)));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => world.site.forget());

  const open = (place: string) => world.page.goto(world.site.url + place);
  const arrived = () => world.site.received.flatMap(({ files }) => files);
  const described = (each: { name: string; sha256: string }) => `${each.name} ${each.sha256}`;
  const onSite = (fits: (each: DecisionRecord) => boolean, count: number) =>
    world.decisions(world.site.host, fits, count);
  const isGuards = ({ act }: DecisionRecord) => act === 'upload';
  const sentTo = (path: string) => (each: DecisionRecord) =>
    each.method === 'POST' && each.destination?.path === path;

  const expectCleanArrived = async (path: string, requests: number) => {
    expect(arrived().map(described).toSorted()).toEqual(clean.map(described).toSorted());
    const lines = await onSite(sentTo(path), requests);
    expect(lines.map(({ action }) => action)).toEqual(Array(requests).fill('allow'));
    const seen = lines.flatMap(({ upload }) => upload?.items ?? []);
    expect(seen.filter(({ kind }) => kind === 'file')).toHaveLength(clean.length);
    expect(seen.every(({ inspected }) => inspected === true)).toBe(true);
  };

  it('lets clean files of a plain form through, with its other fields', async () => {
    await open('/plain');
    await world.page.type('[name=name]', '田中');
    await chooseFiles(world.page, cleanPaths);
    await until(async () => (await chosen()) === clean.length);
    await world.page.click('#send');
    await uploadAnswer(world.page);
    await expectCleanArrived('/upload/plain', 1);
    expect(world.site.received).toMatchObject([{ fields: { name: '田中' } }]);
  });

  it('lets clean files of a React page through', async () => {
    await open('/react');
    await chooseFiles(world.page, cleanPaths);
    await world.page.waitForSelector('#chosen li');
    await world.page.click('#send:enabled');
    await uploadAnswer(world.page);
    await expectCleanArrived('/upload/react', 1);
  });

  it('lets clean files that are dropped on a Dropzone through', async () => {
    await open('/dropzone');
    if (name === 'Chromium') await dropFromDesktop(world.page, '#drop', cleanPaths);
    else await dropByScript(world.page, '#drop', clean);
    await until(() => arrived().length >= clean.length);
    await expectCleanArrived('/upload/dropzone', clean.length);
  });

  it.each([
    ['a plain form', '/plain', choose],
    ['a React page', '/react', choose],
    // No driver of Firefox drops from outside.
    ...(name === 'Chromium' ? ([['a Dropzone', '/dropzone', drop]] as const) : []),
  ] as const)('hands no file with an Individual Number to %s', async (_, place, handOver) => {
    const before = (await onSite(isGuards, 0)).length;
    await open(place);
    await handOver();
    const lines = (await onSite(isGuards, before + bad.length)).slice(before);
    expect(lines).toHaveLength(bad.length);
    expect(
      lines.every(({ action, reason }) => action === 'block' && reason === 'upload-rule'),
    ).toBe(true);
    expect(lines.every(({ upload }) => upload?.level === '3A')).toBe(true);
    const named = lines.map(({ upload }) => upload?.items[0]?.name).toSorted();
    expect(named).toEqual(bad.map((file) => file.name).toSorted());
    expect(world.site.received).toEqual([]);
  });

  it.each([
    ['drop', '/dropzone', () => dropByScript(world.page, '#drop', bad)],
    ['paste', '/paste', () => pasteFiles(world.page, '#paste', bad)],
  ] as const)(
    'stops what a page takes from a %s that a script made',
    async (_, place, handOver) => {
      await open(place);
      await handOver();
      const isStopped = (each: DecisionRecord) =>
        sentTo(`/upload${place}`)(each) && each.action === 'block';
      // Dropzone sends each file by itself, the other page all of them at once.
      const count = place === '/dropzone' ? bad.length : 1;
      const lines = await onSite(isStopped, count);
      expect(lines).toHaveLength(count);
      expect(lines.flatMap(({ upload }) => upload?.items ?? [])).toHaveLength(bad.length);
      expect(world.site.received).toEqual([]);
    },
  );

  it('moves a tab whose form a script sent to the page that says why', async () => {
    // Nobody goes on in a tab that was on a page of the extension: Firefox's driver hangs there.
    const tab = await world.browser.newPage();
    await tab.goto(`${world.site.url}/plain`);
    await tab
      .evaluate((value) => {
        const field = Object.assign(document.createElement('input'), { name: 'memo', value });
        const form = Object.assign(document.createElement('form'), {
          method: 'post',
          action: '/sent/form',
          enctype: 'multipart/form-data',
        });
        form.append(field);
        document.body.append(form);
        form.submit();
      }, `個人番号: ${number}`)
      .catch(() => {});
    const said = await until(async () => {
      const text = await tab.evaluate(() => document.body.textContent ?? '').catch(() => '');
      return /memo/.test(text) && /7-2/.test(text) ? text : null;
    });
    expect(said).not.toContain(number);
    expect(await axeFindings(tab)).toEqual([]);
    expect(world.site.received).toEqual([]);
    await tab.close();
  });

  it('shows in the console what was stopped, where in which file, and no number', async () => {
    const { uploads } = await world.admin.call('uploads', { query: { limit: '200' } });
    const sheet = uploads.find(({ upload }) => upload.items[0]?.name === '表.xlsx');
    expect(sheet).toMatchObject({
      action: 'block',
      rule: 'uploads.rules[0]',
      clause: '7-2',
      who: { user: 'tanaka' },
      left: false,
    });
    expect(sheet?.upload.items[0]?.findings).toMatchObject([
      { kind: 'individual-number', place: { sheet: '名簿', cell: 'B2' } },
    ]);
    expect(JSON.stringify(uploads)).not.toContain(number);
  });

  const chosen = () =>
    world.page.$eval('input[type=file]', (field) => (field as HTMLInputElement).files?.length);

  async function choose(): Promise<void> {
    await chooseFiles(world.page, badPaths);
  }
  async function drop(): Promise<void> {
    await dropFromDesktop(world.page, '#drop', badPaths);
  }
});
