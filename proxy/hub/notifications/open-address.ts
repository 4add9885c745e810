/** A name → an address that lies in no closed zone. The connection goes to the address that was checked. */
import { lookup } from 'node:dns/promises';
import { effectiveAddress } from '../../../shared/destination/address.ts';
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { judgeAddress, type Zones } from '../../../shared/policy/zones.ts';
import type { DeliveryFailure } from '../../../shared/protocol/notifications.ts';

export type LookupAll = (name: string) => Promise<readonly string[]>;

export type OpenAddress =
  | { readonly address: string; readonly host: string; readonly isName: boolean }
  | { readonly failure: DeliveryFailure };

/** @param host as the policy writes it */
export async function openAddress(
  host: string,
  port: number,
  zones: Zones,
  lookupAll: LookupAll = systemLookup,
): Promise<OpenAddress> {
  const parsed = parseDestination(`https://${host}:${port}/`);
  if (!parsed.ok) return { failure: 'not-found' };
  const { destination } = parsed;
  const known = knownAddress(destination);
  const addresses = known === null ? await lookupAll(destination.host).catch(() => []) : [known];
  if (addresses.length === 0) return { failure: 'not-found' };
  const address = addresses.find((each) => judgeAddress(zones, each, port) === null);
  if (address === undefined) return { failure: 'zone-closed' };
  return { address, host: destination.host, isName: destination.kind === 'name' };
}

function knownAddress({ host, kind }: Destination): string | null {
  return kind === 'address' ? host : effectiveAddress(host);
}

async function systemLookup(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}
