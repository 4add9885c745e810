/** Edits of the register, field by field: may it be changed, is it there, and is that what it may hold? */
import type { z } from 'zod';
import { holdsLongNumber } from '../../../shared/audit/mask.ts';
import {
  accountSchema,
  forbiddenSchema,
  type PostingRule,
  postingRuleSchema,
} from '../../../shared/policy/posting-schema.ts';
import type { RegisterEdit, RegisterField } from '../../../shared/protocol/register.ts';
import { Refusal } from '../refusals.ts';

const accountFields = {
  posters: accountSchema.shape.posters,
  address: accountSchema.shape.address,
  official: accountSchema.shape.official,
  twoFactor: accountSchema.shape.twoFactor,
  suspended: accountSchema.shape.suspended,
} as const;
type AccountField = keyof typeof accountFields;

const isOfAccount = (field: RegisterField): field is AccountField =>
  Object.hasOwn(accountFields, field);

const sentences = {
  missing:
    'このアカウントは規則にありません。画面を読み込み直してください / the rules have no such account: reload the page',
  whole: 'この欄はアカウントごとに変えてください / this belongs to an account',
  ofService: 'この欄はサービスに 1 つです / this belongs to the service',
  shape: '書き方が正しくありません / this is not what the field may hold',
  needed: 'この欄は消せません / this cannot be left out',
  number:
    '12 桁以上の番号は書けません。個人番号などを書かないでください / no number of 12 digits or more',
};

/** What people read: a number of a person has no place there. */
const words: ReadonlySet<RegisterField> = new Set([
  'purpose',
  'topics',
  'notAllowed',
  'suspended',
  'deputies',
  'posters',
]);

/**
 * @returns the edits with their values as the schema reads them
 * @throws Refusal forbidden for a field that is not the caller's to change; invalid
 */
export function checkEdits(
  rule: PostingRule,
  edits: readonly RegisterEdit[],
  mayEdit: readonly RegisterField[],
): RegisterEdit[] {
  if (edits.some(({ field }) => !mayEdit.includes(field))) throw new Refusal('forbidden');
  const fields: Record<string, string> = {};
  const checked = edits.map((edit) => {
    const problem = problemOf(rule, edit);
    if (problem !== null) fields[placeOf(edit)] = problem;
    return { ...edit, value: readValue(edit) };
  });
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields });
  return checked;
}

/** As forms name it: `purpose`, `posters@yokote.example`. */
export function placeOf({
  field,
  account,
}: {
  readonly field: string;
  readonly account: string | null;
}): string {
  return account === null ? field : `${field}@${account}`;
}

function problemOf({ accounts }: PostingRule, edit: RegisterEdit): string | null {
  const { field, account, value } = edit;
  if (isOfAccount(field)) {
    if (account === null) return sentences.whole;
    if (!accounts.some(({ name }) => name === account)) return sentences.missing;
  } else if (account !== null) return sentences.ofService;
  const read = schemaOf(field).safeParse(value ?? undefined);
  if (!read.success) {
    if (value === null || value === undefined) return sentences.needed;
    const [issue] = read.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return `${where}${sentences.shape}`;
  }
  return words.has(field) && holdsLongNumber(JSON.stringify(value ?? '')) ? sentences.number : null;
}

function readValue({ field, value }: RegisterEdit): unknown {
  const read = schemaOf(field).safeParse(value ?? undefined);
  return read.success ? (read.data ?? null) : null;
}

function schemaOf(field: RegisterField): z.ZodType {
  if (field === 'pictureMetadata') return forbiddenSchema.shape.pictureMetadata;
  return isOfAccount(field) ? accountFields[field] : postingRuleSchema.shape[field];
}
