import { describe, expect, it } from 'vitest';
import { isPassable } from '../../../extension/background/passable.ts';
import type { Stopped } from '../../../extension/messages.ts';
import type { Reason } from '../../../shared/policy/decision.ts';

function stopped(reason: Reason | null, retries = 0): Stopped {
  const decision = reason && {
    action: 'block' as const,
    reason,
    rule: null,
    clause: null,
    id: 'D214-3YDS-AK0E-R1RP',
    at: '2027-01-05T00:00:00.000Z',
    url: 'http://a.example/',
    host: 'a.example',
    source: 'proxy' as const,
  };
  const obstacle = reason === null ? 'proxy-down' : null;
  return { ref: 'r', url: 'http://a.example/', page: null, at: 0, obstacle, decision, retries };
}

const failed: Stopped = stopped('entry');
if (failed.decision !== null) {
  failed.decision = { ...failed.decision, action: 'allow', failure: 'upstream-refused' };
}

describe('the block page goes on by itself', () => {
  it.each<[string, Stopped, boolean | null, boolean, boolean]>([
    ['when a new policy allows what was not on the lists', stopped('default'), true, true, true],
    ['when a new policy allows what a list blocked', stopped('entry'), true, true, true],
    ['not while the policy still refuses', stopped('default'), false, true, false],
    ['not without a projection', stopped('default'), null, true, false],
    [
      'not into a closed zone, of which the projection knows nothing',
      stopped('zone-closed'),
      true,
      true,
      false,
    ],
    ['not where the proxy could not see the path', stopped('path-unseen'), true, true, false],
    ['not what failed above the barrier', failed, true, true, false],
    ['when the proxy answers again', stopped(null), null, true, true],
    ['not while nothing answers', stopped(null), true, false, false],
    ['not for ever', stopped('default', 3), true, true, false],
    ['nor where the proxy answers now and then', stopped(null, 3), null, true, false],
    [
      'once somebody is enrolled, after any number of tries',
      { ...stopped(null, 9), obstacle: 'not-enrolled' },
      null,
      true,
      true,
    ],
  ])('%s', (_, what, allowed, answering, expected) => {
    expect(isPassable(what, allowed, answering)).toBe(expected);
  });
});
