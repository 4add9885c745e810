/**
 * The answers to recorded decisions, each found once. Most hosts are judged by entries that look at
 * nothing but the host: there one answer serves every path and person. Elsewhere an answer is kept
 * by all that its question holds, the moment cut to what the policy can tell apart.
 */
import { type Destination, parseDestination } from '../destination/destination.ts';
import { needsPath } from '../destination/match.ts';
import { compilePolicy } from './compile.ts';
import type { Feeds } from './compile-feeds.ts';
import type { CompiledEntry } from './compile-lists.ts';
import { guard } from './decide-destination.ts';
import {
  type Answer,
  closedAddress,
  destinationOf,
  hostAnswer,
  isOpen,
  type Question,
} from './decide-recorded.ts';
import type { Policy } from './schema.ts';
import { timeClasses } from './time-classes.ts';

export type Answering = (question: Question) => Answer;

/** Answers kept at once: beyond, they are dropped and found again. */
const mostKept = 200_000;

interface HostAnswers {
  /** No entry of this host looks at path, person, hour, or whatever else. */
  readonly isPlain: boolean;
  readonly answers: Map<string, Answer>;
}

/**
 * @param feeds snapshots of its lists' feeds
 * @throws Error on a policy that checkPolicy refuses
 */
export function rememberAnswers(policy: Policy, feeds: Feeds = new Map()): Answering {
  const compiled = compilePolicy(policy, { feeds });
  const { destinations, users, services, intercept } = policy;
  const timeClass = timeClasses([destinations, users, services, intercept]);
  const standing = personStanding();
  const hosts = new Map<string, HostAnswers>();
  const addresses = new Map<string, Answer | null>();
  let kept = 0;

  /** What a person's term says by itself: the same for all who may ask. */
  function personStanding(): (question: Question) => string {
    if (compiled.people === null) return () => '';
    const termClass = timeClasses(users);
    const known = new Map<string, string>();
    const anywhere = neutral();
    return ({ user, unit, terminal, at }) => {
      const key = `${termClass(at)} ${user === null ? '' : `=${user}`}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const request = { destination: anywhere, user, unit, terminal, at };
      const guarded = guard(compiled, request);
      const standing = 'action' in guarded ? `${guarded.reason} ${guarded.rule}` : '';
      known.set(key, standing);
      return standing;
    };
  }

  function answersOf(question: Question): HostAnswers {
    const { host } = question;
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const destination = destinationOf({ ...question, path: null });
    const found = { isPlain: destination !== null && isPlain(destination), answers: new Map() };
    hosts.set(host, found);
    kept += 1;
    return found;
  }

  function isPlain(destination: Destination): boolean {
    const tables = [compiled.entries, compiled.withoutCredential];
    return tables.every((table) => table.candidates(destination).every(looksAtHostAlone));
  }

  function onHost(question: Question): Answer {
    if (kept >= mostKept) {
      hosts.clear();
      addresses.clear();
      kept = 0;
    }
    const { isPlain, answers } = answersOf(question);
    const key = isPlain
      ? `${question.way} ${question.scheme} ${question.port} ${standing(question)}${oddPath(question)}`
      : keyOf(question, timeClass(question.at));
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = hostAnswer(compiled, question);
    answers.set(key, found);
    kept += 1;
    return found;
  }

  function onAddress(question: Question): Answer | null {
    const { address, port } = question;
    if (address === null) return null;
    const key = `${address} ${port}`;
    const known = addresses.get(key);
    if (known !== undefined) return known;
    const found = closedAddress(compiled, question);
    addresses.set(key, found);
    kept += 1;
    return found;
  }

  return (question) => {
    const found = onHost(question);
    return isOpen(found) ? (onAddress(question) ?? found) : found;
  };
}

/** A field of an entry that is not named here may look at anything. */
const lookedThrough: ReadonlySet<string> = new Set([
  'match',
  'action',
  'rule',
  'clause',
  'scopes',
  'list',
  'owner',
  'reason',
]);

function looksAtHostAlone(entry: CompiledEntry): boolean {
  if (entry.scopes.length > 0 || needsPath(entry.match)) return false;
  return Object.entries(entry).every(
    ([field, value]) => lookedThrough.has(field) || saysNothing(value),
  );
}

function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || value === false;
}

/** Not seen, other schemes are possible. One on which readers of URLs part company makes a destination that is none. */
function oddPath({ path }: Question): string {
  return path === null ? 'unseen' : path.includes('..') ? path : '';
}

/** Lengths before texts: no two questions give one key, whatever stands in them. */
function keyOf(question: Question, time: string): string {
  const { way, scheme, port, path, method, initiator, user, unit, terminal } = question;
  const lengths = `${path?.length} ${scheme.length} ${method?.length} ${initiator?.length} ${user?.length} ${unit?.length} ${terminal?.length}`;
  return `${path}${scheme}${method}${initiator}${user}${unit}${terminal} ${lengths} ${port} ${way} ${time}`;
}

function neutral(): Destination {
  const parsed = parseDestination('https://example.com/');
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}
