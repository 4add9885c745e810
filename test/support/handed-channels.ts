/**
 * What a person hands over to the page /handed (upload-pages/handed-page.ts), way by way, in each
 * browser. What no driver can do in one of them is said.
 */
import type { Page } from 'puppeteer-core';
import type { ContentWorld } from './content-world.ts';
import type { BrowserName } from './guarded-terminal.ts';
import { until } from './until.ts';
import { chooseFiles, dropFromDesktop } from './upload-page.ts';

export interface HandedWhat {
  /** Files on disk. */
  readonly paths: readonly string[];
  /** A folder on disk. */
  readonly folder: string;
  readonly text: string;
}

export interface HandedChannel {
  readonly name: string;
  /** Where the page sends it: `/upload/PLACE`; the name, where nothing else is said. */
  readonly place?: string;
  readonly gives: 'file' | 'files' | 'folder' | 'text' | 'file and text';
  readonly notDriven?: Partial<Record<BrowserName, string>>;
  give(world: ContentWorld, what: HandedWhat): Promise<void>;
}

const drops =
  (selector: string, those: (what: HandedWhat) => readonly string[]) =>
  async ({ page, hands }: ContentWorld, what: HandedWhat): Promise<void> => {
    const paths = those(what);
    if (hands === null) await dropFromDesktop(page, selector, paths);
    else await hands.do({ type: 'drop', tab: '/handed', selector, paths });
  };

/** Typed as a person does, key by key, and sent by the button. */
const types =
  (form: string) =>
  async ({ page }: ContentWorld, { text }: HandedWhat): Promise<void> => {
    await page.type(`#${form} [name=q]`, text);
    await page.click(`#${form} button`);
  };

/** Cut in one field and pasted into another: the clipboard is the browser's own. */
async function pasteText({ page }: ContentWorld, { text }: HandedWhat): Promise<void> {
  const field = '#typed-multipart [name=q]';
  await page.type(field, text);
  await withControl(page, 'a', 'SelectAll');
  await withControl(page, 'x', 'Cut');
  await withControl(page, 'v', 'Paste');
  await until(() =>
    page.$eval(field, (input, it) => (input as HTMLInputElement).value === it, text),
  );
  await page.click('#typed-multipart button');
}

async function withControl(page: Page, key: 'a' | 'x' | 'v', command: string): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key, { commands: [command] });
  await page.keyboard.up('Control');
}

export const handedChannels: readonly HandedChannel[] = [
  {
    name: 'input',
    gives: 'file',
    give: ({ page }, { paths }) => chooseFiles(page, paths.slice(0, 1), '#input'),
  },
  {
    name: 'input-multiple',
    gives: 'files',
    give: ({ page }, { paths }) => chooseFiles(page, paths, '#input-multiple'),
  },
  {
    name: 'input-folder',
    gives: 'folder',
    notDriven: { Firefox: 'its driver chooses no folder' },
    give: ({ page }, { folder }) => chooseFiles(page, [folder], '#input-folder'),
  },
  { name: 'drop', gives: 'files', give: drops('#drop', ({ paths }) => paths) },
  { name: 'drop-entries', gives: 'files', give: drops('#drop-entries', ({ paths }) => paths) },
  {
    name: 'drop-folder',
    place: 'drop-entries',
    gives: 'folder',
    give: drops('#drop-entries', ({ folder }) => [folder]),
  },
  {
    name: 'drop-on-input',
    place: 'input-multiple',
    gives: 'files',
    give: drops('#input-multiple', ({ paths }) => paths),
  },
  {
    name: 'paste',
    gives: 'files',
    notDriven: { Chromium: 'its driver puts no file into the clipboard' },
    give: async ({ hands }, { paths }) =>
      hands?.do({ type: 'paste', tab: '/handed', selector: '#paste', paths }),
  },
  { name: 'typed-urlencoded', gives: 'text', give: types('typed-urlencoded') },
  { name: 'typed-plain-text', gives: 'text', give: types('typed-plain-text') },
  { name: 'typed-query', gives: 'text', give: types('typed-query') },
  { name: 'typed-multipart', gives: 'text', give: pasteText },
  {
    name: 'typed-with-file',
    gives: 'file and text',
    async give({ page }, { paths, text }) {
      const input = '#typed-with-file input[type=file]';
      await chooseFiles(page, paths.slice(0, 1), input);
      // The guard looks at it first.
      await until(() =>
        page.$eval(input, (field) => (field as HTMLInputElement).files?.length === 1),
      );
      await types('typed-with-file')({ page } as ContentWorld, { text, paths, folder: '' });
    },
  },
];
