import { expect, test } from 'vitest';
import {
  importEnrolledKey,
  parseKeyStatement,
  verifyKeyStatement,
} from '../../../proxy/link/key-statement.ts';
import { startTestLink } from '../../support/running-link.ts';

const nonce = 'n'.repeat(16);
const signature = 's'.repeat(86);

test.each([
  ['nothing', undefined],
  ['another scheme', `Bearer id.1.${nonce}.${signature}`],
  ['a time with a sign', `Sekisho-Key id.-1.${nonce}.${signature}`],
  ['a time with a leading zero', `Sekisho-Key id.01.${nonce}.${signature}`],
  ['a time with an exponent', `Sekisho-Key id.1e3.${nonce}.${signature}`],
  ['a nonce that is too short to be random', `Sekisho-Key id.1.n.${signature}`],
  ['a nonce of a kilobyte', `Sekisho-Key id.1.${'n'.repeat(1024)}.${signature}`],
  ['a signature of another length', `Sekisho-Key id.1.${nonce}.${signature}s`],
  ['an enrolment with a path', `Sekisho-Key ../id.1.${nonce}.${signature}`],
  ['something behind it', `Sekisho-Key id.1.${nonce}.${signature} `],
])('%s is no statement', (_, header) => {
  expect(parseKeyStatement(header)).toBeNull();
});

test('reads the four parts', () => {
  const read = parseKeyStatement(`Sekisho-Key id.1700000000000.${nonce}.${signature}`);
  expect(read).toMatchObject({ enrolment: 'id', at: 1_700_000_000_000, nonce });
  expect(read?.signature).toHaveLength(64);
});

test('verifies what the key signed, and nothing else', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const key = await importEnrolledKey(client.publicKey);
  const statement = parseKeyStatement(await client.statement());
  if (key === null || statement === null) throw new Error('not usable');
  expect(await verifyKeyStatement(key, statement)).toBe(true);
  for (const change of [
    { at: statement.at + 1 },
    { nonce: `${statement.nonce}x` },
    { enrolment: 'other' },
    { signature: new Uint8Array(64) },
  ]) {
    expect(await verifyKeyStatement(key, { ...statement, ...change })).toBe(false);
  }
});

test.each([
  ['of another curve', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }],
  ['without a second coordinate', { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43) }],
  ['that is no point', { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }],
  ['that is no number', { kty: 'EC', crv: 'P-256', x: '!', y: '!' }],
] as const)('a key %s is not taken', async (_, key) => {
  expect(await importEnrolledKey(key)).toBeNull();
});
