import { expect, test } from 'vitest';
import { z } from 'zod';
import { entrySchema, policySchema } from '../../../shared/policy/schema.ts';
import { hoursSchema } from '../../../shared/policy/schema-parts.ts';

const sound = {
  version: 1,
  organization: { name: '市' },
  mode: 'enforce',
  zones: { closed: [] },
  destinations: { default: 'block' },
};

test('needs version, organization, mode, zones and destinations, and nothing else', () => {
  expect(policySchema.safeParse(sound).success).toBe(true);
  for (const key of Object.keys(sound)) {
    expect(policySchema.safeParse({ ...sound, [key]: undefined }).success).toBe(false);
  }
});

test.each([
  ['a period of a year', { retention: { access: 'P1Y' } }, true],
  ['a period of hours', { bundle: { freshFor: 'PT12H' } }, true],
  ['a period of nothing', { bundle: { freshFor: 'P' } }, false],
  ['a period in words', { bundle: { freshFor: '1 day' } }, false],
  ['a code of six digits', { organization: { name: '市', code: '052035' } }, true],
  ['a code of five', { organization: { name: '市', code: '52035' } }, false],
  [
    'a list without an owner',
    {
      destinations: {
        default: 'block',
        lists: [{ id: 'a', title: 't', action: 'allow', reason: 'r', entries: [] }],
      },
    },
    false,
  ],
])('%s', (_, fields, expected) => {
  expect(policySchema.safeParse({ ...sound, ...fields }).success).toBe(expected);
});

test.each([
  ['example.jp', true],
  [{ match: 'example.jp', until: '2027-03-31' }, true],
  [{ match: 'example.jp', until: '2027-03-31T17:00:00+09:00' }, true],
  [{ match: 'example.jp', until: '2027-03-31T17:00:00' }, false],
  [{ match: 'example.jp', until: '2027-13-01' }, false],
  [{ match: 'example.jp', colour: 'red' }, false],
  ['', false],
])('an entry %j is sound: %s', (entry, expected) => {
  expect(entrySchema.safeParse(entry).success).toBe(expected);
});

test.each([
  ['00:00', true],
  ['24:00', true],
  ['24:01', false],
  ['8:30', false],
  ['08:60', false],
])('the time %s is sound: %s', (from, expected) => {
  expect(hoursSchema.safeParse({ from }).success).toBe(expected);
});

test('becomes a JSON Schema for editors', () => {
  const schema = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  expect(schema.required).toEqual(['version', 'organization', 'mode', 'zones', 'destinations']);
});
