/**
 * kill -9 of the proxy and of the hub under load, by turns: everything that reached a site has
 * its decision line exactly once, on the terminal and on the hub; work goes on by itself.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../shared/audit/record.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsoleClient, firstAdministrator } from '../support/console-client.ts';
import { createLinkClient } from '../support/link-client.ts';
import { requestThrough } from '../support/proxy-request.ts';
import { type Site, startSite } from '../support/site.ts';
import { type System, startSystem } from '../support/start-system.ts';
import { until } from '../support/until.ts';

const rounds = process.env.SEKISHO_SOAK === '1' ? 30 : 3;

describe('a system whose parts are killed', () => {
  it(
    `keeps every record, ${rounds} times each part`,
    async () => {
      await using site = await startSite('市');
      await using system = await startSystem();
      const admin = await firstAdministrator(system.hubUrl, system.setupLink);
      await publish(admin, site);
      {
        await using load = await startLoad(system, site);
        await killBothParts(system, load);
      }
      await expectEachRecordOnce(system, admin, site);
    },
    120_000 + rounds * 60_000,
  );
});

async function killBothParts(system: System, load: Load): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const part of ['proxy', 'hub'] as const) {
      const before = load.answered;
      const pid = (await system.partIds())[part] ?? 0;
      process.kill(pid, 'SIGKILL');
      await until(async () => {
        const now = (await system.partIds())[part];
        const isBack = now !== undefined && now !== pid && load.answered > before + 20;
        return isBack && (await answers(system.hubUrl));
      });
    }
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.status < 500,
    () => false,
  );

async function publish(admin: ConsoleClient, site: Site): Promise<void> {
  const { revision, yaml } = await admin.call('policy');
  const changed = cityPolicy(yaml, { ports: [site.port], allow: [`city.localhost:${site.port}`] });
  await admin.call('publish', {
    body: { base: revision, changes: [{ op: 'replace', yaml: changed }], note: '試験' },
  });
}

interface Load extends AsyncDisposable {
  readonly answered: number;
}

/** Eight people who never stop asking for pages, each page with a path of its own. */
async function startLoad(system: System, site: Site): Promise<Load> {
  const argv = ['enroll', '--user', 'tanaka', '--unit', '総務企画部', '--json'];
  const { stdout } = await system.run(argv);
  const client = await createLinkClient({ port: system.linkPort });
  await client.enroll(JSON.parse(stdout).code);
  await client.renew();
  const { proxyPort } = system;
  let answered = 0;
  let asked = 0;
  let going = true;
  const person = async () => {
    while (going) {
      const url = `http://city.localhost:${site.port}/r/${(asked++).toString(36)}`;
      const { proxyAuthorization: authorization } = client;
      const answer = await requestThrough({ proxyPort, authorization }, url);
      if (answer?.status === 200) answered++;
      if (answer?.status === 407) await client.renew().catch(() => null); // the link may be down
      await wait(answer === null ? 50 : 5);
    }
  };
  const people = Array.from({ length: 8 }, person);
  await until(() => answered > 20);
  return {
    get answered() {
      return answered;
    },
    async [Symbol.asyncDispose]() {
      going = false;
      await Promise.all(people);
    },
  };
}

async function expectEachRecordOnce(system: System, admin: ConsoleClient, site: Site) {
  const log = `${system.home}/proxy/audit`;
  const verify = async () => JSON.parse((await system.run(['audit', 'verify', log])).stdout);
  const arrived = await until(
    async () => {
      const [{ records }, rows] = await Promise.all([verify(), recordsOfTerminal(admin)]);
      return rows.length >= records ? rows : null;
    },
    { within: 90_000, every: 1_000 },
  );
  expect(await verify()).toMatchObject({ holds: true, records: arrived.length });
  expect(arrived.map(({ seq }) => seq)).toEqual(arrived.map((_, i) => i + 1));
  const saved = path.join(system.home, 'export.jsonl');
  await writeFile(saved, arrived.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const { code, stdout } = await system.run(['audit', 'verify', saved]);
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, holds: true });

  const decisions = arrived.flatMap(({ record }) => (record.type === 'decision' ? [record] : []));
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(decisions.length);
  const lines = new Map<string | null | undefined, number>();
  for (const { action, destination } of decisions) {
    if (action !== 'allow') continue;
    lines.set(destination?.path, (lines.get(destination?.path) ?? 0) + 1);
  }
  const reached = site.requests.map((each) => each.split(' ')[1]);
  expect(reached.filter((path) => lines.get(path) !== 1)).toEqual([]);
  expect(reached.length).toBeGreaterThan(rounds * 20);
}

/** All records of the terminal in order, as the hub exports them. */
async function recordsOfTerminal(admin: ConsoleClient): Promise<StoredRecord[]> {
  const { terminals } = await admin.call('terminals');
  const query = new URLSearchParams({ terminal: terminals[0]?.id ?? '', format: 'jsonl' });
  const text = await admin.download(`/api/records/export?${query}`);
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}
