/** Address ranges that the internet zone never reaches, and the few exceptions (address and port). */
import {
  type AddressRange,
  canonicalAddress,
  effectiveAddress,
  firstRange,
  parseRange,
} from '../destination/address.ts';
import { type Destination, parseAuthority } from '../destination/destination.ts';
import type { Judgement } from './decision.ts';

export interface Zones {
  readonly closed: readonly AddressRange[];
  /** Of each closed range, as the policy writes it. */
  readonly closedTexts: readonly string[];
  /** `address port` */
  readonly open: ReadonlySet<string>;
}

/** @throws Error on what checkPolicy refuses */
export function compileZones(zones: {
  closed: readonly string[];
  open?: readonly string[] | undefined;
}): Zones {
  return {
    closed: zones.closed.map((text) => {
      const range = parseRange(text);
      if (range === null) throw new Error(`zones.closed: ${text}`);
      return range;
    }),
    closedTexts: zones.closed,
    open: new Set(
      (zones.open ?? []).map((text) => {
        const key = openKey(text);
        if (key === null) throw new Error(`zones.open: ${text}`);
        return key;
      }),
    ),
  };
}

/** Reads `127.0.0.1:8600` or `[::1]:8600`; null where it is not an address and a port. */
export function openKey(text: string): string | null {
  const parsed = parseAuthority(text);
  if (!parsed.ok || parsed.destination.kind !== 'address') return null;
  return `${parsed.destination.host} ${parsed.destination.port}`;
}

/**
 * Both the address as written and the one that it reaches must lie outside the closed ranges.
 * @param host an address, or a name: of names only localhost is known to be an address
 * @returns null where nothing is closed
 */
export function judgeAddress(zones: Zones, host: string, port: number): Judgement | null {
  const reached = effectiveAddress(host);
  if (reached === null) return null;
  const closed = judgeOne(zones, reached, port);
  const written = canonicalAddress(host) ?? reached;
  return written === reached ? closed : (judgeOne(zones, written, port) ?? closed);
}

/** Whether `zones.open` names address and port; `localhost` is an address, other names are none. */
export function opensZone({ open }: Zones, { host, port }: Destination): boolean {
  const reached = effectiveAddress(host);
  return reached !== null && (open.has(`${reached} ${port}`) || open.has(`${host} ${port}`));
}

function judgeOne(zones: Zones, address: string, port: number): Judgement | null {
  const found = firstRange(zones.closed, address);
  if (found < 0 || zones.open.has(`${address} ${port}`)) return null;
  const rule = `zones.closed/${zones.closedTexts[found]}`;
  return { action: 'block', reason: 'zone-closed', rule, clause: null };
}
