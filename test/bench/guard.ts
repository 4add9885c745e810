/**
 * What the guard adds: from the choice of a file to its arrival at the site, in Chromium with the
 * extension, with a policy that looks at uploads and with one that does not. The file is text, every
 * byte of which is read. Two child processes inspect, as in the product.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { startPool } from '../../proxy/inspection/pool.ts';
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import { startUploadPage } from '../support/guarded-pages.ts';
import { startGuardedTerminal } from '../support/guarded-terminal.ts';
import { until } from '../support/until.ts';

const sizes = [1, 10, 50];
const rounds = 3;
const mega = 1024 * 1024;

export async function run(): Promise<void> {
  await buildWhenStale(builds.chromium);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-guard-'));
  try {
    for (const size of sizes) {
      const line = '令和8年度の事業計画について、次のとおりお知らせします。\n';
      // Whole lines: half a character at the end would make something else than text of it.
      const bytes = Buffer.alloc(size * mega, ' ');
      bytes.write(line.repeat(Math.floor((size * mega) / Buffer.byteLength(line))));
      await writeFile(fileOf(folder, size), bytes);
    }
    const without = await measure(folder, {});
    const withGuard = await measure(folder, { uploads: { default: 'allow' } });
    for (const [index, size] of sizes.entries()) {
      const [plain = 0, guarded = 0] = [without[index], withGuard[index]];
      const added = guarded - plain;
      process.stdout.write(
        `${String(size).padStart(3)} MB: ${ms(plain)} without, ${ms(guarded)} with the guard: ${ms(added)} more\n`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each size: the median of the rounds after a first one. */
async function measure(folder: string, policy: object): Promise<number[]> {
  await using site = await startUploadPage();
  await using pool = startPool();
  await using terminal = await startGuardedTerminal({
    name: 'Chromium',
    ports: [site.port],
    policy,
    pool,
  });
  const page = await terminal.browser.newPage();
  const medians: number[] = [];
  for (const size of sizes) {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await page.goto(`http://city.localhost:${site.port}/`, { waitUntil: 'load' });
      site.came.length = 0;
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>;
      const began = performance.now();
      await input.uploadFile(fileOf(folder, size));
      await until(() => site.came.length > 0, { every: 2 });
      if (round > 0) times.push(performance.now() - began);
      if (site.came[0]?.body.length !== size * mega) throw new Error('it did not arrive whole');
    }
    medians.push(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);
  }
  return medians;
}

function fileOf(folder: string, size: number): string {
  return path.join(folder, `${size}.txt`);
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}
