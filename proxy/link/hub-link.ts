/** What the link needs of the terminal's connection to the hub. */
import type { z } from 'zod';
import type { DraftBody, DraftRevision, TerminalDraft } from '../../shared/protocol/drafts.ts';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { accessRequestBodySchema } from '../../shared/protocol/terminal.ts';

import type {
  UploadApprovalBody,
  UploadApprovalRequest,
} from '../../shared/protocol/upload-approvals.ts';

export type AccessRequestBody = z.infer<typeof accessRequestBodySchema>;

export interface HubClient {
  /** @throws where the hub cannot be reached or will not take it */
  requestAccess(body: AccessRequestBody): Promise<AccessRequest>;
  /** The person's requests of the last 30 days, newest first. @throws as above */
  accessRequests(user: string): Promise<AccessRequest[]>;
  /** Somebody may let a stopped upload go. @throws as above */
  requestApproval(body: UploadApprovalBody): Promise<UploadApprovalRequest>;
  /** All of this terminal. @throws as above */
  approvals(): Promise<UploadApprovalRequest[]>;
  state(): HubState;
}

export interface DraftHub {
  /** A posting that waits for an approval. @throws as above */
  writeDraft(body: DraftBody): Promise<TerminalDraft>;
  /** Those of this terminal and its people. @throws as above */
  drafts(): Promise<TerminalDraft[]>;
  /** From now on this terminal's alone. @throws as above */
  claimDraft(id: string, user: string): Promise<TerminalDraft>;
  reviseDraft(id: string, revision: DraftRevision): Promise<TerminalDraft>;
  withdrawDraft(id: string, user: string): Promise<TerminalDraft>;
}

export interface HubState {
  readonly state: 'connected' | 'unreachable' | 'never';
  /** ISO, UTC. */
  readonly lastContact: string | null;
  /** Records that the hub has not got yet. */
  readonly waiting: number;
}
