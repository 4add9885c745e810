/**
 * A terminal behind the prefecture's proxy, in real browsers: pages come through it, and what it
 * does wrong is shown as its own. No resolver knows these hosts: only the proxy above leads there.
 */
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import japanese from '../../extension/locales/ja.json' with { type: 'json' };
import { builds, buildWhenStale } from '../../proxy/platform/build.ts';
import type { OutcomeRecord } from '../../shared/audit/record.ts';
import { unknownNames } from '../support/behind-parent.ts';
import {
  browserNames,
  type GuardedTerminal,
  startGuardedTerminal,
} from '../support/guarded-terminal.ts';
import { startParent } from '../support/parent-proxy.ts';
import { startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

beforeAll(async () => {
  await buildWhenStale(builds.chromium);
  await buildWhenStale(builds.firefox);
});

const password = ['for', 'the', 'cloud'].join('-');
const wants = `Basic ${Buffer.from(`yokote:${password}`).toString('base64')}`;

describe.each(browserNames)('behind the proxy above, in %s', (name) => {
  it('pages come through it, and its refusals are told apart', async () => {
    await using site = await startSite('市の文化財');
    await using parent = await startParent({
      leads: { 'bunka.example': site.port },
      wants,
      refuses: ['shop.example'],
    });
    let known: string | null = password;
    await using terminal = await startGuardedTerminal({
      name,
      policy: {
        destinations: { default: 'allow' },
        intercept: { default: false },
        upstream: {
          proxy: `http://127.0.0.1:${parent.port}`,
          credential: { user: 'yokote' },
        },
      },
      gateway: { resolve: unknownNames, upstreamPassword: () => known },
    });
    const page = await terminal.browser.newPage();
    /** A tab that is still being sent to the page that says why may take no other address. */
    const leads = (url: string, text: string) =>
      until(async () => {
        await terminal.visit(page, url);
        return shows(page, text, 5_000).catch(() => null);
      });

    await leads('http://bunka.example/', '市の文化財');
    expect(site.requests).toContain('GET /');
    expect(parent.asked).toContain('GET http://bunka.example/');

    await leads('https://shop.example/', japanese.upstream_refused);
    expect(await page.title()).toBe('関所：このページは開けません');
    expect(await textOf(page)).not.toContain(japanese.ask_title);
    await expectEnd(terminal, page, 'upstream-refused', 403);

    await leads('http://nowhere.example/', japanese.upstream_destination_failed);
    await expectEnd(terminal, page, 'upstream-destination-failed', 503);

    known = 'another';
    await leads('https://bunka.example/', japanese.upstream_credential_refused);
    await expectEnd(terminal, page, 'upstream-credential-refused', 407);

    known = null;
    await leads('http://bunka.example/again', japanese.upstream_credential_missing);
    expect(JSON.stringify(terminal.link.audit.records)).not.toContain(password);
  }, 120_000);
});

async function expectEnd(terminal: GuardedTerminal, page: Page, end: string, status: number) {
  const reference = await page.$eval('code', (code) => code.textContent ?? '');
  const outcome = await until(() =>
    terminal.link.audit.records.find(
      (record): record is OutcomeRecord => record.type === 'outcome' && record.id === reference,
    ),
  );
  expect(outcome).toMatchObject({ end, status });
  const decided = terminal.decided('proxy').find(({ id }) => id === reference);
  expect(decided).toMatchObject({ action: 'allow', address: 'unchecked' });
}

const textOf = (page: Page) => page.evaluate(() => document.body.textContent ?? '').catch(() => '');
const shows = (page: Page, text: string, within: number) =>
  until(async () => (await textOf(page)).includes(text), { within });
