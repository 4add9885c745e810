/** Names → addresses, by the system's own resolver, with a time limit and a short memory. */
import { lookup } from 'node:dns';
import { effectiveAddress } from '../../shared/destination/address.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import { GatewayError } from './statuses.ts';

/** @returns at least one address; rejects with an error whose `code` stands in statuses.ts */
export type Resolve = (destination: Destination) => Promise<readonly string[]>;

export interface ResolveOptions {
  readonly lookupAll?: (name: string) => Promise<readonly string[]>;
  readonly now?: () => number;
  readonly timeoutMs?: number;
  /** Every address is checked at each use, so a remembered one is no less safe than a fresh one. */
  readonly rememberMs?: number;
  readonly cap?: number;
}

export function createResolve(options: ResolveOptions = {}): Resolve {
  const {
    lookupAll = systemLookup,
    now = Date.now,
    timeoutMs = 10_000,
    rememberMs = 15_000,
    cap = 1000,
  } = options;
  const remembered = new Map<string, { addresses: readonly string[]; until: number }>();
  const asking = new Map<string, Promise<readonly string[]>>();

  async function ask(name: string): Promise<readonly string[]> {
    const addresses = await within(timeoutMs, lookupAll(name));
    if (addresses.length === 0) throw new GatewayError('ENOTFOUND');
    remembered.delete(name);
    remembered.set(name, { addresses, until: now() + rememberMs });
    if (remembered.size > cap) remembered.delete(remembered.keys().next().value as string);
    return addresses;
  }

  return async ({ host, kind }) => {
    if (kind === 'address') return [host];
    // localhost and *.localhost are this machine for everybody (RFC 6761): never asked of a resolver.
    const known = effectiveAddress(host);
    if (known !== null) return [known];
    const found = remembered.get(host);
    if (found !== undefined && now() < found.until) return found.addresses;
    const running = asking.get(host);
    if (running !== undefined) return running;
    const started = ask(host).finally(() => asking.delete(host));
    asking.set(host, started);
    return started;
  };
}

function systemLookup(name: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    lookup(name, { all: true, order: 'ipv4first' }, (error, found) => {
      if (error === null) resolve(found.map((each) => each.address));
      else reject(error);
    });
  });
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GatewayError('LOOKUP_TIMEOUT')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
