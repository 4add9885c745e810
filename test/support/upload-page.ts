/** Drives the pages of the upload site, as a person does: choose, drop, paste, and what came of it. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from './until.ts';
import type { UploadFile } from './upload-files.ts';

export interface UploadAnswer {
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** As the server understood them; empty where it refused, or something refused in its place. */
  readonly files: readonly { name: string; bytes: number; sha256: string }[];
}

/** @param paths files on disk. They are chosen, as in the dialog of the browser */
export async function chooseFiles(
  page: Page,
  paths: readonly string[],
  selector = 'input[type=file]',
): Promise<void> {
  const field = (await page.waitForSelector(selector)) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(...paths);
}

/** A drop from outside of the browser, which Chromium's driver alone can make: pages cannot tell. */
export async function dropFromDesktop(
  page: Page,
  selector: string,
  paths: readonly string[],
): Promise<void> {
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const session = await page.createCDPSession();
  await until(async () => {
    const { x, y } = await settledPlace(page, selector);
    await page.evaluate(watchDragging);
    for (const type of ['dragEnter', 'dragOver'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    }
    const isTaken = await page.evaluate(
      `new Promise((done) => setTimeout(() => done(isDragTaken)))`,
    );
    const type = isTaken ? 'drop' : 'dragCancel';
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
    return isTaken;
  });
  await session.detach();
}

/** A person sees by the pointer whether a drop will be taken: by the page, or by a file field. */
const watchDragging = `
  globalThis.isDragTaken = false;
  addEventListener('dragover', (event) => {
    const [at] = event.composedPath();
    setTimeout(() => {
      globalThis.isDragTaken = event.defaultPrevented || at?.type === 'file';
    });
  }, { capture: true, once: true });`;

/** Widgets grow and move into their place. */
async function settledPlace(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const place = async () => {
    const point = await (await page.waitForSelector(selector, { visible: true }))?.clickablePoint();
    await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    return point;
  };
  return until(async () => {
    const before = await place();
    const after = await place();
    return after && before?.x === after.x && before.y === after.y ? after : null;
  });
}

/** A drop that a script makes: any browser, but `isTrusted` is false. */
export const dropByScript = (page: Page, selector: string, files: readonly UploadFile[]) =>
  handOver(page, 'drop', selector, files);

/** A paste that a script makes: no driver fills the clipboard with files. */
export const pasteFiles = (page: Page, selector: string, files: readonly UploadFile[]) =>
  handOver(page, 'paste', selector, files);

async function handOver(
  page: Page,
  how: 'drop' | 'paste',
  selector: string,
  files: readonly UploadFile[],
): Promise<void> {
  await page.waitForSelector(selector);
  const sent = files.map(({ name, type, bytes }) => ({
    name,
    type,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  await page.$eval(
    selector,
    (area, name, carried) => {
      const common = { bubbles: true, cancelable: true };
      const dropped = new DataTransfer();
      // Firefox gives a paste one of its own, and takes none from outside.
      const paste = new ClipboardEvent('paste', { ...common, clipboardData: new DataTransfer() });
      const data = name === 'paste' ? (paste.clipboardData ?? dropped) : dropped;
      for (const { base64, name: title, type } of carried) {
        const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
        data.items.add(new File([bytes], title, { type }));
      }
      if (name === 'paste') {
        area.dispatchEvent(paste);
        return;
      }
      for (const step of ['dragenter', 'dragover', 'drop']) {
        area.dispatchEvent(new DragEvent(step, { ...common, dataTransfer: data }));
      }
    },
    how,
    sent,
  );
}

/** What the page, or a frame of it, was answered last, once it was answered `answers` times. */
export async function uploadAnswer(page: Page, answers = 1): Promise<UploadAnswer> {
  const told = await until(async () => {
    for (const frame of page.frames()) {
      // A frame that goes on to the answer is gone for a moment.
      const found = await frame
        .$eval('output', ({ dataset }) => ({ ...dataset }))
        .catch(() => null);
      if (found !== null && Number(found.answers ?? 0) >= answers) return found;
    }
    return null;
  });
  const status = Number(told.status);
  return { status, files: status === 200 ? JSON.parse(told.files ?? '[]') : [] };
}

/** What a page's script sends; see upload-pages/script-page.ts. */
export interface ScriptSent {
  readonly text: string;
  /** In Base64, by channels that can carry them; else the text's own. */
  readonly bytes?: string;
  /** Part of the place: `/sent/CHANNEL/KIND`. */
  readonly kind?: string;
  /** Where another site is: `https://other.localhost:PORT`. */
  readonly other?: string;
}

/** On the page /script: sends by one channel, and says what came of it. */
export function sendByScript(page: Page, channel: string, sent: ScriptSent): Promise<string> {
  return page.evaluate(
    (way, given) => (window as unknown as ScriptPage).send(way, given),
    channel,
    sent,
  );
}

/** The channels of the page /script. */
export const scriptChannels = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as ScriptPage).channels);

interface ScriptPage {
  readonly channels: string[];
  send(channel: string, sent: ScriptSent): Promise<string>;
}
