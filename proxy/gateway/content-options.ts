/** What the gateway is given to look at content with. */
import type { SeenItem } from '../../shared/audit/upload-record.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import type { Confidence } from '../../shared/detection/detect.ts';
import type { CompiledOcr } from '../../shared/policy/ocr.ts';
import type { ContentKeys } from '../record/content-keys.ts';
import type { DraftGate } from './draft-gate.ts';
import type { PostedPicture } from './posted-pictures.ts';

/** A file, the fields of a form, a query or other bytes, as they were inspected. */
export type InspectedItem = Omit<SeenItem, 'level' | 'action'>;

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
    readonly confidence: Confidence;
    readonly persons: number;
    readonly ocr: CompiledOcr;
    readonly fingerprintKey: Uint8Array;
    readonly digestKey: Uint8Array;
    readonly signal: AbortSignal;
  }) => Promise<InspectedRequest>;
  readonly keys: ContentKeys;
  /** The decision that stopped the file of which these bytes are a copy with masked values. */
  readonly copyOf?: (user: string | null, digest: string) => string | null;
  /** Approvals by digest, where each of them has one; null: not all are approved. */
  readonly takeApproved?: (
    user: string | null,
    places: readonly Pick<Destination, 'host' | 'port'>[],
    digests: readonly string[],
  ) => ReadonlyMap<string, string> | null;
  /** Approvals and topics of postings; without it none is approved. */
  readonly gate?: DraftGate;
  /** Absent: no thumbnails are made. */
  readonly thumbnails?: {
    /** By the policy of this moment. */
    readonly isWanted: () => boolean;
    /** They have left. Copies what it takes, returns at once, never throws. */
    readonly offer: (pictures: readonly PostedPicture[]) => void;
  };
  /** What this person has had inspected with a password, by its digest. */
  readonly opened: {
    readonly see: (
      user: string | null,
      places: readonly Pick<Destination, 'host' | 'port'>[],
      digest: string,
      classification: object,
    ) => Pick<InspectedItem, 'type' | 'inspected' | 'why' | 'findings'> | null;
    /** It leaves now, and is good once. */
    readonly use: (
      user: string | null,
      places: readonly Pick<Destination, 'host' | 'port'>[],
      digest: string,
    ) => void;
  };
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
