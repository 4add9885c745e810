/** Changes of the policy that wait for other persons' signatures, and the calls that are about them. */
import { z } from 'zod';
import { changeSchema, differenceSchema, problemSchema } from './policy-change.ts';

export const signatureSchema = z.object({
  by: z.string(),
  at: z.string(),
  word: z.string().nullable(),
});
export type Signature = z.infer<typeof signatureSchema>;

export const proposalStates = ['open', 'published', 'returned', 'withdrawn'] as const;
export const proposalSchema = z.object({
  number: z.number().int(),
  /** The revision that it stands on. */
  base: z.number().int(),
  by: z.string(),
  /** Whoever wrote a part of it: none of them may sign. */
  contributors: z.array(z.string()),
  at: z.string(),
  note: z.string(),
  state: z.enum(proposalStates),
  /** Those that count by the policy of now, or did when it was published. */
  signatures: z.array(signatureSchema),
  /** How many it needs by the policy of now. */
  needed: z.number().int(),
  /** Made by granting this request for access. */
  request: z.string().nullable(),
  revision: z.number().int().nullable(),
  /** Who ended it, and with what word; `hub` where others published what it stood on. */
  closed: signatureSchema.nullable(),
  counts: z.object({
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
    other: z.number().int(),
  }),
});
export type Proposal = z.infer<typeof proposalSchema>;

const word = z.string().max(500).nullable();
const answer = z.object({ proposal: proposalSchema });

export const proposalCalls = {
  /** What the current policy asks for, and what waits; for the menu's count. */
  publishing: {
    method: 'GET',
    path: '/api/publishing',
    answer: z.object({
      signatures: z.number().int(),
      grantsAlone: z.boolean(),
      grantsAloneFor: z.string(),
      /** May sign what others propose. */
      signs: z.boolean(),
      open: z.number().int(),
      /** Open ones that wait for the caller's signature, or were signed and wait to be published. */
      forYou: z.number().int(),
    }),
  },
  /** 409 and 422 as `publish`. */
  propose: {
    method: 'POST',
    path: '/api/proposals',
    body: z.object({
      base: z.number().int(),
      changes: z.array(changeSchema).min(1),
      note: z.string().trim().min(1).max(500),
      /** The proposal that these changes were taken from: its contributors stay contributors. */
      from: z.number().int().nullable().optional(),
    }),
    answer,
  },
  proposals: {
    method: 'GET',
    path: '/api/proposals',
    query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
    answer: z.object({ proposals: z.array(proposalSchema) }),
  },
  proposal: {
    method: 'GET',
    path: '/api/proposals/:id',
    answer: z.object({
      proposal: proposalSchema,
      /** SHA-256 (hex) of what is signed. */
      content: z.string(),
      changes: z.array(changeSchema),
      /** Of an open one against the policy of now; else as it was when it was proposed. */
      difference: differenceSchema,
      problems: z.array(problemSchema),
      /** What others changed since it was proposed, where both cannot be had; null where they can. */
      conflict: z
        .object({
          current: z.number().int(),
          places: z.array(z.string()),
          theirs: differenceSchema,
        })
        .nullable(),
      /** What the caller may do with it now. */
      may: z.object({
        sign: z.boolean(),
        return: z.boolean(),
        withdraw: z.boolean(),
        publish: z.boolean(),
        takeOver: z.boolean(),
      }),
      /** Why the caller does not sign: `own`, `signed` already, or no `signer`. */
      whyNot: z.enum(['own', 'signed', 'signer']).nullable(),
    }),
  },
  /** Signs exactly `content`: 409 `proposal-changed` where it is another by now. The last signature publishes. */
  signProposal: {
    method: 'POST',
    path: '/api/proposals/:id/sign',
    body: z.object({ content: z.string().max(100), word }),
    answer,
  },
  returnProposal: {
    method: 'POST',
    path: '/api/proposals/:id/return',
    body: z.object({ word: z.string().trim().min(1).max(500) }),
    answer,
  },
  withdrawProposal: {
    method: 'POST',
    path: '/api/proposals/:id/withdraw',
    body: z.object({}),
    answer,
  },
  /** Where enough have signed, and publishing was not done with the last signature. */
  publishProposal: {
    method: 'POST',
    path: '/api/proposals/:id/publish',
    body: z.object({}),
    answer,
  },
  /** What happened to the lines of a list, newest first; of one line where `match` is given. */
  lineHistory: {
    method: 'GET',
    path: '/api/lists/:id/history',
    query: z.object({ match: z.string().max(2000) }),
    answer: z.object({
      lines: z.array(
        z.object({
          change: z.enum(['added', 'removed', 'changed']),
          revision: z.number().int(),
          at: z.string(),
          by: z.string(),
          note: z.string(),
          signatures: z.array(signatureSchema),
        }),
      ),
    }),
  },
} as const;
