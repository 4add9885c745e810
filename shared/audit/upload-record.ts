/** What was seen of an upload → what the audit log keeps of it: names masked, no value anywhere. */
import type { Finding } from '../detection/finding.ts';
import type { Place } from '../detection/part.ts';
import type { Action } from '../policy/decision.ts';
import type { FindingRecord, ItemRecord, PlaceRecord, UploadRecord } from './content-record.ts';
import { maskText } from './mask.ts';

/** One item as it was inspected, classified and judged. */
export interface SeenItem {
  readonly kind: ItemRecord['kind'];
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number;
  readonly inspected: boolean | 'partly';
  readonly why?: string;
  readonly findings: readonly Finding[];
  readonly digest: string;
  readonly level: string | null;
  /** null where nobody judged it. */
  readonly action: Action | null;
}

const mostItems = 50;
const mostFindings = 50;
const longestEntry = 20;
const rank: Readonly<Record<Action, number>> = { block: 0, warn: 1, allow: 2 };

/** @param order levels, from the highest to the lowest */
export function uploadRecord(items: readonly SeenItem[], order: readonly string[]): UploadRecord {
  const ranks = items.flatMap(({ level }) => (level === null ? [] : [order.indexOf(level)]));
  const strictFirst = items.toSorted(
    (a, b) => rank[a.action ?? 'allow'] - rank[b.action ?? 'allow'],
  );
  return {
    level: ranks.length === 0 ? null : (order[Math.min(...ranks)] ?? null),
    inspected: worst(items.map(({ inspected }) => inspected)),
    items: strictFirst.slice(0, mostItems).map(itemRecord),
    count: items.length,
  };
}

function itemRecord(item: SeenItem): ItemRecord {
  const { kind, name, type, bytes, level, inspected, why, digest, findings } = item;
  return {
    kind,
    name: name === null ? null : maskText(name),
    type,
    bytes,
    level,
    inspected,
    why: why ?? null,
    digest,
    findings: findings.slice(0, mostFindings).map(findingRecord),
  };
}

function findingRecord(finding: Finding): FindingRecord {
  const { kind, count, confidence, place, masked, mark, fingerprint } = finding;
  return {
    kind,
    count,
    confidence,
    place: placeRecord(place),
    masked,
    ...(mark === undefined ? {} : { mark }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

function placeRecord({ entry, corner, page, slide, sheet, line, cell }: Place): PlaceRecord {
  return {
    ...(entry === undefined ? {} : { entry: entry.slice(-longestEntry).map(maskText) }),
    ...(corner === undefined ? {} : { corner }),
    ...(page === undefined ? {} : { page }),
    ...(slide === undefined ? {} : { slide }),
    ...(sheet === undefined ? {} : { sheet: maskText(sheet) }),
    ...(line === undefined ? {} : { line }),
    ...(cell === undefined ? {} : { cell }),
  };
}

function worst(all: readonly (boolean | 'partly')[]): boolean | 'partly' {
  if (all.every((each) => each === true)) return true;
  return all.every((each) => each === false) ? false : 'partly';
}
