/** A browser of one person behind the whole system: extension with an enrolment code, proxy set. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { projectRoot } from '../../proxy/platform/build.ts';
import { launchChromium, launchFirefox } from './browser.ts';
import type { System } from './start-system.ts';

export type BrowserName = 'Chromium' | 'Firefox';

export interface GuardedBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

export async function openGuarded(
  name: BrowserName,
  system: System,
  person: { user: string; unit: string },
): Promise<GuardedBrowser> {
  const argv = ['enroll', '--user', person.user, '--unit', person.unit, '--json'];
  const { stdout, stderr } = await system.run(argv);
  if (stdout === '') throw new Error(`enroll: ${stderr}`);
  const { code } = JSON.parse(stdout);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-extension-'));
  const built = name === 'Chromium' ? 'chrome-mv3' : 'firefox-mv2';
  await cp(path.join(projectRoot, '.output', built), folder, { recursive: true });
  const enrolment = {
    code,
    linkUrl: `http://127.0.0.1:${system.linkPort}`,
    proxyPort: system.proxyPort,
  };
  await writeFile(path.join(folder, 'enrolment.json'), JSON.stringify(enrolment));
  const launch = name === 'Chromium' ? launchChromium : launchFirefox;
  const browser = await launch({
    proxy: `127.0.0.1:${system.proxyPort}`,
    bypass: [`127.0.0.1:${system.linkPort}`],
    extension: folder,
  });
  return {
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Goes to a URL. Where the tab ends on a page of the extension, Firefox's driver waits for ever:
 * the caller looks at the page instead.
 */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { timeout: 5_000, waitUntil: 'domcontentloaded' }).catch(() => null);
}
