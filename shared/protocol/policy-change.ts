/** Changes of the policy as the console makes them, and what is said of them. */
import { z } from 'zod';
import { entryFieldsSchema, entrySchema, listSchema } from '../policy/schema.ts';
import { policyTestSchema } from '../policy/tests-schema.ts';

/** One line of a list in the console. `key` names it (SHA-256 of its canonical JSON, 16 hex digits). */
export const keyedEntrySchema = entryFieldsSchema.extend({ key: z.string() });
export type KeyedEntry = z.infer<typeof keyedEntrySchema>;

export const changeSchema = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('add-entries'),
    list: z.string(),
    entries: z.array(entrySchema).min(1).max(10_000),
  }),
  z.object({
    op: z.literal('update-entry'),
    list: z.string(),
    key: z.string(),
    entry: entryFieldsSchema,
  }),
  z.object({
    op: z.literal('remove-entries'),
    list: z.string(),
    keys: z.array(z.string()).min(1).max(10_000),
  }),
  z.object({ op: z.literal('add-list'), list: listSchema }),
  z.object({
    op: z.literal('update-list'),
    list: z.string(),
    fields: listSchema.omit({ id: true, entries: true }),
  }),
  z.object({ op: z.literal('remove-list'), list: z.string() }),
  /** Examples that come and go; `removed` names them by their keys (policy-tests.ts). */
  z.object({
    op: z.literal('change-tests'),
    added: z.array(policyTestSchema).max(2000),
    removed: z.array(z.string()).max(2000),
  }),
  /** The whole document, as typed in the YAML editor. */
  z.object({ op: z.literal('replace'), yaml: z.string().max(5_000_000) }),
]);
export type Change = z.infer<typeof changeSchema>;

export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  line: z.number().int().nullable(),
  path: z.string(),
  message: z.string(),
  cure: z.string(),
  /** A URL that shows it: to be tried. */
  witness: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What a set of changes does, line by line. */
export const differenceSchema = z.object({
  lists: z.array(
    z.object({
      list: z.string(),
      title: z.string(),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      changed: z.array(z.string()),
      /** Both states of each changed entry. */
      edits: z.array(z.object({ before: entryFieldsSchema, after: entryFieldsSchema })).optional(),
    }),
  ),
  /** Paths outside the lists that differ, e.g. `mode`, `zones.closed`. */
  other: z.array(z.string()),
  /** What stands there before and after, as JSON (cut after 1,000 characters); null: nothing. */
  otherEdits: z
    .array(
      z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    )
    .optional(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const suggestAs = ['page', 'host', 'subdomains'] as const;
