/**
 * Watches content for copies of registered documents, part by part.
 *
 *   parts ─► fingerprints ─► whose? ─┬► five that follow each other, all of one document
 *                                    └► half of thirty that follow each other: a copy with changes
 *   bytes ─► length ─► keyed digest ─► the very file
 *
 * A fingerprint that stands in too many documents neither counts nor interrupts.
 */
import type { Finding } from '../finding.ts';
import type { Part, Place } from '../part.ts';
import { eachLetter } from './letters.ts';
import { common, type RegisteredSet } from './registered-set.ts';
import { streamOf, textsOf } from './streams.ts';
import {
  createWinnowing,
  enoughInRow,
  fewestBetween,
  type GramKey,
  type Winnowing,
} from './winnow.ts';

export interface RegisteredDocuments {
  readonly set: RegisteredSet;
  readonly key: GramKey;
  /** Keyed, of exact bytes: as `RegisteredFacts.digest`. */
  digest(bytes: Uint8Array): string;
  /** Epoch ms. */
  readonly now: number;
}

export interface CopyWatch {
  add(part: Part): void;
  readonly contents: WatchedContents;
  finish(): Finding[];
}

/** A file, an entry, an embedded picture: the bytes themselves. */
export interface WatchedContents {
  /** Whether one of that length may be a registered one: others need not be had. */
  hasLength(bytes: number): boolean;
  add(bytes: Uint8Array, place: Place): void;
}

/** A copy with changes: of so many that follow each other … */
const wideRow = 30;
/** … so many different ones. */
const enoughInWideRow = 15;

/** Beyond, a copy has long been found. */
const mostHits = 200_000;

/** One fingerprint of the content that a document has. */
interface Hit {
  /** Counted over the fingerprints of the content that are not common. */
  readonly turn: number;
  readonly end: number;
  readonly gram: string;
  readonly place: Place;
}

interface Stream {
  readonly winnowing: Winnowing;
  readonly hits: Map<number, Hit[]>;
}

/** What a finding says of a document so far. */
interface Copied {
  passages: number;
  readonly grams: Set<string>;
  first: Place | null;
  isWhole: boolean;
}

export function createCopyWatch({ set, key, digest, now }: RegisteredDocuments): CopyWatch {
  const streams = new Map<string, Stream>();
  const copied = new Map<number, Copied>();
  let place: Place = {};
  let hitsLeft = mostHits;

  const copiedOf = (document: number): Copied => {
    const known = copied.get(document);
    if (known !== undefined) return known;
    const made = { passages: 0, grams: new Set<string>(), first: null, isWhole: false };
    copied.set(document, made);
    return made;
  };

  function openStream(): Stream {
    const hits = new Map<number, Hit[]>();
    let turn = 0;
    const winnowing = createWinnowing(key, (high, low, end) => {
      const found = set.find(high, low);
      if (found[0] === common) return;
      turn++;
      if (found.length === 0 || hitsLeft <= 0) return;
      hitsLeft -= found.length;
      const hit = { turn, end, gram: `${high} ${low}`, place };
      for (const document of found) {
        const known = hits.get(document);
        if (known === undefined) hits.set(document, [hit]);
        else known.push(hit);
      }
    });
    return { winnowing, hits };
  }

  return {
    add(part) {
      const name = streamOf(part);
      if (name === null || set.count === 0) return;
      let stream = streams.get(name);
      if (stream === undefined) {
        stream = openStream();
        streams.set(name, stream);
      }
      place = part.place;
      const { add } = stream.winnowing;
      const newLine = () => {
        if (place.line !== undefined) place = { ...place, line: place.line + 1 };
      };
      for (const text of textsOf(part)) eachLetter(text, add, newLine);
    },
    contents: {
      hasLength: set.hasLength,
      add(bytes, where) {
        const document = set.hasLength(bytes.length) ? set.byDigest(digest(bytes)) : -1;
        if (document < 0) return;
        const known = copiedOf(document);
        known.isWhole = true;
        known.first ??= where;
      },
    },
    finish() {
      for (const { hits } of streams.values()) {
        for (const [document, all] of hits) {
          for (const passage of passagesOf(all)) {
            const known = copiedOf(document);
            known.passages++;
            known.first ??= passage[0]?.place ?? {};
            for (const { gram } of passage) known.grams.add(gram);
          }
        }
      }
      streams.clear();
      return [...copied]
        .filter(([document]) => now < (set.documents[document]?.until ?? Number.POSITIVE_INFINITY))
        .map(([document, each]) => toFinding(set, document, each));
    },
  };
}

/** Hits that belong to a copy, those of each passage together. */
function passagesOf(hits: readonly Hit[]): Hit[][] {
  const inCopy = new Array<boolean>(hits.length).fill(false);
  for (let from = 0; from < hits.length; ) {
    let to = from;
    while (to + 1 < hits.length && turnOf(hits, to + 1) === turnOf(hits, to) + 1) to++;
    if (isCopy(hits.slice(from, to + 1))) inCopy.fill(true, from, to + 1);
    from = to + 1;
  }
  for (let from = 0, to = 0; to < hits.length; to++) {
    while (turnOf(hits, to) - turnOf(hits, from) >= wideRow) from++;
    if (to - from + 1 < enoughInWideRow) continue;
    const different = new Set(hits.slice(from, to + 1).map(({ gram }) => gram)).size;
    if (different >= enoughInWideRow) inCopy.fill(true, from, to + 1);
  }
  const passages: Hit[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [at, hit] of hits.entries()) {
    if (inCopy[at] !== true) continue;
    // A changed word does not make two passages of one.
    if (hit.turn - last <= enoughInRow) passages.at(-1)?.push(hit);
    else passages.push([hit]);
    last = hit.turn;
  }
  return passages;
}

function isCopy(row: readonly Hit[]): boolean {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined || row.length < enoughInRow) return false;
  // The shortest that the guarantee needs; what is shorter is a phrase.
  if (last.end - first.end < fewestBetween) return false;
  return new Set(row.map(({ gram }) => gram)).size >= enoughInRow;
}

function turnOf(hits: readonly Hit[], at: number): number {
  return hits[at]?.turn ?? 0;
}

function toFinding(set: RegisteredSet, document: number, copy: Copied): Finding {
  const { id, owner, level, fingerprints } = set.documents[document] as (typeof set.documents)[0];
  const share = copy.isWhole ? 1 : Math.min(1, copy.grams.size / Math.max(1, fingerprints));
  return {
    kind: 'registered-document',
    count: Math.max(1, copy.passages),
    confidence: confidenceOf(copy, share),
    place: copy.first ?? {},
    masked: `${Math.max(1, Math.round(share * 100))} %`,
    document: { id, owner, level },
  };
}

/** The fewest fingerprints that are a copy give 0.7; more of them, or half of the document, are surer. */
function confidenceOf({ isWhole, grams }: Copied, share: number): number {
  if (isWhole) return 0.99;
  const byMany = 0.7 + Math.max(0, grams.size - enoughInRow) * 0.02;
  return Math.round(Math.min(0.98, Math.max(byMany, share >= 0.5 ? 0.95 : 0)) * 100) / 100;
}
