import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { readData, withData } from '../../support/shared-data.ts';

type Row = { input: string; base: string | null };
const rows = readData<(string | Row)[]>('url/urltestdata.json')?.filter(
  (row): row is Row => typeof row !== 'string',
);

describe.skipIf(rows === undefined)(withData('urltestdata.json', rows === undefined), () => {
  test('every row is refused, or folded as URL folds it', () => {
    const carried = new Set(['http:', 'https:', 'ws:', 'wss:']);
    let folded = 0;
    const refused: string[] = [];
    for (const { input, base } of rows ?? []) {
      const resolved = resolve(input, base);
      // A row with a base is resolved first; without one the text goes in as it is.
      const parsed = parseDestination(base === null || resolved === null ? input : resolved.href);
      if (resolved === null) {
        expect([input, parsed.ok]).toEqual([input, false]);
        continue;
      }
      if (!parsed.ok) {
        if (carried.has(resolved.protocol)) refused.push(input);
        continue;
      }
      folded++;
      const { scheme, host, port, path } = parsed.destination;
      expect(`${scheme}:`).toBe(resolved.protocol);
      if (!carried.has(resolved.protocol)) continue;
      expect(port).toBe(Number(resolved.port || { http: 80, ws: 80 }[scheme] || 443));
      expect(plain(path)).toBe(plain(resolved.pathname));
      const named = resolved.hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
      if (!named.startsWith('::ffff:')) expect(host).toBe(named);
    }
    expect(folded).toBeGreaterThan(500);
    // Refused though URL takes them: two hosts, port 0, empty labels, signs that DNS does not have.
    for (const input of refused) {
      expect(input).toMatch(/@.*@|\\|:0|\.\.|[!"$&'()*+,;=`{}~|^]|%|[a-z0-9]{63,}|\.\//s);
    }
    expect(refused.length).toBeLessThan(40);
  });
});

function resolve(input: string, base: string | null): URL | null {
  try {
    return new URL(input, base ?? undefined);
  } catch {
    return null;
  }
}

/** Escapes aside: those are spelt plainer than URL does. */
function plain(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (hex) => {
    const character = String.fromCharCode(Number.parseInt(hex.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : hex.toUpperCase();
  });
}

const ascii = readData<(string | { input: string; output: string | null })[]>('url/toascii.json');
test.skipIf(ascii === null)(
  withData('toascii.json: refused, or one spelling', ascii === null),
  () => {
    for (const row of ascii ?? []) {
      if (typeof row === 'string') continue;
      const parsed = parseDestination(`https://${row.input}/x`);
      const expected = row.output?.replace(/\.+$/, '') ?? null;
      if (parsed.ok) expect([row.input, parsed.destination.host]).toEqual([row.input, expected]);
      const isDnsName = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(expected ?? '');
      if (!parsed.ok && isDnsName && (expected ?? '').length <= 253)
        expect(resolve(`https://${row.input}/x`, null)).toBeNull();
    }
  },
);

type Bypass = { payloadsallthethings: { urls: (string | { url: string; resolves: string })[] } };
const bypass = readData<Bypass & { cujanovic: Bypass['payloadsallthethings'] }>(
  'url/ssrf_bypass_urls.json',
);
describe.skipIf(bypass === null)(withData('ssrf_bypass_urls.json', bypass === null), () => {
  const urls = Object.values(bypass ?? {}).flatMap((group) =>
    Object.values(group).flatMap((value) => (Array.isArray(value) ? value : [])),
  ) as (string | { url: string; resolves: string })[];
  test.each(
    urls.map((row) =>
      typeof row === 'string' ? { url: row, resolves: new URL(row).hostname } : row,
    ),
  )('$url is refused or lands on $resolves', ({ url, resolves }) => {
    const parsed = parseDestination(url);
    if (!parsed.ok) return;
    const { host, kind } = parsed.destination;
    const [, address] = /^([0-9a-f.:]+)(?: path.*)?$/.exec(resolves) ?? [];
    // A name of the machine's own hosts file: the gateway judges the address that it resolves to.
    if (host === 'ip6-localhost') return;
    if (address !== undefined) expect([host, kind]).toEqual([address, 'address']);
    else if (kind === 'address') expect(new URL(url).hostname).toBe(host);
  });
});
