/** The one table of cases in the engines that the extension runs in: each has its own parser of URLs. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectPolicy } from '../../../shared/policy/projection.ts';
import { launchChromium, launchFirefox } from '../../support/browser.ts';
import { asInExtension, bundlePage } from '../../support/bundle-page.ts';
import type { DecideRows, PageRow } from '../../support/decide-in-page.ts';
import { decisionRows, outgoing, readPolicy } from '../../support/decision-rows.ts';

declare const decideRows: DecideRows;

const cases = decisionRows.filter(({ request }) => !request.URLBlocklist && !request.URLAllowlist);
const texts: string[] = [];
const rows = cases.map(({ policy, request }): PageRow => {
  const { user = null, unit = null, terminal = null, at } = request;
  const made = { user, unit, terminal, revision: 1, published: '2026-11-24T00:00:00.000Z' };
  const text = JSON.stringify(projectPolicy(readPolicy(policy), made));
  if (!texts.includes(text)) texts.push(text);
  return { projection: texts.indexOf(text), request: outgoing(request), at: Date.parse(at) };
});

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
] as const)('%s', (_, launch) => {
  test('decides every row of the table as the core does', async () => {
    const script = await bundlePage(
      path.join(import.meta.dirname, '../../support/decide-in-page.ts'),
      asInExtension,
    );
    await using browser = await launch();
    const tab = await browser.newPage();
    await tab.addScriptTag({ content: script });
    const made = await tab.evaluate((given, asked) => decideRows(given, asked), texts, rows);
    expect(made).toHaveLength(cases.length);
    for (const [i, { name, expected }] of cases.entries()) {
      const { host: _host, ...decision } = expected;
      // Nothing is decided early on what is no URL: the proxy refuses it.
      const wanted = expected.reason === 'malformed' ? null : { ...decision, id: 'id' };
      expect([name, made[i]]).toEqual([name, wanted]);
    }
  });
});
