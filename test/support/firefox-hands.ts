/**
 * Drops and pastes in Firefox that pages and extensions cannot tell from a person's: no driver makes
 * any. An add-on for tests alone, with Firefox's own powers (an experiment, which a browser that asks
 * for no signatures loads), takes orders from a folder and dispatches trusted events with real files.
 *
 *   test ─ N.order ─► add-on ─► tab's process ─► trusted event ─► N.answer ─► test
 */
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { until } from './until.ts';

export interface Order {
  readonly type: 'drop' | 'paste';
  /** Part of the tab's URL. */
  readonly tab: string;
  readonly selector: string;
  /** On disk; folders as well. */
  readonly paths: readonly string[];
  readonly texts?: Readonly<Record<string, string>>;
}

export interface FirefoxHands extends AsyncDisposable {
  /** Of the add-on. */
  readonly folder: string;
  /** Resolves when the page has had the event. @throws with what Firefox says */
  do(order: Order): Promise<void>;
}

export const handsPreferences = {
  'extensions.experiments.enabled': true,
  // In a real drop Firefox tells the tab's process itself which folders it may read.
  'dom.filesystem.pathcheck.disabled': true,
};

export async function makeFirefoxHands(): Promise<FirefoxHands> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-extension-'));
  const orders = path.join(folder, 'orders');
  await cp(path.join(import.meta.dirname, 'firefox-hands'), folder, { recursive: true });
  await mkdir(orders);
  await writeFile(path.join(folder, 'orders.json'), JSON.stringify({ folder: orders }));
  let count = 0;
  return {
    folder,
    async do(order) {
      count += 1;
      const place = path.join(orders, String(count));
      await writeFile(`${place}.part`, JSON.stringify(order));
      await rename(`${place}.part`, `${place}.order`);
      const answer = await until(() => readFile(`${place}.answer`, 'utf8').catch(() => null));
      if (answer !== 'done') throw new Error(answer);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
