/**
 * Drafts: postings that wait for an approval before they leave.
 *   POST /terminal/v1/drafts               draftBodySchema → TerminalDraft: from a held posting, or the popup
 *   GET  /terminal/v1/drafts               → { drafts } of this terminal and its people
 *   POST /terminal/v1/drafts/:id/claim     → TerminalDraft: from now on this terminal's alone
 *   POST /terminal/v1/drafts/:id/withdraw  { user } → TerminalDraft
 *   POST /terminal/v1/drafts/:id/revise    draftRevisionSchema → TerminalDraft: its pictures stay
 */
import { z } from 'zod';
import { findingRecordSchema, itemRecordSchema } from '../audit/content-record.ts';
import { actions, reasons } from '../policy/decision.ts';
import { differencePieceSchema } from '../posting/draft-difference.ts';
import type { acts } from '../posting/service.ts';

/** What a draft may be of: what leaves no words, or none that could be known before, cannot be one. */
export const draftActs = [
  'post',
  'reply',
  'quote',
  'repost',
  'story',
  'schedule',
  'live',
  'comment',
  'message',
  'edit',
  'profile',
] as const satisfies readonly (typeof acts)[number][];
export const draftActSchema = z.enum(draftActs);

export const mostPictures = 10;
export const mostPictureBytes = 5 * 1024 * 1024;
/** Of all pictures of one version. */
export const mostDraftBytes = 12 * 1024 * 1024;
export const longestDraft = 10_000;

const digest = z.string().regex(/^[0-9a-f]{32}$/);
const id = z.string().regex(/^[A-Z0-9-]{1,40}$/);
const shortText = z.string().max(300);

export const draftPictureSchema = z.object({
  name: z.string().max(300).nullable(),
  type: z.string().max(100).nullable(),
  bytes: z.int().nonnegative(),
  alt: z.string().max(2000),
  /** Keyed by the draft's key, of the file's SHA-256. */
  digest,
});
export type DraftPicture = z.infer<typeof draftPictureSchema>;

/** What the hub's inspection says of a picture: masked, no value. */
export const pictureReportSchema = itemRecordSchema.pick({
  inspected: true,
  why: true,
  findings: true,
});
export type PictureReport = z.infer<typeof pictureReportSchema>;

const base64 = z.base64().max(Math.ceil(mostPictureBytes / 3) * 4 + 4);

/** From a terminal. Its text is masked there already. */
export const draftBodySchema = z.object({
  /** Made by the terminal: the same again is the same draft. */
  id,
  /** The decision that stopped it; null: written in the popup. */
  decision: z.string().max(40).nullable(),
  user: z.string().max(100),
  unit: z.string().max(100).nullable(),
  service: z.string().max(63),
  account: shortText,
  act: draftActSchema,
  replyTo: z.string().max(2000).nullable(),
  topic: shortText.nullable(),
  /** What the person says of it. */
  word: z.string().max(500).nullable(),
  /** base64url of 32 bytes. */
  key: z.string().min(40).max(50),
  text: z.string().max(longestDraft),
  /** Something in it was masked: then the digest alone tells what was approved. */
  masked: z.boolean(),
  textDigest: digest,
  findings: z.array(findingRecordSchema).max(50),
  pictures: z.array(draftPictureSchema.extend({ data: base64.nullable() })).max(mostPictures),
});
export type DraftBody = z.infer<typeof draftBodySchema>;

/** Another text for a draft, its pictures and topic as they are. */
export const draftRevisionSchema = draftBodySchema
  .pick({ user: true, word: true, text: true, masked: true, textDigest: true, findings: true })
  .extend({ version: z.int().positive() });
export type DraftRevision = z.infer<typeof draftRevisionSchema>;

export const draftStates = ['open', 'approved', 'sent-back', 'withdrawn'] as const;
export type DraftState = (typeof draftStates)[number];

/** What a terminal keeps of a draft. Nobody is named in it but its own person. */
export const terminalDraftSchema = z.object({
  id,
  version: z.int().positive(),
  at: z.string(),
  user: z.string(),
  /** null: whichever of the person's terminals claims it. */
  terminal: z.string().nullable(),
  service: z.string(),
  account: z.string(),
  act: draftActSchema,
  topic: z.string().nullable(),
  state: z.enum(draftStates),
  text: z.string(),
  masked: z.boolean(),
  key: z.string(),
  textDigest: digest,
  /** The text without what describes the pictures; and that. An older hub tells neither. */
  words: z.string().nullable().default(null),
  alts: z.array(z.string()).default([]),
  files: z.array(digest),
  answer: z
    .object({
      at: z.string(),
      word: z.string().nullable(),
      /** ISO, UTC; null where it was sent back. */
      until: z.string().nullable(),
      /** What whoever approved it changed in the text; null: nothing. */
      changed: z.array(differencePieceSchema).nullable(),
    })
    .nullable(),
});
export type TerminalDraft = z.infer<typeof terminalDraftSchema>;
export const terminalDraftsSchema = z.object({ drafts: z.array(terminalDraftSchema) });
export const draftUserSchema = z.object({ user: z.string().max(100) });

/** Where a person may write drafts. */
export const draftPlaceSchema = z.object({
  service: z.string(),
  title: z.string(),
  accounts: z.array(z.string()),
  /** Empty: any, and none. */
  topics: z.array(z.string()),
  needsTopic: z.boolean(),
});
export type DraftPlace = z.infer<typeof draftPlaceSchema>;

