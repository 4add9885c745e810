/** Real Chromium knows every policy that our export writes, and takes its value. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { chromiumManaged } from '../../proxy/browser/chromium-managed.ts';
import { chromiumId } from '../../shared/protocol/extension-identity.ts';
import { chromiumPolicies, launchManagedChromium } from '../support/forced-chromium.ts';
import { canMountOver } from '../support/mount-namespace.ts';
import { openSiteAuthority } from '../support/site-authority.ts';
import { until } from '../support/until.ts';

const allowed = canMountOver(chromiumPolicies);
const why = allowed ? '' : ' (not run: this machine allows no mount namespace)';

/** In chrome://policy: name → what Chromium says of it, of all that are set. */
function policyStates(): Record<string, string> {
  const states: Record<string, string> = {};
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot;
      if (inside === null) continue;
      const text = (query: string) => inside.querySelector(query)?.textContent?.trim() ?? '';
      const isSet = element.localName === 'policy-row' && text('.messages') !== 'Not set.';
      if (isSet && text('.name') !== '') states[text('.name')] = text('.messages');
      look(inside);
    }
  };
  look(document);
  return states;
}

it.skipIf(!allowed)(`takes every policy that is written${why}`, async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-policies-'));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { caPem } = stack.use(await openSiteAuthority());
  const policies = chromiumManaged({
    proxyPort: 3128,
    linkPort: 3129,
    extensionId: chromiumId,
    extensionUrl: 'http://127.0.0.1:1/update.xml',
    caPem,
    lists: { URLBlocklist: ['https://*'], URLAllowlist: ['go.jp'] },
  });
  const written = Object.keys(policies).filter((name) => name !== '3rdparty');
  // Without the last the driver could not ask.
  const set = { ...policies, RemoteDebuggingAllowed: true };
  const browser = await launchManagedChromium(folder, set, ['--lang=en']);
  stack.defer(() => browser.close());
  const page = await browser.newPage();
  await page.goto('chrome://policy');
  const states = await until(async () => {
    const found = await page.evaluate(policyStates);
    return 'ProxySettings' in found && found;
  });
  const taken = Object.fromEntries(written.map((name) => [name, 'OK']));
  expect(states).toEqual(taken);
});
