import { userInfo } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { manageDocuments } from '../hub/documents/manage-documents.ts';
import { openRegisteredSecret } from '../hub/documents/registered-secret-file.ts';
import { openSqliteStore } from '../hub/store/open-sqlite-store.ts';
import { startPool } from '../inspection/pool.ts';
import { EnvironmentError, readEnvironment } from '../platform/environment.ts';
import { pathsBelow } from '../platform/paths.ts';
import { startSentence } from '../platform/start-error.ts';
import { endWhenNobodyReads } from './quiet-end.ts';

interface AddOptions {
  title?: string;
  owner: string;
  level: string;
  reason: string;
  until?: string;
  common?: boolean;
}

export function register(program: Command): void {
  const document = program
    .command('document')
    .description('documents whose copies are looked for; JSON lines out')
    .hook('preAction', endWhenNobodyReads);
  document
    .command('add <file...>')
    .description('registers files: fingerprints are kept, neither text nor file')
    .option('--title <title>', 'shown in the console; without it the name of the file')
    .requiredOption('--owner <owner>', 'who is asked about it')
    .requiredOption('--level <level>', 'a level of the policy: 3A, 3B …')
    .requiredOption('--reason <reason>', 'why it is registered')
    .option('--until <date>', 'the last day, e.g. 2027-03-31')
    .option('--common', 'a form, a law: what stands in it does not count')
    .action((files: string[], { title, until = '', common = false, ...rest }: AddOptions) =>
      manage(async (documents, callerFolder) => {
        for (const file of files) {
          const purpose = common ? 'common' : 'document';
          const about = { title: title ?? path.basename(file), until, purpose, ...rest };
          print(await documents.add(path.resolve(callerFolder, file), about));
        }
      }),
    );
  document
    .command('list')
    .description('all registered documents')
    .action(() => manage(async (documents) => (await documents.list()).forEach(print)));
  document
    .command('remove <id...>')
    .description('its copies are not looked for any more')
    .action((ids: string[]) =>
      manage(async (documents) => {
        for (const id of ids) print(await documents.remove(id));
      }),
    );
}

function print(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function manage(
  work: (documents: ReturnType<typeof manageDocuments>, callerFolder: string) => Promise<void>,
): Promise<void> {
  try {
    const { home, callerFolder } = readEnvironment();
    const { hub, hubKeys } = pathsBelow(home);
    await using store = await openSqliteStore(hub);
    await using pool = startPool({ size: 1, sizeForSmall: 0 });
    const secret = await openRegisteredSecret(path.join(hubKeys, 'registered.json'));
    const by = `command line (${userInfo().username})`;
    await work(manageDocuments({ store, pool, secret, by, now: Date.now }), callerFolder);
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
  }
}
