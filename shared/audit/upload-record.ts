/** What was seen of an upload → what the audit log keeps of it: names masked, no value anywhere. */
import type { Finding } from '../detection/finding.ts';
import type { Place } from '../detection/part.ts';
import type { PictureMetadata } from '../detection/picture-metadata.ts';
import type { Action } from '../policy/decision.ts';
import type { FindingRecord, ItemRecord, PlaceRecord, UploadRecord } from './content-record.ts';
import { maskText } from './mask.ts';
import { maskPersons } from './mask-persons.ts';

/** One item as it was inspected, classified and judged. */
export interface SeenItem {
  readonly kind: ItemRecord['kind'];
  /** As it was sent: hostile. */
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number;
  readonly inspected: boolean | 'partly';
  readonly why?: string;
  readonly findings: readonly Finding[];
  /** What the files of pictures in it tell; absent: nothing. */
  readonly metadata?: readonly PictureMetadata[];
  /** Keyed; '' where nobody came to make it. */
  readonly digest: string;
  readonly level: string | null;
  /** null where nobody judged it. */
  readonly action: Action | null;
  /** It is a copy with masked values: the decision that stopped the file itself. */
  readonly copyOf?: string;
  /** The approval that lets it go, though a rule stops it. */
  readonly approval?: string;
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
  const { metadata, copyOf, approval } = item;
  return {
    kind,
    name: name === null ? null : maskedName(name),
    type,
    bytes,
    level,
    inspected,
    why: why ?? null,
    digest,
    findings: mostTelling(findings).slice(0, mostFindings).map(findingRecord),
    ...(metadata === undefined ? {} : { metadata: [...metadata] }),
    ...(copyOf === undefined ? {} : { copyOf }),
    ...(approval === undefined ? {} : { approval }),
  };
}

/** Makes no level by itself, and stands on every page. */
const everyday: ReadonlySet<string> = new Set([
  'person-name',
  'address',
  'birth-date',
  'phone',
  'email',
  'postal-code',
]);

/** What is everyday never pushes out what is not; else in the order of their places. */
function mostTelling(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => Number(everyday.has(a.kind)) - Number(everyday.has(b.kind)));
}

export function findingRecord(finding: Finding): FindingRecord {
  const { kind, count, confidence, place, masked, mark, label, labelId, document, fingerprint } =
    finding;
  return {
    kind,
    count,
    confidence,
    place: placeRecord(place),
    masked,
    ...(mark === undefined ? {} : { mark }),
    ...(document === undefined ? {} : { document: { ...document } }),
    ...(label === undefined ? {} : { label: maskText(label) }),
    ...(labelId === undefined ? {} : { labelId }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

/** Persons are named in names of files and sheets. */
const maskedName = (name: string) => maskPersons(maskText(name), 'name');

function placeRecord({ entry, corner, page, slide, sheet, line, cell }: Place): PlaceRecord {
  return {
    ...(entry === undefined ? {} : { entry: entry.slice(-longestEntry).map(maskedName) }),
    ...(corner === undefined ? {} : { corner }),
    ...(page === undefined ? {} : { page }),
    ...(slide === undefined ? {} : { slide }),
    ...(sheet === undefined ? {} : { sheet: maskedName(sheet) }),
    ...(line === undefined ? {} : { line }),
    ...(cell === undefined ? {} : { cell }),
  };
}

function worst(all: readonly (boolean | 'partly')[]): boolean | 'partly' {
  if (all.every((each) => each === true)) return true;
  return all.every((each) => each === false) ? false : 'partly';
}
