/** The first meeting of a terminal and its hub, and every later one after the hub forgot it. */
import type { TerminalHubClient } from './hub-client.ts';
import type { HubPlace } from './hub-place.ts';
import { HubError } from './hub-request.ts';
import { type Terminal, writeTerminal } from './terminal-file.ts';

export interface JoinOptions {
  readonly hub: Pick<TerminalHubClient, 'join'>;
  readonly place: Pick<HubPlace, 'joinToken'>;
  /** Shown in the console's list of terminals. */
  readonly name: string;
  /** Where the terminal is kept. */
  readonly file: string;
  /** What it was before; null at the first joining. */
  readonly before: Terminal | null;
  readonly signal: AbortSignal;
}

/**
 * @throws HubError: `not-joined` without a join token, `other-root` where the hub has another root
 *   key than the pinned one, or what the hub or the network says
 */
export async function joinHub(options: JoinOptions): Promise<Terminal> {
  const { hub, place, file, before } = options;
  const name = options.name.slice(0, 100) || 'terminal';
  const joinToken = await place.joinToken();
  if (joinToken === null) throw new HubError('not-joined', 'there is no join token');
  const { terminal, token, rootKey } = await hub.join(joinToken, name, options.signal);
  const { kty, crv, x } = rootKey;
  if (kty !== 'OKP' || crv !== 'Ed25519') {
    throw new HubError('malformed', 'the root key of the hub is no Ed25519 key');
  }
  if (before !== null && before.rootKey.x !== x) {
    throw new HubError(
      'other-root',
      `the hub has another root key than the one this terminal trusts: if the hub was set up anew, delete ${file} and high-water.json beside it, and start again`,
    );
  }
  const joined: Terminal = { v: 1, terminal, token, rootKey: { kty, crv, x } };
  await writeTerminal(file, joined);
  return joined;
}
