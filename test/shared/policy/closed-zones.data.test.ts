/** Whatever spelling or name: with everything allowed, nothing reaches a zone that the starter policy closes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import {
  decideAddress,
  decideConnect,
  decideDestination,
} from '../../../shared/policy/decide-destination.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { readData, withData } from '../../support/shared-data.ts';

const starter = path.join(import.meta.dirname, '../../../shared/policy/starter.yaml');
const { policy } = parsePolicy(readFileSync(starter, 'utf8'));
if (policy === null) throw new Error('the starter policy has problems');
const { version, organization, mode, zones } = policy;
const open = compilePolicy({
  version,
  organization,
  mode,
  zones: { closed: zones.closed },
  destinations: { default: 'allow' },
});
const nobody = {
  user: null,
  unit: null,
  terminal: null,
  at: Date.parse('2026-11-24T10:00:00+09:00'),
};

/** Closed by the core: refused as it stands, or on the address that its name resolves to. */
function isClosed(url: string, address: string | null): boolean {
  const parsed = parseDestination(url);
  if (!parsed.ok) return true;
  const { destination } = parsed;
  const request = { destination, ...nobody };
  if (destination.kind === 'name' && address !== null) {
    return decideAddress(open, destination, address)?.reason === 'zone-closed';
  }
  const whole = decideDestination(open, request, '');
  // What has no host makes no tunnel.
  const seen = destination.host === '' ? whole : decideConnect(open, request, '');
  const reasons = [whole.reason, 'depends' in seen ? 'depends' : seen.reason];
  return reasons.every((reason) => reason === 'zone-closed' || reason === 'unsupported-scheme');
}

type Row = string | { url: string; resolves: string };
type Group = { urls: Row[]; cloud_metadata?: string[] };
const bypass = readData<{ payloadsallthethings: Group; cujanovic: Group }>(
  'url/ssrf_bypass_urls.json',
);
/** Names of a machine's own hosts file, or of a cloud's own resolver: they resolve to these there. */
const inside: Readonly<Record<string, string>> = {
  'ip6-localhost': '::1',
  'metadata.google.internal': '169.254.169.254',
  'metadata.tencentyun.com': '169.254.0.23',
  metadata: '169.254.169.254',
  'metadata.packet.net': '192.0.0.192',
};

describe.skipIf(bypass === null)(withData('ssrf_bypass_urls.json', bypass === null), () => {
  const rows = Object.values(bypass ?? {}).flatMap(({ urls, cloud_metadata = [] }) => [
    ...urls,
    ...cloud_metadata,
  ]);
  const closed = rows.flatMap((row): [string, string | null][] => {
    const url = typeof row === 'string' ? row : row.url;
    const [told] = typeof row === 'string' ? [] : (/^[0-9a-f.:]{3,}/.exec(row.resolves) ?? []);
    const parsed = parseDestination(url);
    const host = parsed.ok ? parsed.destination.host : '';
    // What stands for a public name beside a closed address: either is an answer, and nothing is left to close.
    const isPublic = parsed.ok && told === undefined && /^(?:google|example)\.com$/.test(host);
    return isPublic ? [] : [[url, inside[host] ?? told ?? null]];
  });

  test.each(closed)('%s does not get through', (url, address) => {
    expect(isClosed(url, address)).toBe(true);
  });

  test('nor does a copy of any of them that somebody’s service shows', () => {
    for (const [url] of closed) {
      const parsed = parseDestination(url);
      if (parsed.ok && parsed.destination.kind === 'name') continue;
      const copy = parseDestination(
        `https://translate.google.com/translate?u=${encodeURIComponent(url)}`,
      );
      if (!copy.ok) throw new Error(url);
      const asked = { destination: copy.destination, ...nobody };
      const made = decideDestination(open, asked, '');
      expect([url, made.action, made.reason]).toEqual([url, 'block', 'embedded-copy']);
    }
  });

  test('leaves few rows aside', () => {
    expect(rows.length - closed.length).toBeLessThanOrEqual(5);
    expect(rows.length).toBeGreaterThan(90);
  });
});

type Cases = { cases: { ip: string; expected: string; decision: 'allow' | 'deny' }[] };
const addresses = readData<{ classify_addr: Cases }>('url/ssrf_addresses.json');
describe.skipIf(addresses === null)(withData('ssrf_addresses.json', addresses === null), () => {
  const inner = (addresses?.classify_addr.cases ?? []).filter(({ expected }) =>
    /PrivateRange|CGNAT/.test(expected),
  );
  test('has rows', () => expect(inner.length).toBeGreaterThan(3));
  test.each(inner.map(({ ip }) => ip))('%s is closed, written or resolved', (ip) => {
    const host = ip.includes(':') ? `[${ip}]` : ip;
    const named = parseDestination('https://www.example.com/');
    if (!named.ok) throw new Error();
    expect(isClosed(`http://${host}/`, null)).toBe(true);
    expect(decideAddress(open, named.destination, ip)?.reason).toBe('zone-closed');
  });
});
