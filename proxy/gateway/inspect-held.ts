/** A body that is held, or why it is not → its items, as the inspection saw them. */
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import type { ContentOptions, InspectedItem } from './content-options.ts';
import type { HeldBody } from './held-body.ts';
import type { AskedRequest } from './recognise-request.ts';
import { keyedDigest } from './seen-postings.ts';

export interface Look {
  readonly policy: CompiledPolicy;
  readonly request: AskedRequest;
  /** Without its query, where that holds nothing. */
  readonly url: string;
  readonly hasBody: boolean;
  readonly asksMuch: boolean;
  readonly signal: AbortSignal;
}

/** `body`: without content encoding; null where there is one that cannot be read. */
export async function inspectHeld(
  held: HeldBody | null,
  { policy, request: { headers }, url, asksMuch, signal }: Look,
  { inspectRequest, keys }: Pick<ContentOptions, 'inspectRequest' | 'keys'>,
): Promise<{ items: InspectedItem[]; body: Uint8Array | null }> {
  const bytes = held?.state === 'held' ? held.bytes : new Uint8Array();
  const contentEncoding = headers['content-encoding'] ?? '';
  const disposition = headers['content-disposition'];
  const isAsked = bytes.length > 0 || asksMuch;
  const { threshold, confidence, persons, ocr } = policy.classification;
  const report = !isAsked
    ? { items: [], body: null }
    : await inspectRequest({
        bytes,
        contentType: headers['content-type'] ?? '',
        contentEncoding: bytes.length > 0 ? contentEncoding : '',
        ...(disposition !== undefined && { contentDisposition: disposition }),
        url,
        threshold,
        confidence,
        persons,
        ocr,
        fingerprintKey: keys.fingerprint,
        digestKey: keys.digest,
        signal,
      });
  // Without a digest a warning could not be tied to it.
  const items = report.items.map((item) =>
    item.digest === '' ? { ...item, digest: keyedDigest(keys.digest, bytes) } : item,
  );
  if (held?.state === 'not-held') {
    const { why, length } = held;
    const digest = keyedDigest(keys.digest, JSON.stringify([url, why, length]));
    const rest = { kind: 'raw', name: null, type: null, findings: [] } as const;
    return {
      items: [{ ...rest, bytes: length, inspected: false, why, digest }, ...items],
      body: null,
    };
  }
  const isEncoded = !/^\s*(?:identity\s*)?$/i.test(contentEncoding);
  return { items, body: report.body ?? (isEncoded && bytes.length > 0 ? null : bytes) };
}
