/**
 * Most records are a decision without content and its outcome, made field by field by our own code.
 * Whether such a one is already as the schema would leave it costs a fraction of the schema.
 */
import { actions, reasons } from '../policy/decision.ts';
import type { AuditRecord, DecisionRecord, OutcomeRecord } from './record.ts';

const time =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const words = {
  source: new Set<unknown>(['proxy', 'extension'] satisfies DecisionRecord['source'][]),
  act: new Set<unknown>([
    'connect',
    'request',
    'upgrade',
    'navigate',
    'upload',
  ] satisfies DecisionRecord['act'][]),
  identity: new Set<unknown>(['declared', 'none'] satisfies DecisionRecord['who']['identity'][]),
  action: new Set<unknown>(actions),
  reason: new Set<unknown>(reasons),
  mode: new Set<unknown>([null, 'observe', 'enforce'] satisfies DecisionRecord['mode'][]),
  handling: new Set<unknown>([
    null,
    'tunnel',
    'intercept',
    'forward',
    'refuse',
  ] satisfies DecisionRecord['handling'][]),
} as const;

const inDecision =
  'v type id at source act who destination method initiator action would reason rule clause mode revision address handling'.split(
    ' ',
  );
const inWho = ['user', 'unit', 'identity'];
const inDestination = ['scheme', 'host', 'port', 'path'];
const inOutcome = 'v type id at end status bytesUp bytesDown durationMs'.split(' ');

/**
 * @returns true: it passes the schema, which would change nothing, the order of its keys included.
 *   false: only the schema can tell
 */
export function isPlainRecord(record: AuditRecord): boolean {
  switch (record.type) {
    case 'decision':
      return hasKeys(record, inDecision) && isPlainDecision(record);
    case 'outcome':
      return hasKeys(record, inOutcome) && isPlainOutcome(record);
    default:
      return false;
  }
}

function isPlainDecision(record: DecisionRecord): boolean {
  const { who, destination } = record;
  return (
    record.v === 1 &&
    isText(record.id) &&
    isTime(record.at) &&
    words.source.has(record.source) &&
    words.act.has(record.act) &&
    isObject(who) &&
    hasKeys(who, inWho) &&
    isTextOrNull(who.user) &&
    isTextOrNull(who.unit) &&
    words.identity.has(who.identity) &&
    (destination === null || isPlainDestination(destination)) &&
    isTextOrNull(record.method) &&
    isTextOrNull(record.initiator) &&
    words.action.has(record.action) &&
    (record.would === null || words.action.has(record.would)) &&
    words.reason.has(record.reason) &&
    isTextOrNull(record.rule) &&
    isTextOrNull(record.clause) &&
    words.mode.has(record.mode) &&
    (record.revision === null || Number.isSafeInteger(record.revision)) &&
    isTextOrNull(record.address) &&
    words.handling.has(record.handling)
  );
}

function isPlainDestination(destination: NonNullable<DecisionRecord['destination']>): boolean {
  return (
    isObject(destination) &&
    hasKeys(destination, inDestination) &&
    isText(destination.scheme) &&
    isText(destination.host) &&
    isCount(destination.port) &&
    destination.port <= 65_535 &&
    isTextOrNull(destination.path)
  );
}

function isPlainOutcome(record: OutcomeRecord): boolean {
  return (
    record.v === 1 &&
    isText(record.id) &&
    isTime(record.at) &&
    isText(record.end) &&
    (record.status === null || Number.isSafeInteger(record.status)) &&
    isCount(record.bytesUp) &&
    isCount(record.bytesDown) &&
    isCount(record.durationMs)
  );
}

/** These keys, no others, in this order. */
function hasKeys(object: object, keys: readonly string[]): boolean {
  let at = 0;
  for (const key in object) {
    if (key !== keys[at]) return false;
    at++;
  }
  return at === keys.length;
}

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === 'string';
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !time.test(value)) return false;
  const day = Number(value.slice(8, 10));
  return day <= 28 || day <= daysOf(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
