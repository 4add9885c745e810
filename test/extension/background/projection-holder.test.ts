import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64url } from '../../../extension/background/base64url.ts';
import { createProjectionHolder } from '../../../extension/background/projection-holder.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import { projectPolicy } from '../../../shared/policy/projection.ts';
import type { PublicKey, SignedProjection } from '../../../shared/protocol/link.ts';
import { smallPolicy } from '../../support/running-link.ts';

function signer() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const key: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: x ?? '' };
  const projection = (revision: number, user = 'tanaka'): SignedProjection => {
    const published = '2027-01-05T00:00:00.000Z';
    const options = { user, unit: '総務企画部', terminal: null, revision, published };
    const payload = JSON.stringify(projectPolicy(smallPolicy(), options));
    return { payload, signature: base64url(sign(null, Buffer.from(payload), privateKey)) };
  };
  return { key, projection };
}

function holderFor(key: PublicKey) {
  const kept = keptInMemory<SignedProjection>();
  const make = () =>
    createProjectionHolder({ onChange: async () => {}, kept, key: async () => key });
  return { kept, make };
}

describe('the projection', () => {
  it('is taken when the link signed it, and kept over a restart', async () => {
    const { key, projection } = signer();
    const { make } = holderFor(key);
    expect(await make().accept(projection(3), key)).toBe(true);
    expect((await make().current())?.projection.revision).toBe(3);
  });

  it('is not taken when another key signed it, or a letter was changed', async () => {
    const { key, projection } = signer();
    const holder = holderFor(key).make();
    expect(await holder.accept(signer().projection(3), key)).toBe(false);
    const signed = projection(3);
    const payload = signed.payload.replace('"block"', '"allow"');
    expect(await holder.accept({ ...signed, payload }, key)).toBe(false);
    expect(await holder.accept({ ...signed, signature: '%' }, key)).toBe(false);
    expect(await holder.current()).toBeNull();
  });

  it('does not go back to an older revision of the same person', async () => {
    const { key, projection } = signer();
    const holder = holderFor(key).make();
    await holder.accept(projection(5), key);
    expect(await holder.accept(projection(4), key)).toBe(false);
    expect(await holder.accept(projection(4, 'suzuki'), key)).toBe(true);
    expect((await holder.current())?.projection.user).toBe('suzuki');
  });

  it('that was kept is not believed when it does not verify any more', async () => {
    const { key, projection } = signer();
    const { kept, make } = holderFor(signer().key);
    await kept.set(projection(3));
    expect(await make().current()).toBeNull();
    expect(key.crv).toBe('Ed25519');
  });

  it('is forgotten when it is told to be', async () => {
    const { key, projection } = signer();
    const { make } = holderFor(key);
    const holder = make();
    await holder.accept(projection(3), key);
    await holder.forget();
    expect(await holder.current()).toBeNull();
    expect(await make().current()).toBeNull();
  });
});
