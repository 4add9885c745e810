/**
 * kill -9 of the proxy and of the hub under load, by turns: everything that reached a site has
 * its decision line exactly once, on the terminal and on the hub; work goes on by itself.
 */
import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../../shared/protocol/console.ts';
import { allRecords } from '../support/all-records.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsoleClient, firstAdministrator } from '../support/console-client.ts';
import { createLinkClient } from '../support/link-client.ts';
import { requestThrough } from '../support/proxy-request.ts';
import { type Site, startSite } from '../support/site.ts';
import { type System, startSystem } from '../support/start-system.ts';
import { until } from '../support/until.ts';

const rounds = process.env.SEKISHO_SOAK === '1' ? 30 : 3;

describe('a system whose parts are killed', () => {
  it(`keeps every record, ${rounds} times each part`, async () => {
    await using site = await startSite('市');
    await using system = await startSystem();
    const admin = await firstAdministrator(system.hubUrl, system.setupLink);
    await publish(admin, site);
    const load = await startLoad(system, site);
    for (let round = 0; round < rounds; round++) {
      for (const part of ['proxy', 'hub'] as const) {
        const before = load.answered;
        const pid = (await system.partIds())[part] ?? 0;
        process.kill(pid, 'SIGKILL');
        await until(
          async () => {
            const now = (await system.partIds())[part];
            return now !== undefined && now !== pid && load.answered > before + 20;
          },
          { within: 30_000 },
        );
      }
    }
    await load.stop();
    await expectEachRecordOnce(system, admin, site);
  });
});

async function publish(admin: ConsoleClient, site: Site): Promise<void> {
  const { revision, yaml } = await admin.call('policy');
  const changed = cityPolicy(yaml, { ports: [site.port], allow: [`city.localhost:${site.port}`] });
  await admin.call('publish', {
    body: { base: revision, changes: [{ op: 'replace', yaml: changed }], note: '試験' },
  });
}

interface Load {
  readonly answered: number;
  stop(): Promise<void>;
}

/** Eight people who never stop asking for pages, each with a path of its own. */
async function startLoad(system: System, site: Site): Promise<Load> {
  const { stdout } = await system.run([
    'enroll',
    '--user',
    'tanaka',
    '--unit',
    '総務企画部',
    '--json',
  ]);
  const client = await createLinkClient({ port: system.linkPort });
  await client.enroll(JSON.parse(stdout).code);
  let authorization = '';
  let answered = 0;
  let asked = 0;
  let going = true;
  const renew = async () => {
    await client.renew().catch(() => null); // the link may be down at this moment
    authorization = attempt(() => client.proxyAuthorization) ?? '';
  };
  const person = async () => {
    while (going) {
      const url = `http://city.localhost:${site.port}/r/${(asked++).toString(36)}`;
      const answer = await requestThrough({ proxyPort: system.proxyPort, authorization }, url);
      if (answer?.status === 200) answered++;
      else if (answer === null || answer.status === 407) await renew();
    }
  };
  const people = Array.from({ length: 8 }, person);
  await until(() => answered > 20, { within: 30_000 });
  return {
    get answered() {
      return answered;
    },
    async stop() {
      going = false;
      await Promise.all(people);
    },
  };
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

async function expectEachRecordOnce(
  system: System,
  admin: ConsoleClient,
  site: Site,
): Promise<void> {
  const verified = await system.run(['audit', 'verify', `${system.home}/proxy/audit`]);
  const report = JSON.parse(verified.stdout);
  expect(report).toMatchObject({ holds: true });

  const rows = await until(
    async () => {
      const found = await recordsOfTerminal(admin);
      return found.length >= report.records ? found : null;
    },
    { within: 60_000, every: 1_000 },
  );
  expect(new Set(rows.map(({ seq }) => seq)).size).toBe(rows.length);
  expect(rows.length).toBe(report.records);

  const decided = rows.flatMap(({ record }) => (record.type === 'decision' ? [record] : []));
  expect(new Set(decided.map(({ id }) => id)).size).toBe(decided.length);
  const allowed = decided.filter(({ action }) => action === 'allow');
  const lines = new Map<string, number>();
  for (const { destination } of allowed) {
    const path = destination?.path ?? '';
    lines.set(path, (lines.get(path) ?? 0) + 1);
  }
  const reached = site.requests.map((each) => each.split(' ')[1] ?? '');
  const unrecorded = reached.filter((path) => lines.get(path) !== 1);
  expect(unrecorded).toEqual([]);
  expect(reached.length).toBeGreaterThan(rounds * 20);
}

/** All records of the terminal, as the hub has them. */
async function recordsOfTerminal(admin: ConsoleClient): Promise<RecordRow[]> {
  const { terminals } = await admin.call('terminals');
  const terminal = terminals.find(({ id }) => id !== 'hub')?.id ?? '';
  return allRecords(admin, { terminal });
}
