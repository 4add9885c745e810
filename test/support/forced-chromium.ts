/**
 * Chromium as a city manages it: proxy, authority and extension come by policy alone, and the
 * person can change none of them. update.xml and the packed extension are served on loopback.
 */
import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { projectRoot } from '../../proxy/platform/build.ts';
import { chromiumBinary, launchChromium } from './browser.ts';
import { packCrx } from './crx.ts';
import type { ForcedWorld } from './forced-world.ts';
import { writeLauncher } from './mount-namespace.ts';
import { zipFolder } from './zip-folder.ts';

export const chromiumPolicies = '/etc/chromium';

export interface ExtensionServer extends AsyncDisposable {
  readonly port: number;
  readonly id: string;
  readonly updateUrl: string;
}

/** What a city's server for its own extensions does. */
export async function serveExtension(): Promise<ExtensionServer> {
  const built = path.join(projectRoot, '.output', 'chrome-mv3');
  const { id, bytes } = packCrx(await zipFolder(built));
  const { default: manifest } = await import(path.join(built, 'manifest.json'), {
    with: { type: 'json' },
  });
  const server = http.createServer((request, response) => {
    if (request.url === '/sekisho.crx') {
      response.writeHead(200, { 'content-type': 'application/x-chrome-extension' }).end(bytes);
      return;
    }
    const check = `<updatecheck codebase="http://${request.headers.host}/sekisho.crx" version="${manifest.version}"/>`;
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(
        `<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}">${check}</app></gupdate>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    id,
    updateUrl: `http://127.0.0.1:${port}/update.xml`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param folder for policies, launcher and profile; the caller removes it */
export async function launchForcedChromium(
  folder: string,
  { system, caPem, sitesCaPem, code }: ForcedWorld,
  { id, updateUrl }: ExtensionServer,
): Promise<Browser> {
  const { proxyPort, linkPort } = system;
  const policies = {
    ProxySettings: {
      ProxyMode: 'fixed_servers',
      ProxyServer: `http://127.0.0.1:${proxyPort}`,
      ProxyBypassList: `<-loopback>;127.0.0.1:${linkPort}`,
    },
    // The second for a site whose tunnel nobody opens.
    CACertificates: [caPem, sitesCaPem].map((pem) =>
      new X509Certificate(pem).raw.toString('base64'),
    ),
    ExtensionSettings: { [id]: { installation_mode: 'force_installed', update_url: updateUrl } },
    '3rdparty': {
      extensions: { [id]: { code, linkUrl: `http://127.0.0.1:${linkPort}`, proxyPort } },
    },
    WebRtcIPHandling: 'disable_non_proxied_udp',
    // For the driver alone: without it the extension's worker cannot be looked at.
    DeveloperToolsAvailability: 1,
  };
  const etc = path.join(folder, 'etc');
  const managed = path.join(etc, 'policies', 'managed');
  await mkdir(managed, { recursive: true });
  await writeFile(path.join(managed, 'sekisho.json'), JSON.stringify(policies));
  const executable = path.join(folder, 'chromium');
  await writeLauncher(executable, {
    folder: etc,
    place: chromiumPolicies,
    program: chromiumBinary,
  });
  return launchChromium({ executable, userDataDir: path.join(folder, 'profile') });
}
