/** What pool and child say to each other (IPC with advanced serialization: bytes stay bytes). */
import type { InspectionReport } from './inspect-content.ts';
import type { Limits } from './limits.ts';

export interface InspectionRequest {
  readonly id: number;
  /** A path that the child may read, or the bytes themselves. */
  readonly content: { readonly path: string } | { readonly bytes: Uint8Array };
  /** File name as the person knows it; '' for none. */
  readonly name: string;
  readonly limits: Limits;
  readonly threshold?: number;
  readonly persons?: number;
  readonly withText: boolean;
  /** Of the fingerprints; absent: none are made. */
  readonly fingerprintKey?: Uint8Array;
}

export interface InspectionAnswer {
  readonly id: number;
  readonly report: InspectionReport;
}
