/**
 * The name in a TLS greeting, compared with the host of its tunnel; what is not in order has its
 * line. Of a tunnel that nobody reads this comes before its first bytes go on.
 */
import { parseAuthority } from '../../shared/destination/destination.ts';
import { decideServerName, type ServerName } from '../../shared/policy/decide-server-name.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { readClientHello } from './client-hello.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';

/**
 * `more`: not enough yet; `pass`: they may go; else whether they may, once that is on record.
 * @param isEnd nothing more will come
 */
export type Greeting = (bytes: Buffer, isEnd: boolean) => 'more' | 'pass' | Promise<boolean>;

export interface GreetingWith {
  readonly recorder: Pick<Recorder, 'decision'>;
  readonly now: () => number;
  readonly newId: (at: number) => string;
}

export type TunnelFacts = Omit<DecisionFacts, 'handling' | 'decision' | 'at'>;

export function createGreeting(tunnel: TunnelFacts, options: GreetingWith): Greeting {
  const judge = (named: ServerName): 'pass' | Promise<boolean> => {
    const decision = decided(tunnel, named, options);
    if (decision === null) return 'pass';
    const passes = decision.action === 'allow';
    const handling = passes ? 'tunnel' : 'refuse';
    return record(tunnel, named, decision, handling, options).then((isKept) => isKept && passes);
  };
  return (bytes, isEnd) => {
    const hello = readClientHello(bytes);
    switch (hello.state) {
      case 'more':
        return isEnd ? judge('unreadable') : 'more';
      case 'not-tls':
        return 'pass';
      case 'malformed':
        return judge('unreadable');
      case 'hello':
        return judge(hello.name === null ? null : { text: hello.name });
      default:
        return hello satisfies never;
    }
  };
}

/** Of an opened tunnel: whether its requests are refused. Those have their own lines. */
export function namesOtherHost(
  tunnel: TunnelFacts,
  name: string,
  options: GreetingWith,
): boolean | Promise<boolean> {
  const named = { text: name };
  const decision = decided(tunnel, named, options);
  if (decision?.action !== 'allow') return decision !== null;
  return record(tunnel, named, decision, 'intercept', options).then((isKept) => !isKept);
}

function decided({ state, destination }: TunnelFacts, named: ServerName, options: GreetingWith) {
  const { now, newId } = options;
  if (state.state === 'none' || destination === null) throw new Error('a tunnel without a policy');
  return decideServerName(state.compiled, destination, named, newId(now()));
}

function record(
  tunnel: TunnelFacts,
  named: ServerName,
  decision: Decision,
  handling: DecisionFacts['handling'],
  { recorder, now }: GreetingWith,
): Promise<boolean> {
  const { act, who, method, initiator, state, address } = tunnel;
  const facts = { act, who, method, initiator, state, address, decision, handling, at: now() };
  // The other host stands in the line, where it is one at all.
  const text = named === null || named === 'unreadable' ? '' : named.text;
  const parsed = parseAuthority(`${text}:${tunnel.destination?.port ?? 0}`);
  const destination = parsed.ok ? parsed.destination : tunnel.destination;
  return recorder.decision({ ...facts, destination });
}
