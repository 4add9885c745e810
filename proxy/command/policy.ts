import path from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { policySchema } from '../../shared/policy/schema.ts';
import { difference } from '../hub/policy/difference.ts';
import { readEnvironment } from '../platform/environment.ts';
import { registerExport } from './policy-export.ts';
import { endWhenNobodyReads } from './quiet-end.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';

export function register(program: Command): void {
  const policy = program
    .command('policy')
    .description('check, compare and export policy files')
    .hook('preAction', endWhenNobodyReads);
  policy
    .command('check <file...>')
    .description('every problem of each file; exit 1 where there is an error')
    .action(check);
  policy
    .command('diff <before> <after>')
    .description('what changed between two files; exit 1 where anything did')
    .action(compare);
  policy
    .command('schema')
    .description('the JSON Schema of a policy, for editors')
    .action(() => print(z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' })));
  registerExport(policy);
}

async function check(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { policy, problems } = await readPolicyFile(resolve(file));
    for (const problem of problems) process.stderr.write(problemLine(file, problem));
    print({ file, problems });
    if (policy === null) process.exitCode = 1;
  }
}

async function compare(before: string, after: string): Promise<void> {
  const [old, now] = [await readPolicyFile(resolve(before)), await readPolicyFile(resolve(after))];
  for (const [file, { policy, problems }] of [[before, old] as const, [after, now] as const]) {
    if (policy !== null) continue;
    process.exitCode = 1;
    for (const problem of problems) process.stderr.write(problemLine(file, problem));
  }
  if (old.policy === null || now.policy === null) return;
  const found = difference(old.policy, now.policy);
  print({ before, after, ...found });
  if (found.lists.length + found.other.length > 0) process.exitCode = 1;
}

function resolve(file: string): string {
  return path.resolve(readEnvironment().callerFolder, file);
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
