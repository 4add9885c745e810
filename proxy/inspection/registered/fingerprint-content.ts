/** Bytes → what is kept of a document that is registered: fingerprints and a digest, never text. */
import { createGramCollector } from '../../../shared/detection/registered/collect-grams.ts';
import { createGramKey } from '../../../shared/detection/registered/winnow.ts';
import { extract } from '../extract.ts';
import { createBudget, type Limits, NotInspected, type Why } from '../limits.ts';
import { usesOf } from './registered-secret.ts';

export interface FingerprintReport {
  /** What the bytes are, whatever the name says. */
  readonly type: string | null;
  readonly inspected: boolean | 'partly';
  readonly why?: Why;
  /** Letters and digits that were read. */
  readonly letters: number;
  /** Pairs of words. */
  readonly grams: Uint32Array;
  /** '' where the bytes could not be had. */
  readonly digest: string;
  readonly bytes: number;
}

export interface FingerprintOptions {
  readonly limits: Limits;
  readonly secret: Uint8Array;
  /** Of a text that shall not count, every fingerprint is needed. */
  readonly everyGram: boolean;
}

/** Never throws: what fails is a reason. */
export async function fingerprintContent(
  bytes: Uint8Array,
  name: string,
  { limits, secret, everyGram }: FingerprintOptions,
): Promise<FingerprintReport> {
  if (bytes.length > limits.bytesIn) return notFingerprinted('too-large', bytes.length);
  const uses = usesOf(secret);
  const collector = createGramCollector(createGramKey(uses.grams), everyGram);
  const { parts, outcome } = extract(
    bytes,
    name,
    createBudget(limits, () => performance.now()),
  );
  try {
    for await (const part of parts) collector.add(part);
  } catch (error) {
    outcome.problems.push(error instanceof NotInspected ? error.why : 'broken');
  }
  const [why] = outcome.problems;
  const { grams, letters } = collector.finish();
  return {
    type: outcome.type,
    inspected: why === undefined ? true : letters > 0 ? 'partly' : false,
    ...(why === undefined ? {} : { why }),
    letters,
    grams,
    digest: uses.digest(bytes),
    bytes: bytes.length,
  };
}

export function notFingerprinted(why: Why, bytes = 0): FingerprintReport {
  const nothing = { letters: 0, grams: new Uint32Array(), digest: '' };
  return { type: null, inspected: false, why, ...nothing, bytes };
}
