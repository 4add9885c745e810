/**
 * Firefox as a city manages it: policies.json alone brings a locked proxy, the authority, the
 * extension and its enrolment code.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { geckoId } from '../../extension/manifest.ts';
import { projectRoot } from '../../proxy/platform/build.ts';
import { firefoxBinary, launchFirefox } from './browser.ts';
import type { ForcedWorld } from './forced-world.ts';
import { writeLauncher } from './mount-namespace.ts';
import { zipFolder } from './zip-folder.ts';

/** On Debian, /usr/lib/firefox-esr/distribution is a link to it. */
export const firefoxPolicies = '/usr/share/firefox-esr/distribution';

/** @param folder for policies, launcher and profile; the caller removes it */
export async function launchForcedFirefox(
  folder: string,
  { system, caPem, sitesCaPem, code }: ForcedWorld,
): Promise<Browser> {
  const { proxyPort, linkPort } = system;
  const packed = path.join(folder, 'sekisho.xpi');
  await writeFile(packed, await zipFolder(path.join(projectRoot, '.output', 'firefox-mv2')));
  const authority = path.join(folder, 'authority.pem');
  await writeFile(authority, caPem);
  // For a site whose tunnel nobody opens.
  const siteAuthority = path.join(folder, 'sites.pem');
  await writeFile(siteAuthority, sitesCaPem);
  const proxy = `127.0.0.1:${proxyPort}`;
  const locked = (Value: boolean) => ({ Value, Status: 'locked' });
  const policies = {
    Proxy: {
      Mode: 'manual',
      Locked: true,
      HTTPProxy: proxy,
      UseHTTPProxyForAllProtocols: true,
      Passthrough: `127.0.0.1:${linkPort}`,
    },
    Certificates: { Install: [authority, siteAuthority] },
    ExtensionSettings: {
      [geckoId]: { installation_mode: 'force_installed', install_url: pathToFileURL(packed).href },
    },
    '3rdparty': {
      Extensions: { [geckoId]: { code, linkUrl: `http://127.0.0.1:${linkPort}`, proxyPort } },
    },
    Preferences: {
      'network.proxy.allow_hijacking_localhost': locked(true),
      // ESR alone takes an extension that Mozilla has not signed.
      'xpinstall.signatures.required': locked(false),
      'media.peerconnection.ice.proxy_only': locked(true),
    },
  };
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
