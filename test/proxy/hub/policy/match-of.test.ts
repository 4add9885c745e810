import { expect, test } from 'vitest';
import { matchOf } from '../../../../proxy/hub/policy/match-of.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { parseMatch } from '../../../../shared/destination/entry-match.ts';

const rows: [string, string, string, string][] = [
  ['https://a.example/', '.a.example', '.a.example', 'a.example'],
  ['https://a.example/x/y?z=1', '.a.example/x/y', '.a.example', 'a.example'],
  ['https://a.example:8443/x', '.a.example:8443/x', '.a.example:8443', 'a.example:8443'],
  ['http://192.0.2.1/x', '192.0.2.1/x', '192.0.2.1', '192.0.2.1'],
  ['http://[2001:db8::1]:81/x', '[2001:db8::1]:81/x', '[2001:db8::1]:81', '[2001:db8::1]:81'],
];
test.each(rows)('%s', (url, page, host, subdomains) => {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  const made = (['page', 'host', 'subdomains'] as const).map((as) =>
    matchOf(parsed.destination, as),
  );
  expect(made).toEqual([page, host, subdomains]);
  for (const match of made) expect(parseMatch(match).ok).toBe(true);
});
