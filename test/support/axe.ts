/** What axe-core finds wrong with a page, of any weight. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'puppeteer-core';
import { dialogStyle } from '../../extension/guard/dialog-style.ts';
import { dialogHtml } from './guard-dialog.ts';

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** `impact rule: element`, one a rule. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(file, 'utf8'));
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => impact + ' ' + id + ': ' + nodes[0].html))`,
  )) as string[];
}

/** The guard's dialog lies where no script looks: what it shows is looked at in a page of its own. */
export async function dialogFindings(browser: Browser, page: Page): Promise<string[]> {
  const html = await dialogHtml(page);
  const own = await browser.newPage();
  try {
    await own.setContent(
      `<!doctype html><html lang="ja"><title>関所</title><style>${dialogStyle}</style>${html}</html>`,
    );
    await own.evaluate(`const dialog = document.querySelector('dialog');
      dialog.removeAttribute('open'); dialog.showModal();`);
    const findings = await axeFindings(own);
    // The page around it is not the guard's.
    return findings.filter((each) => !each.includes(' page-has-heading-one:'));
  } finally {
    await own.close();
    await page.bringToFront();
  }
}
