/**
 * The page that `sekisho browser --url` asks for. Not on Chromium's command line: a page that
 * starts before the extension does finds nobody to answer the proxy's 407.
 */
import { z } from 'zod';
import type { Kept } from '../platform/kept.ts';

export const openedSchema = z.boolean();

export interface FirstPage {
  /** Opens it, once in the browser's life, when there is a credential (or none to be had). */
  open(): Promise<void>;
}

export function createFirstPage(options: {
  url: () => Promise<string | undefined>;
  /** Of this session. */
  opened: Kept<boolean>;
  /** Resolves when a request can be answered for. */
  ready: () => Promise<unknown>;
  show: (url: string) => Promise<void>;
}): FirstPage {
  return {
    async open() {
      const url = await options.url();
      if (url === undefined || (await options.opened.get())) return;
      await options.opened.set(true);
      await options.ready();
      await options.show(url);
    },
  };
}
