import type { Browser } from 'puppeteer-core';
import { type ConsolePage, openConsolePage } from './console-page.ts';
import { testPassword } from './start-hub.ts';

/** A page of the console in a browser context of its own, once that account has signed in by its form. */
export async function signedInPage(
  browser: Browser,
  origin: string,
  id: string,
): Promise<ConsolePage> {
  const page = await openConsolePage(browser, origin);
  await page.open('/');
  await page.fill('id', id);
  await page.fill('password', testPassword);
  await page.click('button', 'サインインする');
  await page.page.waitForSelector('nav');
  return page;
}
