/** The guard's dialog as Chromium's driver sees it: it lies in a closed shadow root, so no page can. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

interface DomNode {
  nodeId: number;
  backendNodeId: number;
  nodeName: string;
  nodeValue: string;
  shadowRootType?: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** For `page.evaluate`: of a closed shadow root Firefox tells nothing but whether the focus is in there. */
export const isInDialog =
  'document.activeElement === document.documentElement.lastChild && document.documentElement.lastChild !== document.body';

/** What it says of an Individual Number, in whatever language. */
export const foundIt = /個人番号|Individual Number/;

/** Its text; null while there is none. */
export async function dialogText(page: Page): Promise<string | null> {
  const dialog = await findDialog(page);
  return dialog === null ? null : textOf(dialog);
}

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
  await until(async () => (await findDialog(page)) === null);
}

/** By Escape. Waits for it first: a page hears that nothing left before its person does. */
export async function closeDialog(page: Page): Promise<void> {
  await untilDialog(page, /./);
  await page.keyboard.press('Escape');
  await untilNoDialog(page);
}

/** Presses a button as a person does: by the mouse. */
export async function press(page: Page, words: string): Promise<void> {
  const session = await page.createCDPSession();
  try {
    const dialog = await findDialog(page);
    const button =
      dialog && all(dialog).find((node) => node.nodeName === 'BUTTON' && textOf(node) === words);
    if (!button) throw new Error(`no button ${words}`);
    const { backendNodeId } = button;
    await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
    const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.content;
    await page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2);
  } finally {
    await session.detach();
  }
}

/** As HTML, with its style, for tools that need a page. */
export async function dialogHtml(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  try {
    const dialog = await findDialog(page);
    if (dialog === null) throw new Error('no dialog');
    const { backendNodeId } = dialog;
    const { outerHTML } = await session.send('DOM.getOuterHTML', { backendNodeId });
    return outerHTML;
  } finally {
    await session.detach();
  }
}

async function findDialog(page: Page): Promise<DomNode | null> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const roots = all(root as DomNode).filter((node) => node.shadowRootType === 'closed');
    return roots.flatMap(all).find((node) => node.nodeName === 'DIALOG') ?? null;
  } finally {
    await session.detach();
  }
}

function all(node: DomNode): DomNode[] {
  const below = [...(node.children ?? []), ...(node.shadowRoots ?? [])];
  return [node, ...below.flatMap(all)];
}

function textOf(node: DomNode): string {
  return all(node)
    .filter(({ nodeName }) => nodeName === '#text')
    .map(({ nodeValue }) => nodeValue)
    .join('');
}
