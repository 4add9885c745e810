import { expect, test } from 'vitest';
import { createAcknowledgements } from '../../../proxy/link/acknowledgements.ts';

const minute = 60_000;
const place = { host: 'warned.example', port: 443 };

function held(perUser?: number) {
  const clock = { at: 1_800_000_000_000 };
  const acknowledgements = createAcknowledgements({
    now: () => clock.at,
    ...(perUser !== undefined && { perUser }),
  });
  return { clock, acknowledgements };
}

test.each<[string, string | null, { host: string; port: number }, boolean]>([
  ['the person, host and port', 'tanaka', place, true],
  ['no other person', 'suzuki', place, false],
  ['nobody', null, place, false],
  ['no other port', 'tanaka', { ...place, port: 8443 }, false],
  ['no sub-domain', 'tanaka', { ...place, host: 'www.warned.example' }, false],
  ['no parent domain', 'tanaka', { ...place, host: 'example' }, false],
])('covers %s', (_, user, asked, expected) => {
  const { acknowledgements } = held();
  acknowledgements.add('tanaka', place);
  expect(acknowledgements.covers(user, asked)).toBe(expected);
});

test('is good for many requests, until ten minutes are over', () => {
  const { clock, acknowledgements } = held();
  const until = acknowledgements.add('tanaka', place);
  expect(until).toBe(clock.at + 10 * minute);
  clock.at = until - 1;
  expect(acknowledgements.covers('tanaka', place)).toBe(true);
  expect(acknowledgements.covers('tanaka', place)).toBe(true);
  clock.at = until;
  expect(acknowledgements.covers('tanaka', place)).toBe(false);
});

test('begins anew where it is given again', () => {
  const { clock, acknowledgements } = held();
  acknowledgements.add('tanaka', place);
  clock.at += 9 * minute;
  acknowledgements.add('tanaka', place);
  clock.at += 9 * minute;
  expect(acknowledgements.covers('tanaka', place)).toBe(true);
});

test('a clock that was set back does not prolong it', () => {
  const { clock, acknowledgements } = held();
  acknowledgements.add('tanaka', place);
  clock.at -= minute;
  expect(acknowledgements.covers('tanaka', place)).toBe(false);
});

test('is forgotten for one person, and for nobody else', () => {
  const { acknowledgements } = held();
  acknowledgements.add('tanaka', place);
  acknowledgements.add('suzuki', place);
  acknowledgements.forget('tanaka');
  expect(acknowledgements.covers('tanaka', place)).toBe(false);
  expect(acknowledgements.covers('suzuki', place)).toBe(true);
});

test('keeps a bounded number of each person, the newest', () => {
  const { acknowledgements } = held(2);
  for (const port of [1, 2, 3]) acknowledgements.add('tanaka', { ...place, port });
  const kept = [1, 2, 3].filter((port) => acknowledgements.covers('tanaka', { ...place, port }));
  expect(kept).toEqual([2, 3]);
});
