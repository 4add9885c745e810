/**
 * URLs and addresses for the reference implementation, by Node's own parser and as few own lines
 * as possible: nothing of shared/destination/.
 */
export interface ReferenceUrl {
  readonly scheme: string;
  readonly host: string;
  readonly isAddress: boolean;
  /** The address that it reaches, also of localhost; null for other names. */
  readonly reached: string | null;
  readonly port: number;
  readonly path: string;
  readonly query: string;
}

const ports: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };

/** Of a URL that names one host. */
export function readUrl(text: string): ReferenceUrl {
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  const host = url.hostname.replace(/\.+$/, '');
  const groups = host.startsWith('[') ? groupsOf(host.slice(1, -1)) : null;
  const isIpv4 = /^\d+\.\d+\.\d+\.\d+$/.test(host);
  const mapped = groups === null ? null : mappedOf(groups);
  const name = mapped ?? (groups === null ? host : host.slice(1, -1));
  const isAddress = isIpv4 || groups !== null;
  return {
    scheme,
    host: name,
    isAddress,
    reached: reachedBy(name, isIpv4, groups),
    port: url.port === '' ? (ports[scheme] ?? 0) : Number(url.port),
    path: plainEscapes(url.pathname),
    query: plainEscapes(url.search.slice(1)),
  };
}

function reachedBy(name: string, isIpv4: boolean, groups: readonly number[] | null): string | null {
  if (name === 'localhost' || name.endsWith('.localhost')) return '127.0.0.1';
  if (!isIpv4 && groups === null) return null;
  const reached = (groups === null ? null : embeddedOf(groups)) ?? name;
  // The kernels take "any address" for this machine.
  return reached === '0.0.0.0' ? '127.0.0.1' : reached === '::' ? '::1' : reached;
}

function mappedOf(groups: readonly number[]): string | null {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
    ? dotted(groups[6] ?? 0, groups[7] ?? 0)
    : null;
}

/** By the RFCs: 4291 and 2765, 6052 and 8215, 3056, 4380, 5214. */
function embeddedOf(groups: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, , e = 0, f = 0, g = 0, h = 0] = groups;
  const start = groups.map((group) => group.toString(16)).join(':');
  const last = dotted(g, h);
  if (/^0:0:0:0:0:ffff:|^0:0:0:0:ffff:0:|^64:ff9b:0:0:0:0:|^64:ff9b:1:/.test(start)) return last;
  if (start.startsWith('0:0:0:0:0:0:') && (g !== 0 || h > 1)) return last;
  if (a === 0x2002) return dotted(b, c);
  if (a === 0x2001 && b === 0) return dotted(g ^ 0xffff, h ^ 0xffff);
  return f === 0x5efe && (e === 0 || e === 0x200) ? last : null;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function groupsOf(text: string): number[] {
  const [left = '', right] = text.split('::');
  const read = (side: string) =>
    side === '' ? [] : side.split(':').map((g) => Number.parseInt(g, 16));
  const [before, after] = [read(left), right === undefined ? [] : read(right)];
  const gap = right === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<number>(gap).fill(0), ...after];
}

/** `10.0.0.0/8`, or a range of IPv6. */
export function isInRange(address: string, range: string): boolean {
  const [base = '', bits = ''] = range.split('/');
  if (base.includes(':') !== address.includes(':')) return false;
  const width = address.includes(':') ? 128n : 32n;
  const shift = width - BigInt(bits);
  return numberOf(address) >> shift === numberOf(base) >> shift;
}

function numberOf(address: string): bigint {
  const parts = address.includes(':') ? groupsOf(address) : address.split('.').map(Number);
  const size = address.includes(':') ? 16n : 8n;
  return parts.reduce((sum, part) => (sum << size) | BigInt(part), 0n);
}

function plainEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (whole, hex) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : whole.toUpperCase();
  });
}
