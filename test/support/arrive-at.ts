import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/**
 * Opens a page, until it shows what the selector names. Firefox may break the first try off, while
 * its extension begins, and its driver then hears of no later arrival: what is there is looked at.
 */
export async function arriveAt(page: Page, url: string, selector: string): Promise<void> {
  await until(
    async () => {
      await page.goto(url, { waitUntil: 'load', timeout: 3_000 }).catch(() => null);
      return page.url() === url && (await page.$(selector)) !== null;
    },
    { every: 500 },
  );
}
