import { expect, it } from 'vitest';
import { analysePolicy } from '../../../shared/policy/analyse/analyse-policy.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { gapKinds, isOnlyMissing } from '../../../shared/policy/register-gaps.ts';
import { warnOfRegister } from '../../../shared/policy/warn-of-register.ts';

const at = Date.parse('2026-11-24T10:00:00+09:00');
const yaml = `version: 1
organization: { name: 横手市, domains: [city.example.lg.jp] }
mode: enforce
zones: { closed: [] }
destinations: { default: block }
users: [{ id: tanaka, name: 田中, until: 2026-10-31 }, { id: sato, name: 佐藤 }]
posting:
  - service: bluesky
    responsible: tanaka
    deputies: [{ user: sato, until: 2026-03-31 }]
    terms: { url: "https://bsky.social/tos" }
    accounts:
      - name: a
        posters:
          - { user: sato, until: 2026-03-31 }
        official: https://evil.example/
        twoFactor: { state: off }
  - service: x
    responsible: nobody
    terms: { url: "https://x.com/tos", checked: 2025-01-01 }
    accounts: [{ name: b, posters: [sato], twoFactor: { state: on, checked: 2025-01-01 } }]
`;

it('policy check warns of what is over or overdue, each with its line', () => {
  const { policy, problems } = parsePolicy(yaml, (found) => analysePolicy(found, { at }));
  expect(policy).not.toBeNull();
  const register = problems.filter(({ path }) => path.startsWith('posting['));
  expect(register.map(({ severity, line, path }) => `${severity} ${line} ${path}`)).toEqual([
    'warning 9 posting[0].responsible',
    'warning 10 posting[0].deputies[0]',
    'warning 11 posting[0].terms',
    'warning 14 posting[0].accounts[0].posters',
    'warning 15 posting[0].accounts[0].posters[0]',
    'warning 16 posting[0].accounts[0].official',
    'warning 17 posting[0].accounts[0].twoFactor',
    'warning 19 posting[1].responsible',
    'warning 20 posting[1].terms',
    'warning 21 posting[1].accounts[0].twoFactor',
  ]);
  expect(problems.every(({ message, cure }) => message.length > 20 && cure.length > 20)).toBe(true);
});

it('every kind that is not only missing has its words', () => {
  const { policy } = parsePolicy(yaml);
  const said = warnOfRegister(policy as NonNullable<typeof policy>, at).length;
  const kinds = gapKinds.filter((kind) => !isOnlyMissing(kind));
  expect(said).toBe(kinds.length);
});

it('accounts that are known decide who is responsible', () => {
  const { policy } = parsePolicy(yaml);
  const warned = warnOfRegister(policy as NonNullable<typeof policy>, at, [
    { id: 'nobody', user: null },
  ]);
  expect(warned.map(({ at }) => at.join('.'))).not.toContain('posting.1.responsible');
});
