import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../proxy/record/sha256.ts';
import { genesis, nextHash, storedLine } from '../../../shared/audit/chain.ts';
import { storedRecordSchema } from '../../../shared/audit/record.ts';
import { decisionRecord } from '../../support/audit-records.ts';

const json = JSON.stringify(decisionRecord(1));

describe('nextHash', () => {
  const hash = nextHash(sha256, genesis, 't-1', 1, json);

  it('is a SHA-256 in hex', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(nextHash(sha256, genesis, 't-1', 1, json)).toBe(hash);
  });

  it.each<[string, string]>([
    ['the previous hash', nextHash(sha256, hash, 't-1', 1, json)],
    ['the terminal', nextHash(sha256, genesis, 't-2', 1, json)],
    ['the sequence number', nextHash(sha256, genesis, 't-1', 2, json)],
    ['the record', nextHash(sha256, genesis, 't-1', 1, json.replace('allow', 'block'))],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(hash);
  });

  it('cannot be reached by a terminal whose name imitates the next field', () => {
    expect(nextHash(sha256, genesis, 't"\n1', 1, json)).not.toBe(
      nextHash(sha256, genesis, 't', 1, `1\n${json}`),
    );
  });
});

describe('storedLine', () => {
  it('is the exact JSON of a stored record', () => {
    const hash = nextHash(sha256, genesis, 'té"1', 1, json);
    const stored = JSON.parse(storedLine('té"1', 1, genesis, hash, json));
    expect(JSON.stringify(storedRecordSchema.parse(stored))).toBe(
      storedLine('té"1', 1, genesis, hash, json),
    );
  });
});
