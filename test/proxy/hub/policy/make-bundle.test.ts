import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeBundle } from '../../../../proxy/hub/policy/make-bundle.ts';
import { manifestSchema, signedBundleSchema } from '../../../../shared/policy/bundle.ts';
import { policySchema } from '../../../../shared/policy/schema.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const signer = {
  rootKey: { kty: 'OKP' as const, crv: 'Ed25519' as const, x: '' },
  keys: '{}',
  keysSignature: 'by root',
  keyId: 'k',
  sign: async (text: string) => `signed ${text}`,
};
const place = { organization: '見本市', revision: 7, published: '2026-11-20T00:00:00.000Z' };
const now = Date.parse('2026-11-23T00:00:00Z');

const rows: [string, string, string, string][] = [
  ['a day and ninety days', '', '2026-11-24T00:00:00.000Z', '2027-02-21T00:00:00.000Z'],
  [
    'as the policy says',
    'bundle: { freshFor: PT12H, expires: P30D }\n',
    '2026-11-23T12:00:00.000Z',
    '2026-12-23T00:00:00.000Z',
  ],
];
test.each(rows)('a bundle is fresh and expires from now: %s', async (_, more, fresh, expires) => {
  const policy = policyOf(exampleYaml + more);
  const bundle = signedBundleSchema.parse(await makeBundle(signer, policy, place, now));
  const manifest = manifestSchema.parse(JSON.parse(bundle.manifest));
  expect(manifest).toMatchObject({ ...place, fresh, expires });
  expect(manifest.sha256).toBe(createHash('sha256').update(bundle.policy).digest('hex'));
  expect(policySchema.parse(JSON.parse(bundle.policy))).toEqual(policy);
  expect(bundle.signatures).toEqual([{ key: 'k', signature: `signed ${bundle.manifest}` }]);
});

test('a bundle carries no examples: no terminal needs them', async () => {
  const more = 'tests:\n  - { url: "https://www.lg.jp/", expect: block }\n';
  const bundle = await makeBundle(signer, policyOf(exampleYaml + more), place, now);
  expect(policySchema.parse(JSON.parse(bundle.policy))).toEqual(policyOf(exampleYaml));
});
