/** A real browser with nothing of ours in it, that trusts the authority of the tests' sites. */
import type { Browser } from 'puppeteer-core';
import { type LaunchOptions, launchChromium, launchFirefox } from './browser.ts';
import type { BrowserName } from './guarded-terminal.ts';
import type { SiteAuthority } from './site-authority.ts';

export function launchTrusting(
  name: BrowserName,
  { authority }: SiteAuthority,
  options: LaunchOptions = {},
): Promise<Browser> {
  if (name === 'Firefox') return launchFirefox({ ...options, anyCertificate: true });
  const trusted = `--ignore-certificate-errors-spki-list=${authority.caSpkiSha256}`;
  const args = [...(options.args ?? []), trusted];
  return launchChromium({ anyFileName: true, ...options, args });
}
