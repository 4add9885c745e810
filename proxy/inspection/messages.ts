/** What pool and child say to each other (IPC with advanced serialization: bytes stay bytes). */
import type { InspectionReport } from './inspect-content.ts';
import type { Limits } from './limits.ts';
import type { RequestContent } from './requests/inspect-request.ts';
import type { RequestReport } from './requests/request-report.ts';

interface Asked {
  readonly id: number;
  readonly limits: Limits;
  readonly threshold?: number;
  readonly persons?: number;
  /** Of the fingerprints; absent: none are made. */
  readonly fingerprintKey?: Uint8Array;
}

/** One content by itself. */
export interface InspectionRequest extends Asked {
  /** A path that the child may read, or the bytes themselves. */
  readonly content: { readonly path: string } | { readonly bytes: Uint8Array };
  /** File name as the person knows it; '' for none. */
  readonly name: string;
  readonly withText: boolean;
  /** Of the digest; absent: none is made. */
  readonly digestKey?: Uint8Array;
}

/** The content of an HTTP request. */
export interface WholeRequest extends Asked {
  readonly request: RequestContent;
  readonly digestKey: Uint8Array;
}

export type ChildRequest = InspectionRequest | WholeRequest;

export interface ChildAnswer<Report extends InspectionReport | RequestReport> {
  readonly id: number;
  readonly report: Report;
}
