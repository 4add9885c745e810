/** What the gateway is given to look at content with. */

import type { Destination } from '../../shared/destination/destination.ts';
import type { Finding } from '../../shared/detection/finding.ts';
import type { ContentKeys } from '../record/content-keys.ts';

/** A file, the fields of a form, a query or other bytes, as they were inspected. */
export interface InspectedItem {
  readonly kind: 'file' | 'text' | 'query' | 'raw';
  /** As it was sent: hostile. */
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number;
  readonly inspected: boolean | 'partly';
  readonly why?: string;
  readonly findings: readonly Finding[];
  /** Keyed; '' where nobody came to make it. */
  readonly digest: string;
}

export interface InspectedRequest {
  readonly items: readonly InspectedItem[];
  /** Without content encoding, where the request named one and it could be undone. */
  readonly body: Uint8Array | null;
}

export interface ContentOptions {
  /** Never rejects: what fails is a reason. */
  readonly inspectRequest: (inspection: {
    readonly bytes: Uint8Array;
    readonly contentType: string;
    readonly contentEncoding: string;
    readonly contentDisposition?: string;
    readonly url: string;
    readonly threshold: number;
    readonly persons: number;
    readonly fingerprintKey: Uint8Array;
    readonly digestKey: Uint8Array;
    readonly signal: AbortSignal;
  }) => Promise<InspectedRequest>;
  readonly keys: ContentKeys;
  /**
   * Has this person been warned of exactly this content and gone on? All of the digests or nothing,
   * and once. `decision`: the id of the warning whose line is written now; null where it is there already.
   */
  readonly takeAcknowledged: (
    user: string | null,
    places: readonly Pick<Destination, 'host' | 'port'>[],
    digests: readonly string[],
  ) => { readonly decision: string | null } | null;
}
