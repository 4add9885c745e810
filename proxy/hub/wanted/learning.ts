/** What observing saw and no entry speaks of yet → the proposed list. */
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { type Observed, proposeList } from '../../../shared/policy/propose-list.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { stillRefused } from './still-refused.ts';

const proposalsAtMost = 2000;
const hostsAtMost = 20;
const usersAtMost = 20;
const leftOutAtMost = 100;

/**
 * @param now epoch ms
 * @param lookAlike the name that a host looks like; without it none is looked for
 */
export function learn(
  rows: readonly Observed[],
  policy: CompiledPolicy,
  now: number,
  lookAlike?: (host: string) => string | null,
): Pick<ConsoleAnswer<'learning'>, 'decisions' | 'proposals' | 'leftOff' | 'leftOut' | 'stopped'> {
  const unsaid: Observed[] = [];
  const stopped = new Map<string, { count: number; rule: string }>();
  for (const row of rows) {
    const standing = stillRefused(row, policy, now);
    if (standing?.by === 'default') unsaid.push(row);
    else if (standing?.by === 'entry') {
      const count = (stopped.get(row.host)?.count ?? 0) + row.count;
      stopped.set(row.host, { count, rule: standing.rule });
    }
  }
  const { proposals, leftOut } = proposeList(unsaid, lookAlike);
  return {
    decisions: unsaid.reduce((sum, { count }) => sum + count, 0),
    proposals: proposals.slice(0, proposalsAtMost).map((each) => ({
      ...each,
      initiators: [...each.initiators],
      flags: [...each.flags],
      hosts: each.hosts.slice(0, hostsAtMost),
      hostCount: each.hosts.length,
      users: each.users.slice(0, usersAtMost),
      people: each.users.length,
      units: [...each.units],
    })),
    leftOff: Math.max(0, proposals.length - proposalsAtMost),
    leftOut: leftOut.slice(0, leftOutAtMost),
    stopped: [...stopped]
      .map(([host, { count, rule }]) => ({ host, count, rule }))
      .sort((one, other) => other.count - one.count)
      .slice(0, leftOutAtMost),
  };
}
