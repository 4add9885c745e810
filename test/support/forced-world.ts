/**
 * What a browser that a city manages by policy finds around it: the whole system with a published
 * policy, three sites, and an enrolment code.
 *
 *   city.localhost     allowed                          shop.localhost   not allowed
 *   secure.localhost   https, `/open` allowed: opened with the terminal's own certificate
 *   unread.localhost   https, allowed and excepted from interception: not open for uploads
 */
import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { pathsBelow } from '../../proxy/platform/paths.ts';
import { type BrowsedSite, type Pages, startBrowsedSite } from './browsed-site.ts';
import { cityPolicy } from './city-policy.ts';
import { type ConsoleClient, firstAdministrator } from './console-client.ts';
import { publishPolicy } from './publish-policy.ts';
import { type Arrived, type ReceivingSite, startReceivingSite } from './receiving-site.ts';
import { type System, startSystem } from './start-system.ts';

export interface ForcedWorld extends AsyncDisposable {
  readonly system: System;
  readonly admin: ConsoleClient;
  readonly city: BrowsedSite;
  readonly shop: BrowsedSite;
  readonly secure: BrowsedSite;
  readonly unread: ReceivingSite;
  /** Of the sites' authority, which a browser needs for unread.localhost. */
  readonly sitesCaPem: string;
  /** Of the terminal's own authority, for the browser to trust. */
  readonly caPem: string;
  /** One-time, for tanaka of 総務企画部. */
  readonly code: string;
}

/** What the terminal lets up to unread.localhost in an hour: pages and sign-ins, no more. */
export const unreadBytes = 200_000;

/** Any page may send there: what does not arrive was not the site's to refuse. */
function answerUnread({ method }: Arrived, response: ServerResponse): void {
  const head = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'access-control-allow-private-network': 'true',
    'content-type': 'text/html; charset=utf-8',
  };
  const page = '<!doctype html><title>読まないサイト</title>';
  response.writeHead(method === 'OPTIONS' ? 204 : 200, head).end(method === 'OPTIONS' ? '' : page);
}

export async function startForcedWorld(options: {
  /** For the certificate of secure.localhost's own authority, which the gateway trusts. */
  folder: string;
  /** Of city.localhost. */
  pages?: Pages;
  /** Ports of 127.0.0.1 that a browser reaches without a credential. */
  withoutCredential?: readonly number[];
}): Promise<ForcedWorld> {
  const { folder, pages = {}, withoutCredential = [] } = options;
  await using stack = new AsyncDisposableStack();
  const siteAuthority = await openAuthority(path.join(folder, 'site-authority'));
  const trusted = path.join(folder, 'site-authority.pem');
  await writeFile(trusted, siteAuthority.caPem);
  const city = stack.use(await startBrowsedSite('市のページ', { pages }));
  const shop = stack.use(await startBrowsedSite('店のページ'));
  const tls = siteAuthority.contextFor('secure.localhost');
  const secure = stack.use(await startBrowsedSite('安全なページ', { tls }));
  const unread = stack.use(
    await startReceivingSite(answerUnread, { tls: siteAuthority.contextFor('unread.localhost') }),
  );
  const system = stack.use(await startSystem({ NODE_EXTRA_CA_CERTS: trusted }));

  const admin = await firstAdministrator(system.hubUrl, system.setupLink);
  const ports = [city, shop, secure, unread].map(({ port }) => port);
  await publishPolicy(admin, (yaml) => {
    const document = parseDocument(
      cityPolicy(yaml, {
        ports: [...ports, ...withoutCredential],
        allow: [
          `city.localhost:${city.port}`,
          `https://secure.localhost:${secure.port}/open`,
          `unread.localhost:${unread.port}`,
        ],
      }),
    );
    document.addIn(['intercept', 'except'], {
      match: 'unread.localhost',
      reason: '試験のための例外',
      upstreamBytes: unreadBytes,
    });
    for (const port of withoutCredential) {
      document.addIn(['destinations', 'withoutCredential'], `127.0.0.1:${port}`);
    }
    return document.toString();
  });

  const { stdout, stderr } = await system.run([
    'enroll',
    '--user',
    'tanaka',
    '--unit',
    '総務企画部',
    '--json',
  ]);
  if (stdout === '') throw new Error(`enroll: ${stderr}`);
  const { caPem } = await openAuthority(pathsBelow(system.home).authority);
  const held = stack.move();
  return {
    system,
    admin,
    city,
    shop,
    secure,
    unread,
    sitesCaPem: siteAuthority.caPem,
    caPem,
    code: JSON.parse(stdout).code,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
