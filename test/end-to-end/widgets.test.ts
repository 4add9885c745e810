/**
 * The upload widgets that real pages are made of, and a real wiki: clean files arrive as without us,
 * of a file with an Individual Number nothing leaves, and the person is told in the guard's dialog.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { individual } from '../proxy/inspection/build-documents.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { type DokuWiki, dokuwikiMissing, startDokuWiki } from '../support/dokuwiki.ts';
import { closeDialog, foundIt, untilDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { sentValue } from '../support/sent-values.ts';
import { until } from '../support/until.ts';
import { badFiles, cleanFiles, onDisk, type UploadFile } from '../support/upload-files.ts';
import { chooseFiles, dropByScript, dropFromDesktop } from '../support/upload-page.ts';

const installed = isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: the pages are not installed)';
const noWiki = dokuwikiMissing();
const number = sentValue(individual('27182818284'));
const text = '雪まつりは2月15日です。市役所の前で行います。';
const badText = `申請者の個人番号: ${number}`;

interface Widget {
  readonly name: string;
  /** Presses what sends, where choosing is not enough. */
  readonly button?: string;
  readonly input: string;
  /** null: it takes no drops. */
  readonly zone: string | null;
}

const widgets: readonly Widget[] = [
  { name: 'react', button: '#send:enabled', input: 'input[type=file]', zone: null },
  { name: 'vue', button: '#send:enabled', input: 'input[type=file]', zone: null },
  { name: 'react-dropzone', input: '#drop input[type=file]', zone: '#drop' },
  { name: 'dropzone', input: 'input.dz-hidden-input', zone: '#drop' },
  { name: 'filepond', input: '#drop input[type=file]', zone: '#drop' },
  {
    name: 'uppy',
    input: 'input.uppy-Dashboard-input',
    zone: '.uppy-Dashboard-dropFilesHereHint, .uppy-Dashboard-AddFiles',
  },
];

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let wiki: DokuWiki | null = null;
  let clean: UploadFile[];
  let bad: UploadFile[];
  let cleanPaths: string[];
  let badPaths: string[];

  beforeAll(async () => {
    wiki = noWiki === '' ? stack.use(await startDokuWiki()) : null;
    const allow = wiki === null ? [] : [wiki];
    world = stack.use(await startContentWorld(name, { hands: true, allow }));
    // The wiki asks whether to leave what was not saved.
    world.page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    clean = (await cleanFiles()).slice(2, 6);
    bad = (await badFiles(number)).slice(2, 6);
    ({ paths: cleanPaths } = stack.use(await onDisk(clean)));
    ({ paths: badPaths } = stack.use(await onDisk(bad)));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => world.site.forget());

  const arrived = () => world.site.received.flatMap(({ files }) => files);
  const described = (each: { name: string; sha256: string }) => `${each.name} ${each.sha256}`;
  const held = async () =>
    (await world.records()).filter(
      (each): each is DecisionRecord =>
        each.type === 'decision' && each.act === 'upload' && each.action === 'block',
    );
  const refused = async (host: string) =>
    (await world.records()).filter(
      (each): each is DecisionRecord =>
        each.type === 'decision' &&
        each.source === 'proxy' &&
        each.action === 'block' &&
        each.destination?.host === host,
    );

  async function drop(zone: string, paths: readonly string[], place: string): Promise<void> {
    if (world.hands === null) return dropFromDesktop(world.page, zone, paths);
    await world.page.waitForSelector(zone);
    await world.hands.do({ type: 'drop', tab: place, selector: zone, paths });
  }

  /** Is shown, says what was found, and goes by Escape. */
  async function expectDialog(): Promise<void> {
    expect(await untilDialog(world.page, foundIt)).not.toContain(number);
    await closeDialog(world.page);
  }

  it.each(widgets.map((each) => [each.name, each] as const))(
    '%s: what is chosen arrives byte for byte, or is held',
    async (place, { input, button }) => {
      await world.page.goto(`${world.site.url}/${place}`);
      await chooseFiles(world.page, badPaths, input);
      const before = (await held()).length;
      await expectDialog();
      await until(async () => (await held()).length >= before, { every: 250 });
      expect(world.site.received).toEqual([]);
      await chooseFiles(world.page, cleanPaths, input);
      if (button !== undefined) await (await world.page.waitForSelector(button))?.click();
      await until(() => arrived().length >= clean.length, { within: 60_000 });
      expect(arrived().map(described).toSorted()).toEqual(clean.map(described).toSorted());
    },
  );

  it.each(widgets.flatMap((each) => (each.zone === null ? [] : [[each.name, each.zone] as const])))(
    '%s: what is dropped arrives byte for byte, or is held',
    async (place, zone) => {
      await world.page.goto(`${world.site.url}/${place}`);
      await drop(zone, badPaths, `/${place}`);
      await expectDialog();
      expect(world.site.received).toEqual([]);
      await drop(zone, cleanPaths, `/${place}`);
      await until(() => arrived().length >= clean.length, { within: 60_000 });
      expect(arrived().map(described).toSorted()).toEqual(clean.map(described).toSorted());
    },
  );

  it('uppy: of a resumable upload that a script began nothing arrives', async () => {
    await world.page.goto(`${world.site.url}/uppy`);
    const before = (await refused(world.site.host)).length;
    await dropByScript(world.page, '.uppy-Dashboard-AddFiles', bad.slice(0, 1));
    await until(async () => (await refused(world.site.host)).length > before, {
      within: 60_000,
      every: 250,
    });
    expect(world.site.received).toEqual([]);
  });

  describe.skipIf(noWiki !== '')(`a wiki${noWiki === '' ? '' : ` (not run: ${noWiki})`}`, () => {
    const open = (query: string) => world.page.goto(`${wiki?.url}/doku.php?${query}`);

    it('takes a clean document as before, and gets none with an Individual Number', async () => {
      const docx = 2;
      await open('id=start&do=media&ns=&tab_files=upload');
      const input = '.qq-upload-button input[type=file]';
      await chooseFiles(world.page, badPaths.slice(docx, docx + 1), input);
      await expectDialog();
      await chooseFiles(world.page, cleanPaths.slice(docx, docx + 1), input);
      // The guard hands the file over when it was looked at; the wiki lists it then.
      await world.page.waitForSelector('.qq-upload-list li');
      await (await world.page.waitForSelector('#mediamanager__upload_button'))?.click();
      const wanted = clean[docx] as UploadFile;
      const came = await until(async () => (await wiki?.medium(keptName(wanted))) ?? null, {
        within: 60_000,
      });
      expect(came.equals(Buffer.from(wanted.bytes))).toBe(true);
    });

    it('keeps a page that was typed, and none with an Individual Number', async () => {
      await open('id=festival&do=edit');
      await world.page.type('#wiki__text', badText);
      await world.page.click('#edbtn__save');
      await expectDialog();
      expect(await wiki?.page('festival')).toBe(null);
      await open('id=plan&do=edit');
      await world.page.type('#wiki__text', text);
      await world.page.click('#edbtn__save');
      const kept = await until(async () => (await wiki?.page('plan')) ?? null);
      expect(kept).toContain(text);
    });
  });
});

/** As DokuWiki names it on its disk. */
const keptName = ({ name }: UploadFile): string =>
  encodeURIComponent(name.toLowerCase()).replaceAll('(', '').replaceAll(')', '');
