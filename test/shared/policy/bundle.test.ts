import { createHash, webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type SignedBundle, verifyBundle } from '../../../shared/policy/bundle.ts';
import type { PublicKey } from '../../../shared/protocol/link.ts';
import { readPolicy } from '../../support/decision-rows.ts';

interface Signer {
  readonly key: PublicKey;
  sign(text: string): Promise<string>;
}

async function makeSigner(): Promise<Signer> {
  const pair = (await webcrypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const { x } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    key: { kty: 'OKP', crv: 'Ed25519', x: x ?? '' },
    sign: async (text) =>
      Buffer.from(
        await webcrypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(text)),
      ).toString('base64url'),
  };
}

async function verify(key: PublicKey, bytes: Uint8Array<ArrayBuffer>, signature: string) {
  const imported = await webcrypto.subtle.importKey(
    'jwk',
    { kty: key.kty, crv: key.crv, x: key.x },
    'Ed25519',
    false,
    ['verify'],
  );
  return webcrypto.subtle.verify('Ed25519', imported, Buffer.from(signature, 'base64url'), bytes);
}
const sha256 = async (text: string) => createHash('sha256').update(text).digest('hex');

let root: Signer;
let one: Signer;
let two: Signer;
beforeAll(async () => {
  [root, one, two] = await Promise.all([makeSigner(), makeSigner(), makeSigner()]);
});

async function makeBundle(options: {
  threshold?: number;
  signers?: [string, Signer][];
  policy?: string;
  keys?: string;
}): Promise<SignedBundle> {
  const policy = options.policy ?? JSON.stringify(readPolicy('deny-list'));
  const keys =
    options.keys ??
    JSON.stringify({
      v: 1,
      threshold: options.threshold ?? 1,
      keys: [
        { id: 'one', key: one.key },
        { id: 'again', key: one.key },
        { id: 'two', key: two.key },
      ],
    });
  const manifest = JSON.stringify({
    v: 1,
    organization: 'みほん市',
    revision: 3,
    published: '2026-11-24T00:00:00.000Z',
    fresh: '2026-11-25T00:00:00.000Z',
    expires: '2027-02-22T00:00:00.000Z',
    sha256: await sha256(policy),
  });
  const signers = options.signers ?? [['one', one]];
  const signatures = await Promise.all(
    signers.map(async ([key, signer]) => ({ key, signature: await signer.sign(manifest) })),
  );
  return { manifest, signatures, keys, keysSignature: await root.sign(keys), policy };
}

const check = (bundle: SignedBundle) => verifyBundle(bundle, { rootKey: root.key, verify, sha256 });

test('takes a bundle that holds together', async () => {
  expect(await check(await makeBundle({}))).toMatchObject({
    ok: true,
    manifest: { revision: 3 },
    policy: { organization: { name: 'みほん市' } },
  });
});

describe('refuses', () => {
  test.each<[string, string, () => Promise<SignedBundle>]>([
    [
      'keys that the root did not sign',
      'keys-not-signed',
      async () => ({ ...(await makeBundle({})), keysSignature: await one.sign('x') }),
    ],
    [
      'keys that were changed',
      'keys-not-signed',
      async () => {
        const bundle = await makeBundle({});
        return { ...bundle, keys: bundle.keys.replace('"threshold":1', '"threshold":0') };
      },
    ],
    ['keys that are not keys', 'malformed', () => makeBundle({ keys: '{"v":1}' })],
    [
      'a manifest that was changed',
      'not-signed',
      async () => {
        const bundle = await makeBundle({});
        return { ...bundle, manifest: bundle.manifest.replace('"revision":3', '"revision":4') };
      },
    ],
    ['a signature by a stranger', 'not-signed', () => makeBundle({ signers: [['three', root]] })],
    ['a signature under another name', 'not-signed', () => makeBundle({ signers: [['two', one]] })],
    ['one signature where two are asked for', 'not-signed', () => makeBundle({ threshold: 2 })],
    [
      'one signer twice where two are asked for',
      'not-signed',
      () =>
        makeBundle({
          threshold: 2,
          signers: [
            ['one', one],
            ['one', one],
          ],
        }),
    ],
    [
      'one key under two names where two are asked for',
      'not-signed',
      () =>
        makeBundle({
          threshold: 2,
          signers: [
            ['one', one],
            ['again', one],
          ],
        }),
    ],
    ['another policy', 'hash-differs', async () => ({ ...(await makeBundle({})), policy: '{}' })],
    [
      'a signed policy with errors',
      'policy-invalid',
      () => makeBundle({ policy: '{"version":1}' }),
    ],
    [
      'a signed policy with an entry that cannot be read',
      'policy-invalid',
      () => {
        const policy = readPolicy('deny-list');
        policy.destinations.lists?.[0]?.entries.push('a..b');
        return makeBundle({ policy: JSON.stringify(policy) });
      },
    ],
    [
      'a signed policy that is no JSON',
      'policy-invalid',
      () => makeBundle({ policy: 'version: 1' }),
    ],
  ])('%s', async (_, problem, make) => {
    expect(await check(await make())).toEqual({ ok: false, problem });
  });

  test('nothing where two of two signed', async () => {
    const bundle = await makeBundle({
      threshold: 2,
      signers: [
        ['one', one],
        ['two', two],
      ],
    });
    expect((await check(bundle)).ok).toBe(true);
  });
});
