/**
 * IP addresses: their one spelling, what they really reach, and what kind they are.
 * The only file that imports ipaddr.js.
 */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export interface AddressRange {
  readonly base: Address;
  readonly bits: number;
  /** Of an IPv4 range, as numbers. */
  readonly ipv4: { readonly first: number; readonly last: number } | null;
}

export const addressKinds = [
  'public',
  'loopback',
  'private',
  'link-local',
  'shared', // carrier-grade NAT, RFC 6598
  'multicast',
  'unspecified',
  'embedding', // an IPv6 address that carries an IPv4 address
  'reserved',
] as const;
export type AddressKind = (typeof addressKinds)[number];

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** Without leading zeros: such a text is its own spelling, and most addresses need no library. */
const dottedIpv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

function read(text: string): Address | null {
  if (!text.includes(':')) return dottedIpv4.test(text) ? ipaddr.IPv4.parse(text) : null;
  return readIpv6(text);
}

function readIpv6(text: string): ipaddr.IPv6 | null {
  // Names are most of what comes, and ipaddr.js finds out by throwing.
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  return ipaddr.IPv6.parse(text);
}

function ipv4(high: number, low: number): string {
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The one spelling: dotted IPv4, compressed IPv6 without brackets. Mapped IPv4 is the IPv4 itself (the same socket). */
export function canonicalAddress(text: string): string | null {
  if (dottedIpv4.test(text)) return text;
  const address = readIpv6(text);
  if (address === null) return null;
  return address.isIPv4MappedAddress()
    ? address.toIPv4Address().toString()
    : address.toRFC5952String();
}

/**
 * Where the IPv4 address sits in an IPv6 address, by its prefix:
 * mapped and translated (RFC 4291, 2765), compatible (4291), NAT64 (6052, 8215), 6to4 (3056),
 * Teredo (4380, the client's address, inverted), ISATAP (5214).
 */
function embedded(parts: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = parts;
  const startsEmpty = a === 0 && b === 0 && c === 0 && d === 0;
  if (startsEmpty && e === 0 && f === 0xffff) return ipv4(g, h);
  if (startsEmpty && e === 0xffff && f === 0) return ipv4(g, h);
  if (startsEmpty && e === 0 && f === 0 && (g !== 0 || h > 1)) return ipv4(g, h);
  if (a === 0x64 && b === 0xff9b) {
    const wellKnown = c === 0 && d === 0 && e === 0 && f === 0;
    if (wellKnown || c === 1) return ipv4(g, h);
  }
  if (a === 0x2002) return ipv4(b, c);
  if (a === 0x2001 && b === 0) return ipv4(g ^ 0xffff, h ^ 0xffff);
  if ((e === 0 || e === 0x200) && f === 0x5efe) return ipv4(g, h);
  return null;
}

/**
 * The address that a connection in fact reaches: IPv4 unwrapped from IPv6, `localhost` and
 * `*.localhost` as 127.0.0.1, the unspecified address as loopback (so do the kernels).
 * @returns null for other names
 */
export function effectiveAddress(text: string): string | null {
  if (text === 'localhost' || text.endsWith('.localhost')) return '127.0.0.1';
  if (dottedIpv4.test(text)) return text === '0.0.0.0' ? '127.0.0.1' : text;
  const address = readIpv6(text);
  if (address === null) return null;
  const reached = embedded(address.parts) ?? address.toRFC5952String();
  if (reached === '0.0.0.0') return '127.0.0.1';
  return reached === '::' ? '::1' : reached;
}

/** What kind of address this is, by the IANA registries; null where it is no address. */
export function classifyAddress(text: string): AddressKind | null {
  const address = read(text);
  if (address === null) return null;
  if (address.kind() === 'ipv6') {
    const v6 = address as ipaddr.IPv6;
    if (v6.isIPv4MappedAddress()) return classifyAddress(v6.toIPv4Address().toString());
    if (embedded(v6.parts) !== null) return 'embedding';
  }
  switch (address.range()) {
    case 'unicast':
      return 'public';
    case 'loopback':
      return 'loopback';
    case 'private':
    case 'uniqueLocal':
      return 'private';
    case 'linkLocal':
      return 'link-local';
    case 'carrierGradeNat':
      return 'shared';
    case 'multicast':
      return 'multicast';
    case 'unspecified':
      return 'unspecified';
    default:
      return 'reserved';
  }
}

/** Reads `10.0.0.0/8` or `fe80::/10`; an address alone is a range of one. null where it is neither. */
export function parseRange(text: string): AddressRange | null {
  const [address = '', bits, ...more] = text.split('/');
  const base = read(address);
  if (base === null || more.length > 0) return null;
  const width = base.kind() === 'ipv6' ? 128 : 32;
  if (bits === undefined) return rangeOf(base, address, width);
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > width) return null;
  return rangeOf(base, address, Number(bits));
}

function rangeOf(base: Address, text: string, bits: number): AddressRange {
  if (base.kind() === 'ipv6') return { base, bits, ipv4: null };
  const size = 2 ** (32 - bits);
  const first = Math.floor(ipv4Number(text) / size) * size;
  return { base, bits, ipv4: { first, last: first + size - 1 } };
}

/** @param dotted without leading zeros */
function ipv4Number(dotted: string): number {
  let [value, part] = [0, 0];
  for (let i = 0; i < dotted.length; i++) {
    const code = dotted.charCodeAt(i);
    if (code !== 46) {
      part = part * 10 + code - 48;
      continue;
    }
    value = value * 256 + part;
    part = 0;
  }
  return value * 256 + part;
}

/** The index of the first range that holds the address, or -1. */
export function firstRange(ranges: readonly AddressRange[], text: string): number {
  // Every request asks this of an IPv4 address.
  if (dottedIpv4.test(text)) {
    const number = ipv4Number(text);
    return ranges.findIndex(
      ({ ipv4 }) => ipv4 !== null && number >= ipv4.first && number <= ipv4.last,
    );
  }
  const address = readIpv6(text);
  if (address === null) return -1;
  return ranges.findIndex(
    ({ base, bits }) => base.kind() === 'ipv6' && address.match(base as ipaddr.IPv6, bits),
  );
}
