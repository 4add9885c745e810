/** `policy export`: a policy file in another form, one JSON object a file. Each form is a line of the table. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import type { Policy } from '../../shared/policy/schema.ts';
import { writePolicy } from '../hub/policy/apply-changes.ts';
import { entryTable } from '../hub/policy/entry-table.ts';
import { chromiumLists, type LeftOut } from '../hub/policy/export-chromium.ts';
import { readEnvironment } from '../platform/environment.ts';
import {
  addManagedOptions,
  exportManaged,
  type ManagedOptions,
  managedForms,
} from './policy-export-managed.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';

export interface Exported {
  readonly text: string;
  /** What the form cannot say. */
  readonly leftOut: readonly LeftOut[];
}

/** @param yaml the file as it was written, comments and all */
export type Export = (policy: Policy, yaml: string) => Exported;

export const exports: Readonly<Record<string, Export>> = {
  yaml: (_, yaml) => whole(writePolicy(parseDocument(yaml))),
  json: (policy) => whole(`${JSON.stringify(policy, null, 2)}\n`),
  csv: (policy) => whole(entryTable(policy)),
  chromium: (policy) => {
    const { leftOut, ...lists } = chromiumLists(policy);
    return { text: `${JSON.stringify(lists, null, 2)}\n`, leftOut };
  },
};

function whole(text: string): Exported {
  return { text, leftOut: [] };
}

type Options = Omit<ManagedOptions, 'to' | 'out'> & { readonly to: string; readonly out?: string };

const forms = [...Object.keys(exports), ...managedForms];

export function registerExport(policy: Command): void {
  const command = policy
    .command('export [file...]')
    .description(
      `a policy in another form (${forms.join(', ')}); exit 1 where something cannot be said in it`,
    )
    .requiredOption('--to <form>', 'the form')
    .option('--out <file>', 'write the text there, of one policy');
  addManagedOptions(command).action(async (files: readonly string[], options: Options) => {
    const { to, out, policy: named } = options;
    const managed = managedForms.find((form) => form === to);
    if (managed === undefined) return exportAll(files, options);
    if (files.length > 1) return fail(onePolicy);
    const file = named ?? files[0];
    return exportManaged({
      ...options,
      to: managed,
      out: out ?? '-',
      ...(file !== undefined && { policy: file }),
    });
  });
}

const onePolicy =
  '1 つのポリシーだけを指定してください / one policy at a time: call it for each of them';

async function exportAll(
  files: readonly string[],
  { to, out }: Pick<Options, 'to' | 'out'>,
): Promise<void> {
  const make = Object.hasOwn(exports, to) ? exports[to] : undefined;
  if (make === undefined) {
    const all = forms.join(', ');
    return fail(`--to ${to}: ${all} のどれかを指定してください / choose one of ${all}`);
  }
  if (files.length === 0) {
    return fail('ポリシーのファイルを指定してください / name the file of a policy');
  }
  if (out !== undefined && files.length > 1) {
    return fail(
      '--out は 1 つのポリシーにだけ使えます / --out takes one policy: call it for each of them',
    );
  }
  const { callerFolder } = readEnvironment();
  for (const file of files) {
    const { policy, yaml, problems } = await readPolicyFile(path.resolve(callerFolder, file));
    if (policy === null) {
      for (const problem of problems) process.stderr.write(problemLine(file, problem));
      process.exitCode = 1;
      answer({ file, to, text: null, leftOut: [], problems });
      continue;
    }
    const { text, leftOut } = make(policy, yaml);
    for (const { list, match, why } of leftOut) {
      process.stderr.write(`export: ${list}/${match}: ${why}\n`);
      process.exitCode = 1;
    }
    if (out === undefined) {
      answer({ file, to, text, leftOut });
      continue;
    }
    try {
      await writeFile(path.resolve(callerFolder, out), text);
      answer({ file, to, out, leftOut });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '?';
      answer({ file, to, out: null, leftOut });
      fail(
        `${out}: 書けません (${code})。場所と権限を確かめてください / cannot be written (${code}): check the path and the rights`,
      );
    }
  }
}

function fail(sentence: string): void {
  process.stderr.write(`export: ${sentence}\n`);
  process.exitCode = 1;
}

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
