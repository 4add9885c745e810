import { describe, expect, test } from 'vitest';
import { createHeldPostings, type HeldPosting } from '../../../proxy/record/held-postings.ts';

const posting = (digest = 'd1', size = 0): HeldPosting => ({
  service: 'bluesky',
  account: 'yokote.example',
  act: 'post',
  text: '雪',
  isFound: false,
  findings: [],
  files: [{ name: null, type: 'image/png', bytes: size, sha256: 'a', data: new Uint8Array(size) }],
  digest,
  near: null,
});

function world() {
  const clock = { at: 0 };
  return { clock, held: createHeldPostings({ now: () => clock.at }) };
}

describe('stopped postings', () => {
  test('are their person’s, for an hour', () => {
    const { clock, held } = world();
    held.keep('tanaka', 'D1', [posting()]);
    expect(held.of('tanaka', 'D1')).toHaveLength(1);
    expect(held.of('suzuki', 'D1')).toEqual([]);
    expect(held.of('tanaka', 'D2')).toEqual([]);
    clock.at = 3_600_000;
    expect(held.of('tanaka', 'D1')).toEqual([]);
  });

  test('make room: a hundred, and 64 MB', () => {
    const { held } = world();
    for (let at = 0; at < 101; at++) held.keep('tanaka', `D${at}`, [posting()]);
    expect(held.of('tanaka', 'D0')).toEqual([]);
    expect(held.of('tanaka', 'D1')).toHaveLength(1);
    held.keep('tanaka', 'L1', [posting('d', 40 * 1024 * 1024)]);
    held.keep('tanaka', 'L2', [posting('d', 40 * 1024 * 1024)]);
    expect(held.of('tanaka', 'L1')).toEqual([]);
    expect(held.of('tanaka', 'L2')).toHaveLength(1);
  });

  test('have a topic that was picked for what they say, for ten minutes', () => {
    const { clock, held } = world();
    held.keep('tanaka', 'D1', [posting('d1')]);
    expect(held.topicOf('tanaka', 'd1')).toBeNull();
    held.pick('tanaka', 'D1', '防災');
    expect(held.topicOf('tanaka', 'd1')).toBe('防災');
    expect(held.topicOf('suzuki', 'd1')).toBeNull();
    expect(held.topicOf('tanaka', 'd2')).toBeNull();
    held.pick('suzuki', 'D1', 'イベント');
    expect(held.topicOf('tanaka', 'd1')).toBe('防災');
    clock.at = 600_000;
    expect(held.topicOf('tanaka', 'd1')).toBeNull();
  });

  test('know the draft that was made of them', () => {
    const { held } = world();
    held.keep('tanaka', 'D1', [posting()]);
    held.sent('suzuki', 'D1', 'X');
    expect(held.draftOf('tanaka', 'D1')).toBeNull();
    held.sent('tanaka', 'D1', 'A1');
    expect(held.draftOf('tanaka', 'D1')).toBe('A1');
  });
});
