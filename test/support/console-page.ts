/** A page of the console in a real browser, driven by what a person sees. */
import type { Browser, Page } from 'puppeteer-core';
import { axeFindings } from './axe.ts';
import { until } from './until.ts';

export type ClickRole = 'button' | 'link' | 'checkbox' | 'radio';

export interface ConsolePage {
  readonly page: Page;
  /** Errors of the page itself: scripts, and whatever the content security policy refused. */
  readonly faults: readonly string[];
  open(path: string): Promise<void>;
  click(role: ClickRole, name: string): Promise<void>;
  /** @param field the field's `name` */
  fill(field: string, text: string): Promise<void>;
  choose(field: string, value: string): Promise<void>;
  /** Waits until the page shows a text. */
  see(text: string): Promise<void>;
  /** The page's rules that axe-core finds broken, of any weight. */
  axe(): Promise<string[]>;
  /** Tab (or Shift+Tab) until the focus is on what has this name or text. */
  tabTo(name: string, how?: { back?: boolean }): Promise<void>;
  /** Waits until the focus is on what has this name or text. */
  focusOn(name: string): Promise<void>;
}

export async function openConsolePage(browser: Browser, origin: string): Promise<ConsolePage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // Chromium notes every 401, 409 and 422 as an error: those are answers, not faults.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    faults.push(message.text());
  });

  const loaded = async () => {
    await page.waitForSelector('h1');
    await page.waitForFunction(() => document.querySelector('.loading') === null);
  };
  /** What comes moves what stands below it, from under the pointer. Some pages wait for good. */
  const settled = () =>
    page
      .waitForFunction(() => document.querySelector('.loading') === null, { timeout: 5_000 })
      .catch(() => null);
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? element?.getAttribute('name');
      return label ?? element?.textContent?.trim() ?? '';
    });
  const shown = () => page.evaluate(() => document.body.textContent);
  return {
    page,
    faults,
    async focusOn(name) {
      await until(async () => (await focused()) === name);
    },
    async open(path) {
      await page.goto(origin + path);
      await loaded();
    },
    async click(role, name) {
      await settled();
      await page
        .locator(`::-p-aria([name="${name}"][role="${role}"])`)
        .click()
        .catch(async (cause: unknown) => {
          throw new Error(`cannot click the ${role} “${name}”:\n${await shown()}`, { cause });
        });
    },
    async fill(field, text) {
      await page
        .locator(`[name="${field}"]`)
        .fill(text)
        .catch((cause: unknown) => {
          throw new Error(`cannot fill “${field}”`, { cause });
        });
    },
    async choose(field, value) {
      await page.locator(`select[name="${field}"]`).fill(value);
    },
    async see(text) {
      await page
        .waitForFunction((wanted) => document.body.textContent.includes(wanted), {}, text)
        .catch(async (cause: unknown) => {
          throw new Error(`“${text}” is not on the page:\n${await shown()}`, { cause });
        });
    },
    async axe() {
      await loaded();
      return axeFindings(page);
    },
    async tabTo(name, { back = false } = {}) {
      for (let presses = 0; presses < 120; presses++) {
        if (back) await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        if (back) await page.keyboard.up('Shift');
        if ((await focused()) === name) return;
      }
      throw new Error(`The keyboard does not reach “${name}”`);
    },
  };
}
