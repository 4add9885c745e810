/**
 * The browser's own rules (declarativeNetRequest), made from the projection: what they stop is
 * recorded with its id, shown as any refusal, and never reaches the proxy.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Browser, Page, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { type NetRule, netRequestRules } from '../../shared/policy/net-request-rules.ts';
import { relaxLists } from '../../shared/policy/relaxed-entries.ts';
import { launchChromium } from '../support/browser.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { isStoppedBy } from '../support/net-request.ts';
import { arbitraryPolicy, arbitraryUrl } from '../support/policy-arbitrary.ts';
import { until } from '../support/until.ts';

/** Of an extension's worker. */
declare const chrome: {
  declarativeNetRequest: {
    getDynamicRules(): Promise<{ id: number }[]>;
    updateDynamicRules(update: { removeRuleIds: number[]; addRules: unknown }): Promise<void>;
    testMatchOutcome(request: {
      url: string;
      type: string;
    }): Promise<{ matchedRules: { ruleId: number }[] }>;
  };
};

const host = 'shop.example';

describe.each(browserNames)('%s, with an extension that a person installed', (name) => {
  let terminal: GuardedTerminal;
  let page: Page;

  beforeAll(async () => {
    terminal = await startGuardedTerminal({ name });
    page = await terminal.browser.newPage();
  });
  afterAll(() => terminal?.[Symbol.asyncDispose]());

  const city = (place: string) => `http://city.localhost:${terminal.sitePort}${place}`;
  const shown = () => page.title().catch(() => '');
  /** The first page of all waits for the extension, or is opened again. */
  const opensCity = () =>
    until(async () => {
      await terminal.visit(page, city('/'));
      return (await shown()) === '市のページ';
    });
  const at = (source: DecisionRecord['source'], place: string) =>
    terminal
      .decided(source)
      .filter(({ destination }) => destination?.host === host && destination.path === place);

  it('shows the block page with the recorded decision, and asks the proxy nothing', async () => {
    await opensCity();
    // The rules come a moment after the first page; until then the proxy stops it.
    await until(async () => {
      await terminal.visit(page, `http://${host}/early`);
      return at('extension', '/early').length > 0;
    });
    const asked = () =>
      terminal.decided('proxy').filter(({ destination }) => destination?.host === host).length;
    const before = asked();
    await opensCity();
    await terminal.visit(page, `http://${host}/desk?colour=red`);
    const reference = await until(() => page.$('code').catch(() => null));
    const id = await reference.evaluate((code) => code.textContent);
    const lines = await until(
      () => at('extension', '/desk').length > 0 && at('extension', '/desk'),
    );
    expect(lines).toMatchObject([{ id, act: 'navigate', action: 'block', reason: 'default' }]);
    expect(asked()).toBe(before);
  });

  it('records what a page asks for, once', async () => {
    await opensCity();
    await page.evaluate(
      (origin) => fetch(`${origin}/fetched`, { mode: 'no-cors' }).catch(() => null),
      `http://${host}`,
    );
    const lines = await until(
      () => at('extension', '/fetched').length > 0 && at('extension', '/fetched'),
    );
    expect(lines).toMatchObject([{ act: 'request', initiator: 'city.localhost', method: 'GET' }]);
  });

  it('follows a new projection', async () => {
    terminal.allow('city.localhost', host);
    await until(async () => {
      await page.evaluate(
        (origin) => fetch(`${origin}/now`, { mode: 'no-cors' }).catch(() => null),
        `http://${host}`,
      );
      return at('proxy', '/now').length > 0;
    });
    terminal.allow('city.localhost');
    await until(async () => {
      await page.evaluate(
        (origin) => fetch(`${origin}/again`, { mode: 'no-cors' }).catch(() => null),
        `http://${host}`,
      );
      return at('extension', '/again').length > 0;
    });
  });
});

it('Chromium stops by rules what the evaluator of the tests says', async () => {
  await using browser = await launchWithRules();
  const target = await browser.waitForTarget((each) => each.type() === 'service_worker');
  const worker = (await target.worker()) as WebWorker;
  const policies = fc.sample(arbitraryPolicy, { seed: 2026, numRuns: 40 });
  const urls = [...new Set(fc.sample(arbitraryUrl, { seed: 2026, numRuns: 60 }))];
  const limits = { limits: { rules: 4_900, regexes: 900 }, link: 'http://127.0.0.1:3129' };
  const told = { stopped: 0, passed: 0 };
  for (const { mode, destinations } of policies) {
    const source = { mode, default: destinations.default, lists: destinations.lists ?? [] };
    const relaxed = relaxLists(source, { person: null, at: Date.parse('2026-06-15') });
    const { rules } = netRequestRules(relaxed, limits);
    const outcomes = await worker.evaluate(matchOutcomes, rules, urls);
    for (const [i, url] of urls.entries()) {
      const [ruleId] = outcomes[i] ?? [];
      const isStopped = rules.find(({ id }) => id === ruleId)?.action.type === 'block';
      expect(`${isStopped} ${url}`).toBe(`${isStoppedBy(rules, url)} ${url}`);
      told[isStopped ? 'stopped' : 'passed'] += 1;
    }
  }
  expect(Math.min(told.stopped, told.passed)).toBeGreaterThan(200);
});

/** With an extension of its own: Sekisho's writes rules by itself, whenever its projection comes. */
async function launchWithRules(): Promise<Browser & AsyncDisposable> {
  const extension = await mkdtemp(path.join(os.tmpdir(), 'sekisho-extension-'));
  const manifest = {
    manifest_version: 3,
    name: 'rules',
    version: '1',
    permissions: ['declarativeNetRequest'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'worker.js' },
  };
  await writeFile(path.join(extension, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(path.join(extension, 'worker.js'), '');
  const browser = await launchChromium({ extension });
  return Object.assign(browser, {
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(extension, { recursive: true, force: true });
    },
  });
}

/** In the worker: ids of the rules that match, the strongest first. */
async function matchOutcomes(
  rules: readonly NetRule[],
  urls: readonly string[],
): Promise<number[][]> {
  const { declarativeNetRequest } = chrome;
  const before = await declarativeNetRequest.getDynamicRules();
  await declarativeNetRequest.updateDynamicRules({
    removeRuleIds: before.map(({ id }) => id),
    addRules: rules,
  });
  const found: number[][] = [];
  for (const url of urls) {
    const type = url.startsWith('ws') ? 'websocket' : 'main_frame';
    const { matchedRules } = await declarativeNetRequest.testMatchOutcome({ url, type });
    found.push(matchedRules.map(({ ruleId }) => ruleId));
  }
  return found;
}
