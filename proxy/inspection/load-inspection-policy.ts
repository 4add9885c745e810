/** What a policy file says of levels and uploads; what it does not say is as by default. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import {
  defaultLevels,
  defaultUploads,
  type Levels,
  levelsSchema,
  type Uploads,
  uploadsSchema,
} from '../../shared/policy/uploads-schema.ts';

export interface InspectionPolicy {
  readonly levels: Levels;
  readonly uploads: Uploads;
}

export const defaultInspectionPolicy: InspectionPolicy = {
  levels: defaultLevels,
  uploads: defaultUploads,
};

/** The call itself cannot work: the text says what to do. */
export class InspectionPolicyError extends Error {}

/** @throws InspectionPolicyError */
export async function loadInspectionPolicy(file: string): Promise<InspectionPolicy> {
  const document = await readDocument(file);
  const levels = check(levelsSchema, 'levels', document.levels) ?? defaultLevels;
  const uploads = check(uploadsSchema, 'uploads', document.uploads) ?? {};
  return {
    levels,
    uploads: { ...uploads, levelOf: uploads.levelOf ?? defaultUploads.levelOf },
  };
}

async function readDocument(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new InspectionPolicyError(
      `ポリシー ${file} を読めません。場所と権限を確かめてください。/ The policy ${file} cannot be read. Check its place and its permissions.`,
    );
  }
  try {
    const value: unknown = parse(text, { maxAliasCount: 100 });
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new InspectionPolicyError(
    `ポリシー ${file} は YAML の文書ではありません。policy check で確かめてください。/ The policy ${file} is no YAML document. Try policy check.`,
  );
}

function check<T>(
  schema: {
    safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error };
  },
  key: string,
  value: unknown,
): T | undefined {
  if (value === undefined) return undefined;
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new InspectionPolicyError(
    `ポリシーの ${key} を直してください。/ Mend ${key} of the policy.\n${read.error.message}`,
  );
}
