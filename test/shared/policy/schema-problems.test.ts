import { expect, test } from 'vitest';
import { placeText } from '../../../shared/policy/finding.ts';
import { policySchema } from '../../../shared/policy/schema.ts';
import { schemaProblems } from '../../../shared/policy/schema-problems.ts';

const sound = {
  version: 1,
  organization: { name: '市' },
  mode: 'enforce',
  zones: { closed: [] },
  destinations: { default: 'block' },
};
function list(fields: object) {
  const whole = {
    id: 'a',
    title: 't',
    action: 'allow',
    owner: 'o',
    reason: 'r',
    entries: [],
    ...fields,
  };
  return { ...sound, destinations: { default: 'block', lists: [whole] } };
}
const entries = 'destinations.lists[0].entries';

test.each([
  ['suggests a key that is near', { ...sound, contact: {} }, 'contact', 'Did you mean contacts?'],
  [
    'lists the keys where none is near',
    { ...sound, zones: { closed: [], xyzzy: 1 } },
    'zones.xyzzy',
    'closed, open',
  ],
  [
    'lists the ways that there are',
    list({ hours: { holidays: 'on' } }),
    'destinations.lists[0].hours.holidays',
    'closed, open',
  ],
  ['tells a missing key', { ...sound, mode: undefined }, 'mode', 'Add "mode:"'],
  ['lists the values', { ...sound, mode: 'on' }, 'mode', 'observe, enforce'],
  ['asks for quotes around a number', list({ clause: 5 }), 'destinations.lists[0].clause', '"5"'],
  ['asks for quotes around true', list({ title: true }), 'destinations.lists[0].title', '"true"'],
  ['tells an empty value', list({ title: null }), 'destinations.lists[0].title', 'delete the line'],
  ['tells an empty text', list({ title: ' ' }), 'destinations.lists[0].title', 'delete the line'],
  [
    'tells a text that is too long',
    list({ title: 'x'.repeat(501) }),
    'destinations.lists[0].title',
    'Shorten',
  ],
  [
    'tells the kind that belongs here',
    { ...sound, zones: { closed: {} } },
    'zones.closed',
    'a list of "- " lines',
  ],
  [
    'tells a date that there is not',
    list({ until: '2027-02-30' }),
    'destinations.lists[0].until',
    '2027-03-31',
  ],
  [
    'tells a field of an entry',
    list({ entries: [{ match: 'a.jp', action: 'alow' }] }),
    `${entries}[0].action`,
    'allow, warn, block',
  ],
  ['tells an entry of a wrong kind', list({ entries: [3] }), `${entries}[0]`, '"match: …"'],
  ['tells an empty entry', list({ entries: [''] }), `${entries}[0]`, 'delete the line'],
])('%s', (_, document, path, cure) => {
  const read = policySchema.safeParse(document);
  const found = schemaProblems(read.error?.issues ?? [], document, policySchema);
  expect(found.map(({ at }) => placeText(at))).toEqual([path]);
  expect(found[0]?.cure).toContain(cure);
  expect(found[0]?.message).toMatch(/[ぁ-ん].*\/ .*[a-z]/);
});

test('shows no more than the beginning of a long value', () => {
  const document = { ...sound, mode: 'x'.repeat(10_000) };
  const read = policySchema.safeParse(document);
  const [found] = schemaProblems(read.error?.issues ?? [], document, policySchema);
  expect(found?.message.length).toBeLessThan(150);
});
