/**
 * kill -9 of the proxy in the middle of uploads and posts: whatever reached the server has its
 * decision line, nothing is recorded twice, and nothing that must not leave has left.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { AuditRecord, DecisionRecord } from '../../shared/audit/record.ts';
import { individual } from '../proxy/inspection/build-documents.ts';
import { allRecords } from '../support/all-records.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { firstAdministrator } from '../support/console-client.ts';
import { createLinkClient } from '../support/link-client.ts';
import { requestThrough } from '../support/proxy-request.ts';
import { publishPolicy } from '../support/publish-policy.ts';
import { type ReceivingSite, startReceivingSite } from '../support/receiving-site.ts';
import { sentValue } from '../support/sent-values.ts';
import { type System, startSystem } from '../support/start-system.ts';
import { until } from '../support/until.ts';

const rounds = process.env.SEKISHO_SOAK === '1' ? 30 : 4;
const number = sentValue(individual('14142135623'));
const account = 'did:plc:yokote';
/** What a person of the load sends. `n` is another each time, in letters: digits would be masked. */
const kinds = {
  upload: (n: string) => ({ path: `/up/${n}`, body: `雪まつり ${n}\n`.repeat(4_000) }),
  bad: (n: string) => ({ path: `/bad/${n}`, body: `個人番号: ${number}\n` }),
  post: (n: string) => ({
    path: '/xrpc/com.atproto.repo.createRecord',
    body: JSON.stringify({
      collection: 'app.bsky.feed.post',
      repo: account,
      record: { $type: 'app.bsky.feed.post', text: `雪まつり ${n}` },
    }),
  }),
};

it(
  `keeps one decision line for each upload and post, through ${rounds} kills`,
  async () => {
    await using site = await startReceivingSite((_, response) => response.end('{}'));
    await using system = await startSystem();
    const admin = await firstAdministrator(system.hubUrl, system.setupLink);
    await publishPolicy(admin, (yaml) => policyFor(yaml, site));
    {
      await using load = await startLoad(system, site);
      for (let round = 0; round < rounds; round++) {
        const { proxy: pid = 0 } = await system.partIds();
        const before = load.answered;
        process.kill(pid, 'SIGKILL');
        await until(
          async () => {
            const { proxy } = await system.partIds();
            return proxy !== undefined && proxy !== pid && load.answered > before + 20;
          },
          { every: 100 },
        );
      }
    }
    const everyLine = { since: new Date(Date.now() - 3_600_000).toISOString() };
    const log = `${system.home}/proxy/audit`;
    const verified = JSON.parse((await system.run(['audit', 'verify', log])).stdout);
    expect(verified).toMatchObject({ holds: true });
    const records = await until(
      async () => {
        const rows = await allRecords(admin, everyLine);
        const ofProxy = rows.filter(({ terminal }) => terminal !== 'hub');
        return ofProxy.length >= verified.records ? ofProxy.map(({ record }) => record) : null;
      },
      { within: 90_000, every: 1_000 },
    );
    expectOneLineEach(records, site);
  },
  120_000 + rounds * 60_000,
);

function expectOneLineEach(records: readonly AuditRecord[], site: ReceivingSite): void {
  const decisions = records.flatMap((each) => (each.type === 'decision' ? [each] : []));
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(decisions.length);
  const allowed = decisions.filter(({ action }) => action === 'allow');
  const lines = new Map<string, number>();
  for (const name of allowed.flatMap(namesOf)) lines.set(name, (lines.get(name) ?? 0) + 1);
  const reached = site.arrived.map(({ url, body }) =>
    url.startsWith('/xrpc/') ? JSON.parse(body.toString()).record.text : url,
  );
  expect(reached.length).toBeGreaterThan(rounds * 5);
  expect(reached.filter((name) => lines.get(name) !== 1)).toEqual([]);
  expect(reached.filter((name) => name.startsWith('/bad/'))).toEqual([]);
  expect(decisions.some(({ action, upload }) => action === 'block' && upload?.level === '3A')).toBe(
    true,
  );
}

/** By what a decision and what arrived are told to be the same: the path, or the text of the post. */
function namesOf({ destination, postings }: DecisionRecord): string[] {
  return postings === undefined ? [destination?.path ?? ''] : postings.map(({ text }) => text);
}

interface Load extends AsyncDisposable {
  readonly answered: number;
}

async function startLoad(system: System, site: ReceivingSite): Promise<Load> {
  const argv = ['enroll', '--user', 'tanaka', '--unit', '総務企画部', '--json'];
  const client = await createLinkClient({ port: system.linkPort });
  await client.enroll(JSON.parse((await system.run(argv)).stdout).code);
  await client.renew();
  const { proxyPort } = system;
  let answered = 0;
  let asked = 0;
  let going = true;
  const person = async (kind: keyof typeof kinds) => {
    while (going) {
      const { path, body } = kinds[kind](lettersOf(asked++));
      const url = `http://city.localhost:${site.port}${path}`;
      const sent = { method: 'POST', body, headers: { 'content-type': typeOf(kind) } };
      const { proxyAuthorization: authorization } = client;
      const answer = await requestThrough({ proxyPort, authorization }, url, sent);
      if (answer?.status === 200 || answer?.status === 403) answered++;
      if (answer?.status === 407) await client.renew().catch(() => null); // the link may be down
      await wait(answer === null ? 50 : 5);
    }
  };
  const people = (['upload', 'upload', 'post', 'post', 'bad'] as const).map(person);
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

const typeOf = (kind: keyof typeof kinds) =>
  kind === 'post' ? 'application/json' : 'text/plain; charset=utf-8';

/** 0 → a, 25 → z, 26 → ba: a number without digits. */
function lettersOf(n: number): string {
  const rest = Math.floor(n / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(97 + (n % 26));
}

function policyFor(yaml: string, site: ReceivingSite): string {
  const document = parseDocument(
    cityPolicy(yaml, { ports: [site.port], allow: [`city.localhost:${site.port}`] }),
  );
  const accounts = [{ name: 'yokote.example', ids: [account], posters: ['tanaka'] }];
  const rule = { service: 'bluesky', responsible: 'kanri', accounts, hosts: ['city.localhost'] };
  document.set('posting', document.createNode([rule]));
  return document.toString();
}
