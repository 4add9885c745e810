/** Documents that are registered for a test, as the hub would. */
import { createHmac } from 'node:crypto';
import { type Part, textPart } from '../../shared/detection/part.ts';
import { buildRegisteredSet } from '../../shared/detection/registered/build-set.ts';
import { createGramCollector } from '../../shared/detection/registered/collect-grams.ts';
import { openRegisteredSet } from '../../shared/detection/registered/registered-set.ts';
import type { RegisteredDocuments } from '../../shared/detection/registered/watch-copies.ts';
import { createGramKey } from '../../shared/detection/registered/winnow.ts';

export const testSecret = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) % 256);

export interface TestDocument {
  readonly id?: string;
  readonly parts: readonly Part[];
  readonly bytes?: Uint8Array;
  readonly level?: string;
  readonly until?: number | null;
}

export function gramsOf(parts: readonly Part[], secret = testSecret, everyGram = false) {
  const collector = createGramCollector(createGramKey(secret), everyGram);
  for (const part of parts) collector.add(part);
  return collector.finish();
}

export function registeredBytes(documents: readonly TestDocument[], stops: readonly string[] = []) {
  return buildRegisteredSet(
    documents.map(({ id, parts, bytes = new Uint8Array(), level = '3A', until = null }, at) => ({
      id: id ?? `R-${at + 1}`,
      owner: '情報政策課',
      level,
      until,
      bytes: bytes.length,
      digest: digestWith(testSecret)(bytes),
      grams: gramsOf(parts).grams,
    })),
    stops.map((stop) => gramsOf([textPart(stop)], testSecret, true).grams),
    'test',
  );
}

export function registered(
  documents: readonly TestDocument[],
  { stops = [], secret = testSecret }: { stops?: readonly string[]; secret?: Uint8Array } = {},
): RegisteredDocuments {
  const set = openRegisteredSet(registeredBytes(documents, stops).bytes);
  if (set === null) throw new Error('the set cannot be opened');
  return { set, key: createGramKey(secret), digest: digestWith(secret), now: 0 };
}

function digestWith(secret: Uint8Array) {
  return (bytes: Uint8Array) => createHmac('sha256', secret).update(bytes).digest('hex');
}
