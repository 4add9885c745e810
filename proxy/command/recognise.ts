import { once } from 'node:events';
import type { Command } from 'commander';
import { readLines } from './lines.ts';
import { endWhenNobodyReads } from './quiet-end.ts';
import { maximumLineBytes, recogniseLine } from './recognise-line.ts';

export function register(program: Command): void {
  program
    .command('recognise')
    .description(
      'tell postings from stdin: {"method", "url", "headers", "body" | "bodyBase64"} a line; one JSON object a line out',
    )
    .action(recogniseAll);
}

async function recogniseAll(): Promise<void> {
  const note = (sentence: string) => process.stderr.write(`recognise: ${sentence}\n`);
  endWhenNobodyReads();
  let number = 0;
  for await (const line of readLines(process.stdin, maximumLineBytes)) {
    const answer = recogniseLine(line, ++number, note);
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
}
