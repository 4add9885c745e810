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

/**
 * By the policies that `sekisho policy export` makes, and two more that tests alone need.
 * @param folder for policies, launcher and profile; the caller removes it
 */
export async function launchForcedChromium(
  folder: string,
  { system, sitesCaPem, code }: Pick<ForcedWorld, 'system' | 'sitesCaPem' | 'code'>,
  { id, updateUrl }: ExtensionServer,
  /** The extension stops and explains; Chromium's own lists would stop pages before it hears of them. */
  { lists = false, args = [] }: { lists?: boolean; args?: string[] } = {},
): Promise<Browser> {
  const {
    code: status,
    stdout,
    stderr,
  } = await system.run([
    ...['policy', 'export', '--to', 'chromium-managed', '--extension-url', updateUrl],
    ...['--extension-id', id, '--code', code, ...(lists ? [] : ['--no-lists'])],
  ]);
  if (status !== 0) throw new Error(`policy export: ${stderr}`);
  const exported = JSON.parse(stdout);
  const siteAuthority = new X509Certificate(sitesCaPem).raw.toString('base64');
  return launchManagedChromium(
    folder,
    {
      ...exported,
      // For a site whose tunnel nobody opens.
      CACertificates: [...exported.CACertificates, siteAuthority],
      // For the driver: without them it could not look at pages, nor at the extension's worker.
      RemoteDebuggingAllowed: true,
      DeveloperToolsAvailability: 1,
    },
    args,
  );
}

/** Chromium with these policies, in a mount namespace of its own. */
export async function launchManagedChromium(
  folder: string,
  policies: object,
  args: string[] = [],
): Promise<Browser> {
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
  return launchChromium({ executable, userDataDir: path.join(folder, 'profile'), args });
}
