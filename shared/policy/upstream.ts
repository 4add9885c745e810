/** Which way a connection leaves: straight to its destination, or through the proxy above this one. */
import { classifyAddress, effectiveAddress } from '../destination/address.ts';
import { type Destination, hostText, parseDestination } from '../destination/destination.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import type { CompiledPolicy } from './compile.ts';
import { type CompiledEntry, plainEntry } from './compile-lists.ts';
import { matchingEntries } from './judge-entries.ts';
import { anybody } from './scope.ts';
import type { Upstream } from './upstream-schema.ts';

export interface CompiledUpstream {
  /** `http://cloud.example.lg.jp:8080`: one spelling, always with its port. */
  readonly proxy: string;
  readonly destination: Destination;
  /** Whose credential is given to it; null: none is. */
  readonly user: string | null;
  readonly except: HostTable<CompiledEntry>;
}

/** null where it is no proxy's address: scheme, host and port, and nothing else. */
export function parseProxy(text: string): { proxy: string; destination: Destination } | null {
  const parsed = /^https?:\/\/[^/?#@\\]+\/?$/i.test(text) ? parseDestination(text) : null;
  if (!parsed?.ok) return null;
  const { destination } = parsed;
  const { scheme, port } = destination;
  return { proxy: `${scheme}://${hostText(destination)}:${port}`, destination };
}

/** @throws Error on what checkUpstream refuses */
export function compileUpstream({ proxy: text, credential, except }: Upstream): CompiledUpstream {
  const parsed = parseProxy(text);
  if (parsed === null) throw new Error(`upstream.proxy: ${text}`);
  return {
    ...parsed,
    user: credential?.user ?? null,
    except: buildHostTable(
      (except ?? []).map((match) => plainEntry(match, 'allow', 'upstream.except')),
    ),
  };
}

/** The proxy that a connection to this destination goes through; null: none. */
export function upstreamFor(
  { upstream }: Pick<CompiledPolicy, 'upstream'>,
  destination: Destination,
): CompiledUpstream | null {
  if (upstream === null || isThisMachine(destination.host)) return null;
  const asked = { destination, person: anybody, initiator: 'unseen', at: 0 } as const;
  return matchingEntries(upstream.except, asked).length > 0 ? null : upstream;
}

/** To another machine `localhost` would mean itself (RFC 6761). */
function isThisMachine(host: string): boolean {
  const address = effectiveAddress(host);
  return address !== null && classifyAddress(address) === 'loopback';
}
