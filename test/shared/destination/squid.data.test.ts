/** Squid's dstdomain by our filters: `foo.com` there is one host (`.foo.com` here), `.foo.com` takes those below it. */
import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { parseFilter } from '../../../shared/destination/filter.ts';
import { matches } from '../../../shared/destination/match.ts';
import { readData, withData } from '../../support/shared-data.ts';

interface Rows {
  dstdomain_match: { host: string; acl: string; match: boolean }[];
  wildcard_host_match: { host: string; acl: string; match: boolean }[];
  redundant_entries: { list: string[]; redundant: string[] }[];
}

const data = readData<Rows>('url/squid_dstdomain.json');
const filterOf = (acl: string) => (acl.startsWith('.') ? acl.slice(1) : `.${acl}`);

function takes(acl: string, host: string): boolean {
  const filter = parseFilter(filterOf(acl));
  const url = parseDestination(`http://${host}/`);
  if (!filter.ok || !url.ok) throw new Error(`${acl} ${host}`);
  return matches(filter.match, url.destination, true);
}

/** A host in front of which a dot stands, or that is a pattern, is no host of a URL. */
const isHost = ({ host }: { host: string }) => parseDestination(`http://${host}/`).ok;

describe.skipIf(data === null)(withData('squid_dstdomain.json', data === null), () => {
  const rows = data?.dstdomain_match ?? [];
  test.each(rows.filter(isHost))('$acl takes $host: $match', ({ host, acl, match }) => {
    expect(takes(acl, host)).toBe(match);
  });

  test('what is left out names no host', () => {
    const left = [...rows, ...(data?.wildcard_host_match ?? [])].filter((row) => !isHost(row));
    expect(left.every(({ host }) => /^[.*]/.test(host))).toBe(true);
    expect(rows.filter(isHost).length).toBeGreaterThan(3);
  });

  test.each(data?.redundant_entries ?? [])(
    '$list holds $redundant twice',
    ({ list, redundant }) => {
      for (const entry of redundant.filter((each) => !each.endsWith('(dup)'))) {
        const name = entry.replace(/^\./, '');
        const hosts = entry.startsWith('.') ? [name, `x.${name}`] : [name];
        const others = list.filter((each) => each !== entry);
        expect(hosts.every((host) => others.some((other) => takes(other, host)))).toBe(true);
      }
    },
  );
});
