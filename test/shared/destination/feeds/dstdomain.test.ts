import { describe, expect, it, test } from 'vitest';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { compileFeed } from '../../../../shared/destination/feeds/compile-feed.ts';
import { dstdomain } from '../../../../shared/destination/feeds/dstdomain.ts';
import { openHostSet } from '../../../../shared/destination/host-set.ts';
import { feedLines, plainOptions } from '../../../support/feed-lines.ts';
import { readData } from '../../../support/shared-data.ts';

test.each([
  ['a name is that host alone', 'foo.com', ['1 foo.com']],
  ['a dot takes the host and all below', '.foo.com', ['1 *.foo.com']],
  ['several names a line', 'a.example .b.example # c.example', ['1 a.example', '1 *.b.example']],
  [
    'a whole acl line',
    'acl bad dstdomain -n .a.example b.example',
    ['1 *.a.example', '1 b.example'],
  ],
  ['another kind of acl', 'acl net src 10.0.0.0/8', ['1 other-rule']],
])('%s', (_, text, expected) => {
  expect(feedLines(dstdomain, text)).toEqual(expected);
});

interface Row {
  host: string;
  acl: string;
  match: boolean;
}
const data = readData<{
  dstdomain_match: Row[];
  wildcard_host_match: Row[];
  redundant_entries: { list: string[]; redundant: string[] }[];
}>('url/squid_dstdomain.json');

function setOf(lines: readonly string[]) {
  const { snapshot } = compileFeed(lines.join('\n'), 'dstdomain', plainOptions, new Uint8Array(8));
  const set = openHostSet(snapshot);
  if (set === null) throw new Error('not opened');
  return set;
}

describe.runIf(data !== null)("Squid's own table in ../shared/data/url", () => {
  it.each((data?.dstdomain_match ?? []).map((row) => [row.host, row.acl, row.match] as const))(
    '%s against %s: %s',
    (host, acl, match) => {
      // Squid leaves a dot before the asked host out; here no URL can have one.
      expect(setOf([acl]).lookUp(host.replace(/^\./, '')) >= 0).toBe(match);
    },
  );

  it.each((data?.wildcard_host_match ?? []).map(({ host }) => host))(
    '%s, the host of a certificate, is none that a request can name',
    (host) => {
      expect(parseDestination(`http://${host}/`).ok).toBe(false);
    },
  );

  it.each((data?.redundant_entries ?? []).map(({ list, redundant }) => [list, redundant] as const))(
    '%j matches the same without %j',
    (list, redundant) => {
      const names = redundant.map((each) => each.replace('(dup)', ''));
      const doubled = redundant.filter((each) => each.endsWith('(dup)')).length;
      const rest = list.filter(
        (each) => !names.includes(each) || redundant.includes(`${each}(dup)`),
      );
      const [all, fewer] = [setOf(list), setOf(rest)];
      for (const host of [...list, 'x.example.com', 'a.b.example.org', 'example.info']) {
        const asked = `${host.replace(/^\./, '')}`;
        expect(all.lookUp(asked) >= 0, asked).toBe(fewer.lookUp(asked) >= 0);
        expect(all.lookUp(`x.${asked}`) >= 0, `x.${asked}`).toBe(fewer.lookUp(`x.${asked}`) >= 0);
      }
      const { report } = compileFeed(list.join('\n'), 'dstdomain', plainOptions, new Uint8Array(8));
      expect(report.doubles).toBe(doubled);
    },
  );
});

it.skipIf(data !== null)('not run: no data', () => {});
