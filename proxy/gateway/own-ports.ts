/** The gateway never opens its own ports: neither on loopback nor on any other address of this machine. */
import { networkInterfaces } from 'node:os';
import { canonicalAddress, effectiveAddress } from '../../shared/destination/address.ts';

export type IsOwnPort = (address: string, port: number) => boolean;

const rememberMs = 10_000;

export function createOwnPorts(
  ports: ReadonlySet<number>,
  localAddresses: () => readonly string[] = systemAddresses,
  now: () => number = Date.now,
): IsOwnPort {
  let local: ReadonlySet<string> = new Set();
  let readAt = Number.NEGATIVE_INFINITY;
  return (address, port) => {
    if (!ports.has(port)) return false;
    const reached = effectiveAddress(address) ?? address;
    if (reached.startsWith('127.') || reached === '::1') return true;
    if (now() - readAt > rememberMs) {
      local = new Set(localAddresses().map((each) => canonicalAddress(each) ?? each));
      readAt = now();
    }
    return local.has(reached);
  };
}

function systemAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).map(({ address }) => address.replace(/%.*/, '')),
  );
}
