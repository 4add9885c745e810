/** What pool and child say to each other (IPC with advanced serialization: bytes stay bytes). */
import type { Confidence } from '../../shared/detection/detect.ts';
import type { FindingKind } from '../../shared/detection/finding.ts';
import type { InspectionReport } from './inspect-content.ts';
import type { Limits } from './limits.ts';
import type { CopyReport } from './masking/make-copy.ts';
import type { OcrLimits } from './ocr/picture-reader.ts';
import type { FingerprintReport } from './registered/fingerprint-content.ts';
import type { RequestContent } from './requests/inspect-request.ts';
import type { RequestReport } from './requests/request-report.ts';
import type { ThumbnailReport } from './thumbnails/make-thumbnail.ts';

interface Asked {
  readonly id: number;
  readonly limits: Limits;
  readonly threshold?: number;
  readonly confidence?: Confidence;
  readonly persons?: number;
  /** Absent: pictures are not read. */
  readonly ocr?: OcrLimits;
  /** Of the fingerprints; absent: none are made. */
  readonly fingerprintKey?: Uint8Array;
  /** Absent where no documents are registered. */
  readonly registered?: RegisteredSource | 'missing';
}

/** Where the fingerprints of the registered documents lie, and the secret that they were made with. */
export interface RegisteredSource {
  readonly file: string;
  readonly secret: Uint8Array;
}

/** One content by itself. */
export interface InspectionRequest extends Asked {
  /** A path that the child may read, or the bytes themselves. */
  readonly content: { readonly path: string } | { readonly bytes: Uint8Array };
  /** File name as the person knows it; '' for none. */
  readonly name: string;
  readonly withText: boolean;
  /** Of what is encrypted. */
  readonly password?: string;
  /** Of the digest; absent: none is made. */
  readonly digestKey?: Uint8Array;
}

/** The content of an HTTP request. */
export interface WholeRequest extends Asked {
  readonly request: RequestContent;
  readonly digestKey: Uint8Array;
}

/** A document that is to be registered. */
export interface FingerprintRequest {
  readonly id: number;
  readonly limits: Limits;
  readonly content: InspectionRequest['content'];
  readonly name: string;
  readonly secret: Uint8Array;
  readonly everyGram: boolean;
}

/** A copy of a content with the values of these kinds masked. */
export interface CopyRequest extends Asked {
  readonly copy: {
    readonly bytes: Uint8Array;
    readonly name: string;
    readonly kinds: readonly FindingKind[];
    /** Of a picture: a copy without what its file tells, in place of a masked one. */
    readonly metadata?: true;
  };
}

/** A picture that is to be shown small. */
export interface ThumbnailRequest {
  readonly id: number;
  readonly limits: Limits;
  readonly picture: Uint8Array;
}

export type ChildRequest =
  | InspectionRequest
  | WholeRequest
  | CopyRequest
  | FingerprintRequest
  | ThumbnailRequest;
export type ChildReport =
  | InspectionReport
  | RequestReport
  | CopyReport
  | FingerprintReport
  | ThumbnailReport;

export interface ChildAnswer<Report extends ChildReport> {
  readonly id: number;
  readonly report: Report;
}
