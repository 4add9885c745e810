/** What the link needs of the terminal's connection to the hub. */
import type { z } from 'zod';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { accessRequestBodySchema } from '../../shared/protocol/terminal.ts';

export type AccessRequestBody = z.infer<typeof accessRequestBodySchema>;

export interface HubClient {
  /** @throws where the hub cannot be reached or will not take it */
  requestAccess(body: AccessRequestBody): Promise<AccessRequest>;
  /** The person's requests of the last 30 days, newest first. @throws as above */
  accessRequests(user: string): Promise<AccessRequest[]>;
  state(): HubState;
}

export interface HubState {
  readonly state: 'connected' | 'unreachable' | 'never';
  /** ISO, UTC. */
  readonly lastContact: string | null;
  /** Records that the hub has not got yet. */
  readonly waiting: number;
}
