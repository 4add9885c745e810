import { describe, expect, it } from 'vitest';
import { createCopies } from '../../../proxy/link/copies.ts';

const mega = 1024 * 1024;

describe('copies', () => {
  it('are fetched in pieces, once, by whoever asked for them', () => {
    using copies = createCopies({ now: () => 0 });
    const bytes = new Uint8Array(5 * mega).fill(7);
    expect(copies.keep('a', 'x', bytes)).toBe(true);
    expect(copies.take('b', 'x', 0)).toBeNull();
    expect(copies.take('a', 'x', 6 * mega)).toBeNull();
    expect(copies.take('a', 'x', 0)?.length).toBe(4 * mega);
    expect(copies.take('a', 'x', 4 * mega)?.length).toBe(mega);
    expect(copies.take('a', 'x', 0)).toBeNull();
  });

  it('are forgotten when nobody fetches them', () => {
    let now = 0;
    using copies = createCopies({ now: () => now, forgetAfter: 1000 });
    copies.keep('a', 'x', Uint8Array.of(1));
    now = 1001;
    expect(copies.take('a', 'x', 0)).toBeNull();
  });

  it('find no room where too many are kept', () => {
    using copies = createCopies({ now: () => 0, most: 2, mostBytes: 10 });
    expect(copies.keep('a', 'x', new Uint8Array(8))).toBe(true);
    expect(copies.keep('a', 'y', new Uint8Array(8))).toBe(false);
    expect(copies.keep('a', 'z', new Uint8Array(2))).toBe(true);
    expect(copies.keep('a', 'w', new Uint8Array(0))).toBe(false);
  });

  it('are known again for a day, of this person alone', () => {
    let now = 0;
    using copies = createCopies({ now: () => now });
    copies.note('tanaka', 'd1', 'decision-1');
    expect(copies.originOf('tanaka', 'd1')).toBe('decision-1');
    expect(copies.originOf('suzuki', 'd1')).toBeNull();
    expect(copies.originOf(null, 'd1')).toBeNull();
    now = 25 * 3_600_000;
    expect(copies.originOf('tanaka', 'd1')).toBeNull();
  });
});
