/** `policy import`: lists that others keep → changes of a policy, and what became of each line. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { feedFormats } from '../../shared/destination/feeds/feed-reader.ts';
import { importInto } from '../hub/policy/import-into.ts';
import { readEnvironment } from '../platform/environment.ts';
import { decodeText } from './decode-text.ts';
import { problemLine, readPolicyFile, starterPolicyFile } from './read-policy.ts';

interface Options {
  readonly format: string;
  readonly list: string;
  readonly policy?: string;
  readonly subdomains?: true;
  readonly out?: string;
}

const formats = ['auto', ...feedFormats] as const;

export function registerImport(policy: Command): void {
  policy
    .command('import <file...>')
    .description(
      'entries out of lists that others keep, and what became of each line; exit 1 where a line cannot be used',
    )
    .requiredOption('--list <id>', 'the list of the policy that takes them')
    .option('--format <format>', formats.join(', '), 'auto')
    .option('--policy <file>', 'the policy (default: the starter policy)')
    .option('--subdomains', 'a plain name takes its sub-domains too')
    .option('--out <file>', 'write the policy with all of them there')
    .action(importAll);
}

async function importAll(files: readonly string[], options: Options): Promise<void> {
  const { callerFolder } = readEnvironment();
  const format = formats.find((each) => each === options.format);
  if (format === undefined) {
    const known = formats.join(', ');
    return fail(
      `--format ${options.format}: ${known} のどれかを指定してください / choose one of ${known}`,
    );
  }
  const place =
    options.policy === undefined ? starterPolicyFile : path.resolve(callerFolder, options.policy);
  const { policy, yaml, problems } = await readPolicyFile(place);
  if (policy === null) {
    for (const problem of problems) process.stderr.write(problemLine(place, problem));
    process.exitCode = 1;
    return;
  }
  if (!policy.destinations.lists?.some(({ id }) => id === options.list)) {
    const sentence = `--list ${options.list}: ポリシーにこのリストがありません。先にリストを作ってください / the policy has no such list: make it first`;
    return fail(sentence);
  }
  let text = yaml;
  for (const file of files) {
    const read = await readText(path.resolve(callerFolder, file));
    if ('problem' in read) {
      answer({ file, problem: read.problem });
      fail(`${file}: ${read.problem}`);
      continue;
    }
    const subdomains = options.subdomains === true;
    const wish = { list: options.list, format, subdomains, now: Date.now() };
    const { yaml: next, ...report } = importInto(text, read.text, wish);
    text = next;
    answer({ file, list: options.list, ...report });
    for (const { line, input, problem } of report.lines) {
      if (problem !== null) process.stderr.write(`${file}:${line}: ${input}: ${problem}\n`);
    }
    if (report.problems > 0) process.exitCode = 1;
  }
  if (options.out !== undefined) await write(path.resolve(callerFolder, options.out), text);
}

async function readText(file: string): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: decodeText(await readFile(file)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '?';
    return {
      problem: `読み取れません (${code})。場所と権限を確かめてください / cannot be read (${code}): check the path and the rights`,
    };
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '?';
    fail(
      `${file}: 書けません (${code})。場所と権限を確かめてください / cannot be written (${code}): check the path and the rights`,
    );
  }
}

function fail(sentence: string): void {
  process.stderr.write(`import: ${sentence}\n`);
  process.exitCode = 1;
}

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
