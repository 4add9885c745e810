import { expect, test } from 'vitest';
import { duration, hoursSchema, id, moment } from '../../../shared/policy/schema-parts.ts';

test.each([
  ['an id of letters, digits and hyphens', id, 'public-bodies', true],
  ['no id with a capital', id, 'Public', false],
  ['a day', moment, '2027-03-31', true],
  ['a time with its offset', moment, '2027-03-31T17:00:00+09:00', true],
  ['no time without an offset', moment, '2027-03-31T17:00:00', false],
  ['a period of years and months', duration, 'P1Y6M', true],
  ['no period of nothing', duration, 'P', false],
  ['no period that ends with its T', duration, 'P1DT', false],
  ['hours over midnight', hoursSchema, { from: '22:00', to: '06:00' }, true],
  ['no 25th hour', hoursSchema, { from: '25:00' }, false],
])('takes %s', (_, schema, value, expected) => {
  expect(schema.safeParse(value).success).toBe(expected);
});
