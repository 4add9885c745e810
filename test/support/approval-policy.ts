/** The starter policy with a rule that somebody may approve. */
import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';

export async function policyWithApproval(): Promise<string> {
  const policy = parse(await readFile(starterFile, 'utf8'));
  const approval = { by: ['kacho', 'buco'], for: 'P7D' };
  const rules = [
    { level: ['3A'], to: 'any', action: 'block', clause: '7-2', approval },
    { inspected: false, to: 'any', action: 'block', clause: '7-2' },
  ];
  return stringify({ ...policy, uploads: { ...policy.uploads, rules } });
}
