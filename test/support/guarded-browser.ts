/** A browser of one person behind the whole system: extension with an enrolment code, proxy set. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { projectRoot } from '../../proxy/platform/build.ts';
import { pathsBelow } from '../../proxy/platform/paths.ts';
import { type LaunchOptions, launchChromium, launchFirefox } from './browser.ts';
import { type FirefoxHands, handsPreferences } from './firefox-hands.ts';
import type { System } from './start-system.ts';

export type BrowserName = 'Chromium' | 'Firefox';

export interface GuardedBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

export async function openGuarded(
  name: BrowserName,
  system: System,
  person: { user: string; unit: string },
  /** secure: https through the terminal's own authority, and files with Japanese names. */
  { secure = false, hands }: { secure?: boolean; hands?: FirefoxHands } = {},
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
  const { caSpkiSha256 } = await openAuthority(pathsBelow(system.home).authority);
  const trusting: LaunchOptions =
    name === 'Chromium'
      ? { anyFileName: true, args: [`--ignore-certificate-errors-spki-list=${caSpkiSha256}`] }
      : { anyCertificate: true };
  const browser = await launch({
    ...(secure ? trusting : {}),
    proxy: `127.0.0.1:${system.proxyPort}`,
    bypass: [`127.0.0.1:${system.linkPort}`],
    ...(hands && { preferences: handsPreferences }),
    extension: folder,
  });
  if (hands !== undefined) await browser.installExtension(hands.folder);
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
