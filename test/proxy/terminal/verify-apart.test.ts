import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { verifyApart } from '../../../proxy/terminal/verify-apart.ts';
import { webCryptography } from '../../../proxy/terminal/web-cryptography.ts';
import { type SignedBundle, verifyBundle } from '../../../shared/policy/bundle.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { makePublisher } from '../../support/fake-hub.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const onThread = { worthThread: 0 };

async function published() {
  const publisher = await makePublisher(Date.now);
  return { ...publisher, bundle: await publisher.publish(smallPolicy(), 1) };
}

test.each<[string, (bundle: SignedBundle) => SignedBundle]>([
  ['a bundle that holds', (bundle) => bundle],
  [
    'another policy',
    (bundle) => ({ ...bundle, policy: bundle.policy.replace('enforce', 'observe') }),
  ],
  ['no signature', (bundle) => ({ ...bundle, signatures: [] })],
  ['keys that nobody signed', (bundle) => ({ ...bundle, keysSignature: 'x' })],
])('the thread says what is said in place: %s', async (_, change) => {
  const { bundle, rootKey } = await published();
  const changed = change(bundle);
  const here = await verifyBundle(changed, webCryptography(rootKey));
  expect(await verifyApart(changed, rootKey, onThread)).toEqual(here);
  expect(await verifyApart(changed, rootKey)).toEqual(here);
});

test.each([
  ['ends without a word', 'process.exit(1)'],
  ['cannot be read', 'this is no program'],
])('a thread that %s is done without', async (_, program) => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'thread.mjs');
  await writeFile(file, program);
  const { bundle, rootKey } = await published();
  const options = { ...onThread, script: pathToFileURL(file) };
  expect(await verifyApart(bundle, rootKey, options)).toMatchObject({ ok: true });
  const forged = { ...bundle, signatures: [] };
  expect(await verifyApart(forged, rootKey, options)).toMatchObject({ ok: false });
});
