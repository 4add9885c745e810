/**
 * Firefox as a city manages it: policies.json alone brings a locked proxy, the authority, the
 * extension and its enrolment code.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { projectRoot } from '../../proxy/platform/build.ts';
import { firefoxBinary, launchFirefox } from './browser.ts';
import type { ForcedWorld } from './forced-world.ts';
import { writeLauncher } from './mount-namespace.ts';
import { zipFolder } from './zip-folder.ts';

/** On Debian, /usr/lib/firefox-esr/distribution is a link to it. */
export const firefoxPolicies = '/usr/share/firefox-esr/distribution';

/**
 * By the policies that `sekisho policy export` makes, and those that tests alone need.
 * @param folder for policies, launcher and profile; the caller removes it
 */
export async function launchForcedFirefox(
  folder: string,
  { system, sitesCaPem, code }: Pick<ForcedWorld, 'system' | 'sitesCaPem' | 'code'>,
): Promise<Browser> {
  const packed = path.join(folder, 'sekisho.xpi');
  await writeFile(packed, await zipFolder(path.join(projectRoot, '.output', 'firefox-mv2')));
  // For a site whose tunnel nobody opens.
  const siteAuthority = path.join(folder, 'sites.pem');
  await writeFile(siteAuthority, sitesCaPem);
  const url = pathToFileURL(packed).href;
  const {
    code: status,
    stdout,
    stderr,
  } = await system.run([
    ...['policy', 'export', '--to', 'firefox-managed', '--extension-url', url],
    ...['--ca-out', path.join(folder, 'authority.pem'), '--code', code],
  ]);
  if (status !== 0) throw new Error(`policy export: ${stderr}`);
  const { policies } = JSON.parse(stdout);
  policies.Certificates.Install.push(siteAuthority);
  // For the driver: without it Firefox listens to nobody.
  delete policies.DisableDeveloperTools;
  // ESR alone takes an extension that Mozilla has not signed.
  policies.Preferences['xpinstall.signatures.required'] = { Value: false, Status: 'locked' };
  return launchManagedFirefox(folder, policies);
}

/** Firefox with these policies, in a mount namespace of its own. */
export async function launchManagedFirefox(folder: string, policies: object): Promise<Browser> {
  const distribution = path.join(folder, 'distribution');
  await mkdir(distribution);
  await writeFile(path.join(distribution, 'policies.json'), JSON.stringify({ policies }));
  const executable = path.join(folder, 'firefox');
  await writeLauncher(executable, {
    folder: distribution,
    place: firefoxPolicies,
    program: firefoxBinary,
  });
  const profile = path.join(folder, 'profile');
  await mkdir(profile);
  return launchFirefox({ executable, userDataDir: profile });
}
