/** A real hub in a temporary folder on a free port, with an administrator signed in. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Hub, type HubOptions, startHub as start } from '../../proxy/hub/hub.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { type Paths, pathsBelow } from '../../proxy/platform/paths.ts';
import type { Role } from '../../shared/protocol/accounts.ts';
import { createHubClient, type HubClient } from './hub-client.ts';

export interface TestHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly home: string;
  readonly paths: Paths;
  readonly origin: string;
  readonly port: number;
  /** Signed in as the administrator `admin`. */
  readonly administrator: HubClient;
  /** A client that nobody has signed in with. */
  client(): HubClient;
  /** Makes an account with its password set, and signs in with it. */
  signedIn(id: string, role: Role, user?: string | null): Promise<HubClient>;
  joinToken(): Promise<string>;
}

export const testPassword = ['correct', 'horse', 'battery', 'staple'].join(' ');

/** @param options e.g. `firstPolicyFile`, `now`; `home` is used as it is and left there */
export async function startHub(
  options: Partial<Omit<HubOptions, 'paths'>> & { readonly home?: string } = {},
): Promise<TestHub> {
  const { home: given, ...rest } = options;
  const home = given ?? (await mkdtemp(path.join(tmpdir(), 'sekisho-hub-')));
  const paths = pathsBelow(home);
  const hub = await start({
    paths,
    port: 0,
    linkPort: 3129,
    consoleFolder: path.join(home, 'no-console'),
    log: createLog('hub', 'silent'),
    ...rest,
  });
  const client = () => createHubClient(hub.origin);
  const administrator = client();
  if (hub.firstLink === null) {
    await administrator.call('signIn', { id: 'admin', password: testPassword });
  } else {
    await administrator.call('useLink', {
      token: tokenOf(hub.firstLink),
      id: 'admin',
      name: '管理者',
      password: testPassword,
    });
  }
  return {
    hub,
    home,
    paths,
    origin: hub.origin,
    port: hub.port,
    administrator,
    client,
    async signedIn(id, role, user = null) {
      const { link } = await administrator.call('createAccount', { id, name: id, role, user });
      const own = client();
      await own.call('useLink', { token: tokenOf(link), password: testPassword });
      return own;
    },
    joinToken: async () => (await readFile(paths.joinToken, 'utf8')).trim(),
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      if (given === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

/** The token of a one-time link (`…/setup#token`). */
export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}
