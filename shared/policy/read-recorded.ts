/**
 * A recorded decision out of JSON, looked at as far as a replay needs it: the whole schema takes
 * ten times as long, and a million lines are read.
 */
import { type Action, actions, type Reason, reasons } from './decision.ts';
import type { Recorded } from './replay.ts';

/** `other`: an audit record that is no decision. null: no audit record. */
export function readRecorded(value: unknown): Recorded | 'other' | null {
  if (!isObject(value)) return null;
  if (value.type === 'outcome' || value.type === 'change') return 'other';
  const { type, id, at, act, who, destination, action, would, reason, mode } = value;
  if (type !== 'decision' || typeof id !== 'string' || typeof act !== 'string') return null;
  if (typeof at !== 'string' || !timePattern.test(at)) return null;
  if (!isObject(who) || !isText(who.user) || !isText(who.unit)) return null;
  if (destination !== null && !isDestination(destination)) return null;
  if (!isText(value.method) || !isText(value.initiator)) return null;
  if (!isText(value.rule) || !isText(value.address)) return null;
  if (!isAction(action) || !(would === null || isAction(would))) return null;
  if (typeof reason !== 'string' || !knownReasons.has(reason)) return null;
  if (mode !== null && mode !== 'observe' && mode !== 'enforce') return null;
  return value as unknown as Recorded;
}

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const knownReasons: ReadonlySet<string> = new Set<Reason>(reasons);
const knownActions: ReadonlySet<unknown> = new Set<Action>(actions);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isAction(value: unknown): boolean {
  return knownActions.has(value);
}

function isDestination(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { scheme, host, port, path } = value;
  return (
    typeof scheme === 'string' &&
    typeof host === 'string' &&
    Number.isInteger(port) &&
    (path === null || (typeof path === 'string' && path.startsWith('/')))
  );
}
