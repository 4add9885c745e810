import { describe, expect, test } from 'vitest';
import { createOpenedContent } from '../../../proxy/link/opened-content.ts';

const place = { host: 'city.example', port: 443 };
const elsewhere = { host: 'other.example', port: 443 };
const report = { type: 'zip', inspected: true, findings: [] } as const;
const policy = {};

function world() {
  let at = 1_000_000;
  const opened = createOpenedContent({ now: () => at, perUser: 3 });
  const see = (digest = 'd', places = [elsewhere, place], by: object = policy) =>
    opened.see('tanaka', places, digest, by);
  const pass = (ms: number) => {
    at += ms;
  };
  opened.add('tanaka', place, 'd', report, policy);
  return { opened, see, pass };
}

describe('what was inspected with a password', () => {
  test('counts for this person, place, content and policy alone', () => {
    const { opened, see } = world();
    expect(see()).toEqual(report);
    expect(see('d', [elsewhere])).toBe(null);
    expect(see('e')).toBe(null);
    expect(see('')).toBe(null);
    expect(see('d', [place], {})).toBe(null);
    expect(opened.see('suzuki', [place], 'd', policy)).toBe(null);
    expect(opened.see(null, [place], 'd', policy)).toBe(null);
  });

  test('counts until it has left once', () => {
    const { opened, see } = world();
    expect([see(), see()]).toEqual([report, report]);
    opened.use('tanaka', [elsewhere], 'd');
    opened.use(null, [place], 'd');
    expect(see()).toEqual(report);
    opened.use('tanaka', [place], 'd');
    expect(see()).toBe(null);
  });

  test('counts for ten minutes, and not where the clock was set back', () => {
    const { see, pass } = world();
    pass(599_999);
    expect(see()).toEqual(report);
    pass(1);
    expect(see()).toBe(null);
    pass(-700_000);
    expect(see()).toBe(null);
  });

  test('is replaced by what is known later, and the oldest goes first', () => {
    const { opened, see } = world();
    const partly = { ...report, inspected: 'partly', why: 'encrypted' } as const;
    opened.add('tanaka', place, 'd', partly, policy);
    expect(see()).toEqual(partly);
    for (const digest of ['e', 'f', 'g']) opened.add('tanaka', place, digest, report, policy);
    expect([see(), see('e'), see('g')]).toEqual([null, report, report]);
  });
});
