import { describe, expect, it } from 'vitest';
import { createSeenIds } from '../../../shared/audit/seen-ids.ts';

describe('createSeenIds', () => {
  it('knows a decision that comes twice', () => {
    const ids = createSeenIds();
    expect([ids.decision('a'), ids.decision('b'), ids.decision('a')]).toEqual([true, true, false]);
  });

  it('knows an outcome that comes twice, or without its decision', () => {
    const ids = createSeenIds();
    ids.decision('a');
    expect(ids.outcome('a')).toEqual({ first: true, decided: true });
    expect(ids.outcome('a')).toEqual({ first: false, decided: true });
    expect(ids.outcome('b')).toEqual({ first: true, decided: false });
  });
});
