import { describe, expect, test } from 'vitest';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideConnect, decideDestination } from '../../../shared/policy/decide-destination.ts';
import { namesDomain } from '../../../shared/policy/judge-look-alike.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import type { Policy } from '../../../shared/policy/schema.ts';

function policyOf(defaultAction: 'allow' | 'block', entries: string[]): Policy {
  return {
    version: 1,
    organization: { name: 'みほん市', domains: ['City.Yokote.lg.jp'] },
    mode: 'enforce',
    zones: { closed: [] },
    destinations: {
      default: defaultAction,
      lists: [
        { id: 'a', title: 'a', action: 'allow', owner: 'a', reason: 'a', entries },
        { id: 'b', title: 'b', action: 'block', owner: 'b', reason: 'b', entries: ['y0kote.net'] },
      ],
    },
  };
}

const nobody = { user: null, unit: null, terminal: null, at: 0 };

describe('a name that imitates', () => {
  test.each([
    ['is warned of by default', 'allow', [], 'y0kote.com', 'warn look-alike'],
    ['is warned of under a wide entry', 'block', ['com'], 'y0kote.com', 'warn look-alike'],
    ['is warned of under a glob', 'block', ['glob:**.com'], 'www.y0kote.com', 'warn look-alike'],
    ['is let through by name', 'allow', ['y0kote.com'], 'www.y0kote.com', 'allow entry'],
    ['stays blocked', 'allow', [], 'y0kote.net', 'block entry'],
    ['stays blocked by default', 'block', [], 'y0kote.com', 'block default'],
    ['is none, and let through', 'allow', [], '横手市.jp', 'allow default'],
    ['is the city itself, and let through', 'allow', [], 'www.city.yokote.lg.jp', 'allow default'],
  ] as const)('%s', (_, normal, entries, host, expected) => {
    const policy = policyOf(normal, [...entries]);
    const parsed = parseDestination(`https://${host}/`);
    const tunnel = parseAuthority(`${host}:443`);
    if (!parsed.ok || !tunnel.ok) throw new Error(host);
    const projection = projectPolicy(policy, { ...nobody, revision: 1, published: '' });
    for (const compiled of [compilePolicy(policy), compileProjection(projection)]) {
      const whole = decideDestination(compiled, { destination: parsed.destination, ...nobody }, '');
      expect(`${whole.action} ${whole.reason}`).toBe(expected);
      if (whole.reason === 'look-alike') expect(whole.rule).toBe('look-alike/city.yokote.lg.jp');
      const seen = decideConnect(compiled, { destination: tunnel.destination, ...nobody }, '');
      expect('depends' in seen ? 'depends' : `${seen.action} ${seen.reason}`).toBe(expected);
    }
  });

  test('at CONNECT depends where an entry means one path of it', () => {
    const policy = compilePolicy(policyOf('allow', ['y0kote.com/known']));
    const tunnel = parseAuthority('y0kote.com:443');
    if (!tunnel.ok) throw new Error();
    expect(decideConnect(policy, { destination: tunnel.destination, ...nobody }, '')).toEqual({
      depends: true,
    });
  });
});

test.each([
  ['example.jp', true],
  ['www.example.co.jp/path', true],
  ['glob:https://*.example.jp/**', true],
  ['go.jp', false],
  ['com', false],
  ['github.io', false],
  ['*', false],
  ['glob:**.jp', false],
])('%s names one domain: %s', (text, expected) => {
  const parsed = parseMatch(text);
  expect(parsed.ok && namesDomain(parsed.match)).toBe(expected);
});
