/** Would this policy cut the browsers off from the hub or the link? Then it is not published. */
import { parseDestination } from '../../../shared/destination/destination.ts';
import { type CompiledPolicy, compilePolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { Decision } from '../../../shared/policy/decision.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Problem } from '../../../shared/protocol/policy-change.ts';

export interface OwnPorts {
  readonly hub: number;
  readonly link: number;
}

export function cutOff(
  policy: Policy,
  ports: OwnPorts,
  now: number,
  compiled: CompiledPolicy = compilePolicy(policy),
): Problem[] {
  const decisions = (port: number) =>
    [null, ...(policy.units ?? [])].map((unit) => {
      const parsed = parseDestination(`http://127.0.0.1:${port}/`);
      if (!parsed.ok) throw new Error(parsed.problem);
      const request = {
        destination: parsed.destination,
        user: null,
        unit,
        terminal: null,
        at: now,
      };
      return decideDestination(compiled, request, '');
    });
  const hub = decisions(ports.hub).find(({ action }) => action === 'block');
  // The link is reached without the proxy: only a line that names it can be in its way.
  const link = decisions(ports.link).find(
    ({ action, reason }) => action === 'block' && reason === 'entry',
  );
  return [
    ...(hub === undefined ? [] : [problem('ハブ', 'the hub', ports.hub, hub)]),
    ...(link === undefined ? [] : [problem('リンク', 'the link', ports.link, link)]),
  ];
}

function problem(name: string, english: string, port: number, decision: Decision): Problem {
  const own = `127.0.0.1:${port}`;
  const closed = decision.reason === 'zone-closed';
  const rule = decision.rule ?? decision.reason;
  return {
    severity: 'error',
    line: null,
    path: closed ? 'zones.open' : 'destinations',
    message: `${name}（${own}）に届かなくなります（${rule}） / this would cut off ${english} (${own}) by ${rule}`,
    cure: closed
      ? `zones.open に "${own}" を入れてください / keep "${own}" in zones.open`
      : `許可リストに "${own}" の行を入れるか、妨げる行を外してください / keep a line "${own}" in a list that allows, or take out the line that blocks it`,
  };
}