/**
 * What the person at a terminal is told. `waiting`: the hub has it not yet; `refused`: it waited,
 * and the hub would not take it; `used`: it was posted.
 */
export const askedDraftSchema = terminalDraftSchema
  .pick({ id: true, at: true, service: true, account: true, act: true, topic: true, text: true })
  .extend({
    state: z.enum(['waiting', 'refused', ...draftStates, 'used', 'ended']),
    /** Its text can be copied: nothing in it was masked. */
    isWhole: z.boolean(),
    files: z.int().nonnegative(),
    /** What may be revised; null: not here, or not any more. */
    words: z.string().nullable(),
    word: z.string().nullable(),
    until: z.string().nullable(),
    changed: z.array(differencePieceSchema).nullable(),
  });
export type AskedDraft = z.infer<typeof askedDraftSchema>;

const eventKinds = ['written', 'revised', 'changed', 'approved', 'sent-back', 'withdrawn'] as const;
export const draftEventSchema = z.object({
  kind: z.enum(eventKinds),
  version: z.int().positive(),
  at: z.string(),
  /** A person of the policy, or an account. */
  by: z.string(),
  word: z.string().nullable(),
  until: z.string().nullable(),
});
export type DraftEvent = z.infer<typeof draftEventSchema>;

export const shownDraftSchema = z.object({
  id: z.string(),
  at: z.string(),
  user: z.string(),
  unit: z.string().nullable(),
  decision: z.string().nullable(),
  service: z.string(),
  title: z.string(),
  account: z.string(),
  act: draftActSchema,
  replyTo: z.string().nullable(),
  topic: z.string().nullable(),
  state: z.enum([...draftStates, 'used', 'ended']),
  version: z.int(),
  text: z.string(),
  masked: z.boolean(),
  pictures: z.array(
    draftPictureSchema.omit({ digest: true }).extend({
      isKept: z.boolean(),
      /** null: not inspected yet, or it was never kept. */
      report: pictureReportSchema.nullable(),
    }),
  ),
  findings: z.array(findingRecordSchema),
  /** What the rules say against it now. */
  objections: z.array(
    z.object({ action: z.enum(actions), reason: z.enum(reasons), rule: z.string().nullable() }),
  ),
  /** Oldest first; `difference` to the version before. */
  history: z.array(
    draftEventSchema.extend({ difference: z.array(differencePieceSchema).nullable() }),
  ),
  /** Oldest first: decisions that let it leave. `taken`: whether the service took it; null: unknown. */
  uses: z.array(z.object({ decision: z.string(), at: z.string(), taken: z.boolean().nullable() })),
  mayAnswer: z.boolean(),
  isOwn: z.boolean(),
  /** Until when it is approved where nobody says otherwise, and at most (ISO). */
  until: z.string(),
  latest: z.string(),
});
export type ShownDraft = z.infer<typeof shownDraftSchema>;

const pictureInput = z.object({
  name: z.string().max(300),
  alt: z.string().trim().max(2000),
  data: base64,
});
const textInput = z.string().max(longestDraft);
const word = z.string().trim().max(500).nullable();
/** The version that the caller looked at: another one is another draft. */
const version = z.int().positive();
const one = z.object({ draft: shownDraftSchema });

export const draftCalls = {
  /** Newest first: the caller's own, those that they may answer; administrators and auditors see all. */
  drafts: {
    method: 'GET',
    path: '/api/drafts',
    query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
    answer: z.object({ drafts: z.array(shownDraftSchema), places: z.array(draftPlaceSchema) }),
  },
  draft: { method: 'GET', path: '/api/drafts/:id', answer: one },
  writeDraft: {
    method: 'POST',
    path: '/api/drafts',
    body: z.object({
      service: z.string().max(63),
      account: shortText,
      act: draftActSchema,
      replyTo: z.string().trim().max(2000).nullable(),
      topic: shortText.nullable(),
      text: textInput,
      word,
      pictures: z.array(pictureInput).max(mostPictures),
    }),
    answer: one,
  },
  reviseDraft: {
    method: 'POST',
    path: '/api/drafts/:id/revise',
    body: z.object({
      version,
      topic: shortText.nullable(),
      text: textInput,
      word,
      /** Of the version before, by their place; and new ones behind them. */
      keep: z
        .array(z.object({ place: z.int().nonnegative(), alt: z.string().trim().max(2000) }))
        .max(mostPictures),
      pictures: z.array(pictureInput).max(mostPictures),
    }),
    answer: one,
  },
  approveDraft: {
    method: 'POST',
    path: '/api/drafts/:id/approve',
    body: z.object({
      version,
      until: z.iso.datetime({ offset: true }),
      word,
      /** null: as it is. */
      text: textInput.nullable(),
    }),
    answer: one,
  },
  sendBackDraft: {
    method: 'POST',
    path: '/api/drafts/:id/send-back',
    body: z.object({ version, word: z.string().trim().min(1).max(500) }),
    answer: one,
  },
  withdrawDraft: {
    method: 'POST',
    path: '/api/drafts/:id/withdraw',
    body: z.object({ version }),
    answer: one,
  },
  /** Answers with the bytes of one picture of the last version, as long as they are kept. */
  draftPicture: {
    method: 'GET',
    path: '/api/drafts/:id/picture',
    query: z.object({ place: z.coerce.number().int().min(0).max(mostPictures) }),
    answer: z.never(),
  },
} as const;
