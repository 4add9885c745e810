import { describe, expect, test } from 'vitest';
import { createUnreadBytes } from '../../../proxy/gateway/unread-bytes.ts';

const minute = 60_000;

describe('createUnreadBytes', () => {
  test('adds up what one person sends to one host in an hour', () => {
    let at = 0;
    const unread = createUnreadBytes(() => at);
    unread.add('tanaka', 'a.example', 100);
    at = 30 * minute;
    expect(unread.add('tanaka', 'a.example', 10)).toBe(110);
    expect(unread.total('suzuki', 'a.example')).toBe(0);
    expect(unread.total(null, 'a.example')).toBe(0);
    expect(unread.total('tanaka', 'b.example')).toBe(0);
    at = 59 * minute;
    expect(unread.total('tanaka', 'a.example')).toBe(110);
    at = 60 * minute;
    expect(unread.total('tanaka', 'a.example')).toBe(10);
    at = 90 * minute;
    expect(unread.total('tanaka', 'a.example')).toBe(0);
  });

  test('a clock that is set back forgets nothing', () => {
    let at = 100 * minute;
    const unread = createUnreadBytes(() => at);
    unread.add('tanaka', 'a.example', 100);
    at = 0;
    expect(unread.add('tanaka', 'a.example', 10)).toBe(110);
  });

  test('notes once, and again when the hour has passed', () => {
    let at = 0;
    const unread = createUnreadBytes(() => at);
    const note = () => unread.note('tanaka', 'a.example');
    expect(note()).toBe(false);
    unread.add('tanaka', 'a.example', 1);
    expect([note(), note()]).toEqual([true, false]);
    at = 60 * minute;
    unread.add('tanaka', 'a.example', 1);
    expect(note()).toBe(true);
  });

  test('keeps so many, and whoever sent most stays', () => {
    const unread = createUnreadBytes(() => 0, 3);
    unread.add('tanaka', 'large.example', 1000);
    for (let i = 0; i < 100; i++) unread.add('tanaka', `h${i}.example`, i);
    expect(unread.total('tanaka', 'large.example')).toBe(1000);
    expect(unread.total('tanaka', 'h99.example')).toBe(99);
    expect(unread.total('tanaka', 'h0.example')).toBe(0);
  });
});
