/** Honest names in bulk: none of them is taken for an imitation. */
import { describe, expect, test } from 'vitest';
import { canonicalHosts } from '../../../shared/destination/canonical-host.ts';
import { compileOwnNames } from '../../../shared/destination/look-alike.ts';
import { readHosts, withData } from '../../support/shared-data.ts';

const own = compileOwnNames(['city.yokote.lg.jp']);

describe.each([
  ['sites of municipalities', 'lists/allow_localgov_jp.tsv.gz', 1000],
  ['the most visited sites', 'lists/traffic_opendns-top-domains.txt.gz', 9000],
] as const)('%s', (title, file, atLeast) => {
  const hosts = readHosts(file);
  test.skipIf(hosts === null)(withData(`${title} are left alone`, hosts === null), () => {
    const read = new Set(canonicalHosts(hosts ?? []));
    expect(read.size).toBeGreaterThan(atLeast);
    expect([...read].filter((host) => own.imitatedBy(host) !== null)).toEqual([]);
  });
});
