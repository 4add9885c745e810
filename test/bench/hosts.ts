/**
 * A list of a million hosts: memory, time of a decision, from start to the first answer, every
 * listed host refused and a million others not, and what a request costs with the list beside
 * without (alternating rounds). Processor time, since the machine is shared.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileFeed } from '../../shared/destination/feeds/compile-feed.ts';
import { openHostSet } from '../../shared/destination/host-set.ts';
import { makeNames } from './hosts-part-names.ts';
import { compareRequests } from './hosts-part-requests.ts';

const count = 1_000_000;
const rounds = 5;

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-hosts-'));
  try {
    const file = path.join(folder, 'snapshot');
    mkdirSync(path.join(folder, 'with'));
    mkdirSync(path.join(folder, 'without'));
    const listed = makeNames(count, 'a');
    const others = makeNames(count, 'b');
    writeFileSync(file, compile(listed));
    decide(file, listed, others);
    firstAnswer(file, listed[0] ?? '');
    await compareRequests(folder, file, others.slice(0, 5000), print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(listed: readonly string[]): Uint8Array {
  const text = listed.map((name) => `0.0.0.0 ${name}\n`).join('');
  const options = { action: 'block', subdomains: false, column: null } as const;
  const before = process.cpuUsage();
  const { snapshot, report } = compileFeed(text, 'hosts', options, randomBytes(8));
  const spent = process.cpuUsage(before).user / 1e6;
  print(`${report.taken} hosts of ${report.lines} lines compiled in ${spent.toFixed(2)} s`);
  print(`snapshot ${(snapshot.length / 1e6).toFixed(1)} MB (target: 18)`);
  return snapshot;
}

function decide(file: string, listed: readonly string[], others: readonly string[]): void {
  const set = openHostSet(readFileSync(file));
  if (set === null) throw new Error('the snapshot was not opened');
  let missed = 0;
  let wrong = 0;
  const few = Array.from({ length: count }, (_, i) => others[i % 100] ?? '');
  const cold = Math.min(
    ...repeat(() => nanoseconds(listed, (host) => void (set.lookUp(host) !== 1 && missed++))),
  );
  const other = Math.min(
    ...repeat(() => nanoseconds(others, (host) => void (set.lookUp(host) >= 0 && wrong++))),
  );
  const hot = Math.min(...repeat(() => nanoseconds(few, (host) => void set.lookUp(host))));
  print(
    `a decision: ${cold.toFixed(0)} ns cold and listed, ${other.toFixed(0)} ns cold and not (target: 350), ` +
      `${hot.toFixed(0)} ns hot (target: 25)`,
  );
  print(`listed and let through: ${missed / rounds}; not listed and refused: ${wrong / rounds}`);
  if (missed + wrong > 0) process.exitCode = 1;
}

function firstAnswer(file: string, host: string): void {
  const part = path.join(import.meta.dirname, 'hosts-part-answer.ts');
  const all = repeat(() => {
    const { stdout } = spawnSync(process.execPath, [part, file, host], { encoding: 'utf8' });
    const said = JSON.parse(stdout);
    if (said.isListed !== true) throw new Error('the first answer was wrong');
    return said as { read: number; hash: number; open: number; all: number; process: number };
  });
  const least = (key: 'read' | 'hash' | 'open' | 'all' | 'process') =>
    Math.min(...all.map((each) => each[key])).toFixed(0);
  print(
    `first answer ${least('process')} ms after the process began (target: 80): read ${least('read')}, ` +
      `SHA-256 ${least('hash')}, open and decide ${least('open')}`,
  );
}

function repeat<T>(work: () => T): T[] {
  return Array.from({ length: rounds }, work);
}

function nanoseconds(names: readonly string[], use: (name: string) => void): number {
  const before = process.cpuUsage();
  for (const name of names) use(name);
  return (process.cpuUsage(before).user * 1000) / names.length;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
