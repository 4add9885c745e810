import { describe, expect, test } from 'vitest';
import { readRecorded } from '../../../shared/policy/read-recorded.ts';
import { recorded } from '../../support/recorded.ts';

const whole = { v: 1, type: 'decision', ...recorded() };

describe('a recorded decision out of JSON', () => {
  test.each([
    ['a decision', whole, whole],
    ['a decision without a destination', { ...whole, destination: null }, 'itself'],
    ['an outcome is another record', { type: 'outcome' }, 'other'],
    ['a change is another record', { type: 'change' }, 'other'],
    ['nothing', null, null],
    ['a text', 'decision', null],
    ['another type', { ...whole, type: 'event' }, null],
    ['no time', { ...whole, at: 'yesterday' }, null],
    ['no person', { ...whole, who: null }, null],
    ['a number for a user', { ...whole, who: { user: 1, unit: null } }, null],
    ['a port that is none', { ...whole, destination: { ...whole.destination, port: '443' } }, null],
    ['a path that is none', { ...whole, destination: { ...whole.destination, path: 'a' } }, null],
    ['a text for a destination', { ...whole, destination: 'example.jp' }, null],
    ['an action that nobody knows', { ...whole, action: 'drop' }, null],
    ['a reason that nobody knows', { ...whole, reason: 'because' }, null],
    ['a mode that nobody knows', { ...whole, mode: 'learn' }, null],
    ['a number for a rule', { ...whole, rule: 4 }, null],
  ])('%s', (_, value, expected) => {
    expect(readRecorded(value)).toEqual(expected === 'itself' ? value : expected);
  });
});
