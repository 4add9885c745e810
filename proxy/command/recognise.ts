import { once } from 'node:events';
import path from 'node:path';
import type { Command } from 'commander';
import { policyServicesOf } from '../../shared/policy/compile-posting.ts';
import { noPolicyServices, type PolicyServices } from '../../shared/posting/recognise.ts';
import { readEnvironment } from '../platform/environment.ts';
import { readLines } from './lines.ts';
import { endWhenNobodyReads } from './quiet-end.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';
import { maximumLineBytes, recogniseLine } from './recognise-line.ts';

export function register(program: Command): void {
  program
    .command('recognise')
    .description(
      'tell postings from stdin: {"method", "url", "headers", "body" | "bodyBase64"} a line; one JSON object a line out',
    )
    .option('--policy <file>', 'a policy whose own servers and described services count as well')
    .action(recogniseAll);
}

async function recogniseAll(options: { policy?: string }): Promise<void> {
  const services = await servicesOf(options.policy);
  if (services === null) return;
  const note = (sentence: string) => process.stderr.write(`recognise: ${sentence}\n`);
  endWhenNobodyReads();
  let number = 0;
  for await (const line of readLines(process.stdin, maximumLineBytes)) {
    const answer = recogniseLine(line, ++number, note, services);
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
}

/** null where its problems have been told. */
async function servicesOf(named: string | undefined): Promise<PolicyServices | null> {
  if (named === undefined) return noPolicyServices;
  const file = path.resolve(readEnvironment().callerFolder, named);
  const { policy, problems } = await readPolicyFile(file);
  if (policy !== null) return policyServicesOf(policy.posting ?? []);
  for (const problem of problems) process.stderr.write(problemLine(file, problem));
  process.exitCode = 1;
  return null;
}
