/** Real Chromium, with the lists that our export makes, stops the navigations that `decide` blocks. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';
import { chromiumPolicies, launchManagedChromium } from '../support/forced-chromium.ts';
import { canMountOver } from '../support/mount-namespace.ts';
import { arbitraryUrl, plainMatches } from '../support/policy-arbitrary.ts';
import { startSite } from '../support/site.ts';
import { openSiteAuthority } from '../support/site-authority.ts';
import { smallPolicy } from '../support/small-policy.ts';

const program = path.join(projectRoot, 'proxy', 'main.ts');
const seed = 2026;
const urlsEach = 110;
/** Chromium would try https first, and judge that as well. */
const noUpgrades = { HttpsUpgradesEnabled: false, HttpsOnlyMode: 'disallowed' };

function sekisho(argv: readonly string[], input = ''): string {
  const ran = spawnSync(process.execPath, [program, ...argv], { input, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

/** An allow of a whole top-level domain is refused: that one blocks. */
function policyOf(entries: readonly string[], normal: 'allow' | 'block') {
  const isWide = (entry: string) => !/^(\w+:\/\/)?\.?([^:/?]+)/.exec(entry)?.[2]?.includes('.');
  const allows = entries.filter((entry, i) => i % 2 === 0 && !isWide(entry));
  const list = (id: string, action: 'allow' | 'block', own: readonly string[]) => ({
    ...{ id, title: 't', action, owner: 'o', reason: 'r' },
    entries: [...own],
  });
  const blocks = entries.filter((entry) => !allows.includes(entry));
  return smallPolicy({
    zones: { closed: [] },
    destinations: {
      default: normal,
      lists: [list('a', 'allow', allows), list('b', 'block', blocks)],
    },
  });
}

/** What Chromium itself stopped; another failure is the network's. */
async function isStopped(page: Page, url: string): Promise<boolean> {
  const failure = await page.goto(url, { timeout: 10_000, waitUntil: 'domcontentloaded' }).then(
    () => '',
    (error: Error) => error.message,
  );
  return failure.includes('ERR_BLOCKED_BY_ADMINISTRATOR');
}

const allowed = canMountOver(chromiumPolicies);
const why = allowed ? '' : ' (not run: this machine allows no mount namespace)';

const beyondLists: ReadonlySet<string> = new Set(['address-literal', 'port-not-open']);

it.skipIf(!allowed)(`agrees with decide on 200 navigations${why}`, async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-lists-'));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const site = stack.use(await startSite('どのホストでも'));
  const { caFile } = stack.use(await openSiteAuthority());
  const entries = fc.sample(fc.uniqueArray(plainMatches, { minLength: 24, maxLength: 30 }), {
    seed,
    numRuns: 3,
  });
  const urls = fc.sample(
    fc.uniqueArray(
      arbitraryUrl.filter((url) => /^https?:/.test(url)),
      { minLength: urlsEach, maxLength: urlsEach },
    ),
    { seed, numRuns: 3 },
  );
  const told = { block: 0, allow: 0 };
  for (const [i, each] of entries.entries()) {
    const file = path.join(folder, `policy-${i}.yaml`);
    await writeFile(file, JSON.stringify(policyOf(each, i === 1 ? 'allow' : 'block')));
    const exported = JSON.parse(
      sekisho(['policy', 'export', '--to', 'chromium-managed', '--policy', file, '--ca', caFile]),
    );
    const { URLBlocklist, URLAllowlist } = exported;
    const decided = sekisho(['decide', '--policy', file], (urls[i] ?? []).join('\n'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const own = path.join(folder, String(i));
    const browser = await launchManagedChromium(
      own,
      { URLBlocklist, URLAllowlist, ...noUpgrades },
      [`--host-resolver-rules=MAP * 127.0.0.1:${site.port}`],
    );
    try {
      const page = await browser.newPage();
      for (const { url, action, reason } of decided) {
        // Browsers' lists know neither: they let through what the proxy refuses.
        if (beyondLists.has(reason)) continue;
        const seen = (await isStopped(page, url)) ? 'block' : 'allow';
        expect(`${seen} ${url}`).toBe(`${action} ${url}`);
        told[seen] += 1;
      }
    } finally {
      await browser.close();
    }
  }
  expect(told.block + told.allow).toBeGreaterThanOrEqual(200);
  // Neither answer is right for all of them.
  expect(Math.min(told.block, told.allow)).toBeGreaterThan(40);
});
