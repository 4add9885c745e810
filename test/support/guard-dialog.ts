/**
 * The guard's dialog as a driver sees it: it lies in a closed shadow root, so no page can. In
 * Firefox too, by WebDriver BiDi, which tells of closed roots and lets scripts run on their nodes.
 */
import type { Page } from 'puppeteer-core';
import { inClosedRoot } from './closed-root.ts';
import { until } from './until.ts';

/** What it says of an Individual Number, in whatever language. */
export const foundIt = /個人番号|Individual Number/;

/** Its text; null while there is none. */
export const dialogText = (page: Page): Promise<string | null> =>
  inClosedRoot(page, `(root) => root.querySelector('dialog')?.textContent ?? null`);

/** Waits until the dialog says this. */
export async function untilDialog(page: Page, words: string | RegExp): Promise<string> {
  let text: string | null = null;
  const said = until(async () => {
    text = await dialogText(page);
    const isThere =
      text !== null && (typeof words === 'string' ? text.includes(words) : words.test(text));
    return isThere ? text : null;
  });
  return said.catch(() => {
    throw new Error(`the dialog does not say ${words}, but: ${text}`);
  });
}

export async function untilNoDialog(page: Page): Promise<void> {
  await until(async () => (await dialogText(page)) === null);
}

/** By Escape. Waits for it first: a page hears that nothing left before its person does. */
export async function closeDialog(page: Page): Promise<void> {
  await untilDialog(page, /./);
  await page.keyboard.press('Escape');
  await untilNoDialog(page);
}

/** Presses a button as a person does: by the mouse. */
export async function press(page: Page, words: string): Promise<void> {
  const place = await inClosedRoot<[number, number]>(
    page,
    `(root) => {
      const button = [...root.querySelectorAll('dialog button')].find(
        (each) => each.textContent === ${JSON.stringify(words)},
      );
      if (button === undefined) return null;
      button.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = button.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }`,
  );
  if (place === null) throw new Error(`no button ${words}`);
  await page.mouse.click(...place);
}

/** Moves the focus on to a button, as a person does who uses no mouse. */
export async function tabTo(page: Page, words: string): Promise<void> {
  for (let steps = 0; (await focusedInDialog(page)) !== words; steps++) {
    if (steps === 30) throw new Error(`the Tab key does not lead to ${words}`);
    await page.keyboard.press('Tab', { delay: 10 });
  }
}

/** What has the focus in it: its words, or of a field its name. */
export const focusedInDialog = (page: Page): Promise<string | null> =>
  inClosedRoot(
    page,
    `({ activeElement }) => activeElement && (activeElement.textContent || activeElement.id)`,
  );

/** As HTML, with its style, for tools that need a page. */
export async function dialogHtml(page: Page): Promise<string> {
  const html = await inClosedRoot<string>(
    page,
    `(root) => root.querySelector('dialog')?.outerHTML ?? null`,
  );
  if (html === null) throw new Error('no dialog');
  return html;
}
