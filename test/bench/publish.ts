/**
 * Publishing 10,000 changed lines on a running system: how long until the proxy decides by them and
 * until two browsers hold them, and what the traffic through the proxy feels of it.
 */
import { fork } from 'node:child_process';
import type { Change } from '../../shared/protocol/policy-change.ts';
import { allRecords } from '../support/all-records.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsoleClient, firstAdministrator } from '../support/console-client.ts';
import { enrolledLink } from '../support/enrolled-link.ts';
import { startSite } from '../support/site.ts';
import { startSystem } from '../support/start-system.ts';
import type { Timed } from './publish-part-load.ts';

const rounds = 6;
const lines = 10_000;
const pace = 100;
const quietMs = 4_000;

export async function run(): Promise<void> {
  await using site = await startSite('x');
  await using system = await startSystem({ SEKISHO_LOG: 'warn' });
  const admin = await firstAdministrator(system.hubUrl, system.setupLink);
  const { revision: base, yaml } = await admin.call('policy');
  const changed = cityPolicy(yaml, { ports: [site.port], allow: [`127.0.0.1:${site.port}`] });
  const changes: Change[] = [{ op: 'replace', yaml: changed }];
  await admin.call('publish', { body: { base, changes, note: 'bench' } });
  const browsers = await Promise.all([
    enrolledLink(system, { user: 'tanaka', unit: '総務企画部' }),
    enrolledLink(system, { user: 'suzuki', unit: '教育委員会' }),
  ]);
  const watches = await Promise.all(browsers.map((browser) => browser.watch()));
  await Promise.all(watches.map((watch) => watch.nextProjection()));
  const [first] = browsers;
  if (first === undefined) throw new Error('no browser');

  const url = `http://127.0.0.1:${site.port}/`;
  const load = fork(new URL('./publish-part-load.ts', import.meta.url), [
    ...[String(system.proxyPort), first.proxyAuthorization, url, String(pace)],
  ]);
  const published: {
    checked: number;
    asked: number;
    answered: number;
    arrived: number;
    revision: number;
  }[] = [];
  await pause(quietMs);
  for (let round = 0; round < rounds; round++) {
    const wish = await nextChanges(admin, round);
    // As the console does: what is published has been looked at.
    const began = Date.now();
    await admin.call('check', { body: wish });
    const checked = Date.now() - began;
    await pause(quietMs);
    const asked = Date.now();
    const arriving = Promise.all(watches.map((watch) => watch.nextProjection()));
    const { revision } = await admin.call('publish', { body: { ...wish, note: `${round}` } });
    const answered = Date.now();
    const projections = await arriving;
    const arrived = Date.now();
    if (projections.some((each) => each.revision !== revision)) throw new Error('another revision');
    published.push({ checked, asked, answered, arrived, revision });
  }
  await pause(quietMs);
  const timed = await timesOf(load);
  for (const watch of watches) watch[Symbol.dispose]();

  const applied = new Map<string, number>();
  for (const { record } of await allRecords(admin)) {
    if (record.type !== 'change' || record.act !== 'policy-applied') continue;
    applied.set(record.subject ?? '', Date.parse(record.at));
  }
  const tail = 500;
  const during = (at: number) =>
    published.some(({ asked, arrived }) => at >= asked && at <= arrived + tail);
  // As long, just before: what else this machine does is much the same then.
  const justBefore = (at: number) =>
    published.some(({ asked, arrived }) => at < asked && at >= asked - (arrived - asked + tail));
  const took = (which: (at: number) => boolean) =>
    timed.filter(({ due }) => which(due)).map((each) => each.took ?? Number.POSITIVE_INFINITY);
  const before = took(justBefore);
  const meanwhile = took(during);
  for (const { checked, asked, answered, arrived, revision } of published) {
    const atProxy = (applied.get(String(revision)) ?? Number.NaN) - asked;
    print(
      `revision ${revision}: checked in ${checked} ms; published ${answered - asked} ms, at the proxy ${atProxy} ms, in both browsers ${arrived - asked} ms`,
    );
  }
  const ratio = at(meanwhile, 0.99) / at(before, 0.99);
  print(`${timed.length} requests, ${timed.filter((each) => each.took === null).length} failed`);
  print(`just before: ${spread(before)}`);
  print(`while publishing: ${spread(meanwhile)}`);
  print(`p99 while publishing ÷ just before: ${ratio.toFixed(2)}`);
}

/** 10,000 lines come, then go, in turn. */
async function nextChanges(
  admin: ConsoleClient,
  round: number,
): Promise<{ base: number; changes: Change[] }> {
  const { revision: base, entries } = await admin.call('list', { params: { id: 'loopback' } });
  if (round % 2 === 0) {
    const added = Array.from({ length: lines }, (_, i) => `.r${round}-${i}.example${i % 97}.jp`);
    return { base, changes: [{ op: 'add-entries', list: 'loopback', entries: added }] };
  }
  const keys = entries.filter(({ match }) => match.startsWith('.r')).map(({ key }) => key);
  return { base, changes: [{ op: 'remove-entries', list: 'loopback', keys }] };
}

function timesOf(load: ReturnType<typeof fork>): Promise<Timed[]> {
  return new Promise((resolve, reject) => {
    load.once('message', (message) => resolve(message as Timed[]));
    load.once('error', reject);
    load.send('end');
  });
}

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  const text = (part: number) => `${at(values, part).toFixed(1)} ms`;
  return `${values.length} requests, median ${text(0.5)}, p99 ${text(0.99)}, longest ${text(1)}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
