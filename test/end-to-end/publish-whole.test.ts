/**
 * While ten thousand lines change again and again, each request is decided on one whole policy: what
 * the record says agrees with the revision that it names, and with no other.
 */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/protocol/policy-change.ts';
import { allRecords } from '../support/all-records.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { firstAdministrator } from '../support/console-client.ts';
import { enrolledLink } from '../support/enrolled-link.ts';
import { requestThrough } from '../support/proxy-request.ts';
import { startSite } from '../support/site.ts';
import { startSystem } from '../support/start-system.ts';
import { until } from '../support/until.ts';

const lines = 10_000;
const hosts = ['one', 'two', 'three', 'four'];
const title = '市のページ';

describe('publishing ten thousand changed lines', () => {
  it('decides every request meanwhile on one whole policy, and loses none', async () => {
    await using site = await startSite(title);
    await using system = await startSystem();
    const admin = await firstAdministrator(system.hubUrl, system.setupLink);
    const { revision: base, yaml } = await admin.call('policy');
    const starter = cityPolicy(yaml, { ports: [site.port], allow: [] });
    const first: Change[] = [{ op: 'replace', yaml: starter }];
    await admin.call('publish', { body: { base, changes: first, note: '試験' } });
    const browsers = [
      await enrolledLink(system, { user: 'tanaka', unit: '総務企画部' }),
      await enrolledLink(system, { user: 'suzuki', unit: '教育委員会' }),
    ];
    const watches = await Promise.all(browsers.map((browser) => browser.watch()));
    await Promise.all(watches.map((watch) => watch.nextProjection()));

    const addresses = hosts.map((host) => `http://${host}.localhost:${site.port}/`);
    let publishing = true;
    const answers: (number | null)[] = [];
    const traffic = addresses.map(async (url, index) => {
      const authorization = browsers[index % 2]?.proxyAuthorization ?? '';
      const through = { proxyPort: system.proxyPort, authorization };
      while (publishing) answers.push((await requestThrough(through, url))?.status ?? null);
    });

    // In turn all four are allowed, or none is; their lines stand far apart among the others.
    const odd = new Set<number>();
    for (let round = 0; round < 4; round++) {
      const { revision, entries } = await admin.call('list', { params: { id: 'loopback' } });
      const own = entries.filter(({ addedBy }) => addedBy !== undefined);
      const changes: Change[] =
        own.length > 0
          ? [{ op: 'remove-entries', list: 'loopback', keys: own.map(({ key }) => key) }]
          : [{ op: 'add-entries', list: 'loopback', entries: spreadLines(site.port, round) }];
      const body = { base: revision, changes, note: '試験' };
      const arriving = Promise.all(watches.map((watch) => watch.nextProjection()));
      const published = await admin.call('publish', { body });
      if (own.length === 0) odd.add(published.revision);
      const projections = await arriving;
      expect(projections.map((each) => each.revision)).toEqual(
        projections.map(() => published.revision),
      );
      const count = projections[0]?.lists.find(({ id }) => id === 'loopback')?.entries.length ?? 0;
      expect(count).toBe(own.length === 0 ? lines : 0);
    }
    publishing = false;
    await Promise.all(traffic);
    for (const watch of watches) watch[Symbol.dispose]();

    // A refusal is an answer; nothing broke, and nobody waited in vain.
    expect(new Set(answers)).toEqual(new Set([200, 403]));
    const decided = await until(async () => {
      const records = (await allRecords(admin)).map(({ record }) => record);
      const own = records.flatMap((record) =>
        record.type === 'decision' && record.destination?.host.endsWith('.localhost')
          ? [record]
          : [],
      );
      return own.length >= answers.length ? own : null;
    });
    expect(decided).toHaveLength(answers.length);
    const wrong = decided.filter(
      ({ revision, action }) => (action === 'allow') !== odd.has(revision ?? 0),
    );
    expect(wrong).toEqual([]);
    expect(new Set(decided.map(({ revision }) => revision)).size).toBeGreaterThan(2);
  }, 240_000);
});

function spreadLines(port: number, round: number): string[] {
  return Array.from({ length: lines }, (_, index) => {
    const host = index % (lines / hosts.length) === 7 ? hosts[Math.floor(index / (lines / 4))] : '';
    return host ? `${host}.localhost:${port}` : `.r${round}-${index}.example${index % 97}.jp`;
  });
}
