import { describe, expect, it } from 'vitest';
import { decideEarly, decideOutgoing } from '../../../extension/background/early-decision.ts';
import type { HeldProjection } from '../../../extension/background/projection-holder.ts';
import {
  compileProjection,
  projectionSchema,
  projectPolicy,
} from '../../../shared/policy/projection.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { decisionRows, outgoing, readPolicy } from '../../support/decision-rows.ts';
import { smallPolicy } from '../../support/running-link.ts';

const id = 'D214-3YDS-AK0E-R1RP';
const at = Date.parse('2026-11-24T10:00:00+09:00');

/** As it arrives: over JSON, read by the schema, compiled. */
function held(
  policy: Policy,
  user: string | null,
  unit: string | null,
  terminal: string | null = null,
): HeldProjection {
  const published = '2026-11-24T00:00:00.000Z';
  const made = projectPolicy(policy, { user, unit, terminal, revision: 7, published });
  const projection = projectionSchema.parse(JSON.parse(JSON.stringify(made)));
  return { projection, compiled: compileProjection(projection) };
}

const navigation = { method: 'GET', act: 'navigate' as const, initiator: null };

describe('the shared table of decisions, by the extension’s way', () => {
  const rows = decisionRows.filter(({ request }) => !request.URLBlocklist && !request.URLAllowlist);

  it.each(rows.map((row) => [row.name, row] as const))('%s', (_, { policy, request, expected }) => {
    const { user = null, unit = null, terminal = null } = request;
    const projection = held(readPolicy(policy), user, unit, terminal);
    const decision = decideOutgoing(projection, outgoing(request), Date.parse(request.at), id);
    if (expected.reason === 'malformed') {
      // No browser sends such a request; if one did, the proxy refuses it.
      expect(decision).toBeNull();
      return;
    }
    const { host: _host, ...rest } = expected;
    expect(decision).toMatchObject(rest);
  });
});

describe('an early decision', () => {
  const projection = held(smallPolicy(), 'tanaka', '総務企画部');

  it('refuses, and reports what the proxy would have recorded', () => {
    const request = {
      url: 'https://games.example/play?id=1#part',
      method: 'POST',
      act: 'request' as const,
      initiator: 'https://city.example/page?x=1',
    };
    expect(decideEarly(projection, request, at, id)).toEqual({
      decision: {
        action: 'block',
        reason: 'default',
        rule: 'destinations.default',
        clause: null,
        id,
      },
      at: '2026-11-24T01:00:00.000Z',
      url: 'https://games.example/play?id=1',
      method: 'POST',
      initiator: 'city.example',
      revision: 7,
      act: 'request',
    });
  });

  const city = held(readPolicy('city'), null, null);
  it.each([
    ['stops a part that another page asks for', 'request', 'https://unlisted.example/', 'default'],
    ['leaves a part that the page may ask for', 'request', 'https://www.lg.jp/', undefined],
    ['stops a part that is opened in a tab', 'navigate', 'https://www.lg.jp/', 'default'],
    ['leaves what no page is told of', 'request', null, undefined],
    ['leaves what a sandboxed page asks for', 'request', 'null', undefined],
    ['leaves what an empty page asks for', 'request', 'about:blank', undefined],
  ] as const)('%s', (_, act, initiator, reason) => {
    const request = { url: 'https://cdn.example/a.js', method: 'GET', act, initiator };
    expect(decideEarly(city, request, at, id)?.decision.reason).toBe(reason);
  });

  it.each([
    ['what is allowed', projection, 'https://city.example/'],
    ['everything without a projection', null, 'https://games.example/'],
    ['what it cannot read', projection, 'https://[[::1]]/'],
    [
      'what a policy that only observes would stop',
      held(smallPolicy({ mode: 'observe' }), 'tanaka', null),
      'https://games.example/',
    ],
  ])('leaves %s to the proxy', (_, policy, url) => {
    expect(decideEarly(policy, { url, ...navigation }, at, id)).toBeNull();
  });
});
