import { expect, test } from 'vitest';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { matches } from '../../../../shared/destination/match.ts';
import { findWider } from '../../../../shared/policy/analyse/wider-than-it-looks.ts';
import { analysisOf, firstEntry } from '../../../support/analysed.ts';

const sampleHosts = [
  'example.jp',
  'www.example.jp',
  'shop.example.jp',
  'a.b.example.jp',
  '10.0.0.1',
];

test.each([
  ['a lone label', 'intramart', 'https://www.intramart/'],
  ['a star in front of a registered name', 'glob:*example.co.jp', 'https://wwwexample.co.jp/'],
  ['a path that is a prefix', 'example.com/docs', 'https://example.com/docs-other'],
  ['sub-domains that people go to', 'example.jp', 'https://shop.example.jp/'],
  ['nothing of an exact host', '.example.jp', null],
  ['nothing of a host without others in the records', 'example.com', null],
  ['nothing of a sub-domain', 'shop.example.jp', null],
  ['nothing of a path that ends in a slash', 'example.com/docs/', null],
  ['nothing of a file', 'example.com/form.pdf', null],
  ['nothing of a star left of the registered name', 'glob:www*.example.co.jp', null],
  ['nothing of localhost', 'localhost:8600', null],
])('%s', (_, match, witness) => {
  const analysis = analysisOf([{ entries: [match] }], { sampleHosts });
  const found = [...findWider(analysis)];
  expect(found.map((each) => each.witness)).toEqual(witness === null ? [] : [witness]);
  const parsed = parseDestination(witness ?? '');
  if (parsed.ok)
    expect(matches(firstEntry(analysis).entry.match, parsed.destination, true)).toBe(true);
});

test('counts the hosts, and names some', () => {
  const [found] = findWider(analysisOf([{ entries: ['example.jp'] }], { sampleHosts }));
  expect(found?.message).toContain('2 more match, such as shop.example.jp, a.b.example.jp');
});

test('says nothing of sub-domains without records', () => {
  expect([...findWider(analysisOf([{ entries: ['example.jp'] }]))]).toEqual([]);
});
