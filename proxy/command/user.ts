import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { type ManageAccounts, manageAccounts } from '../hub/accounts/manage-accounts.ts';
import { openSqliteStore } from '../hub/store/open-sqlite-store.ts';
import { EnvironmentError, readEnvironment } from '../platform/environment.ts';
import { pathsBelow } from '../platform/paths.ts';
import { startSentence } from '../platform/start-error.ts';
import { endWhenNobodyReads } from './quiet-end.ts';

interface AddOptions {
  name: string;
  role: string;
  user?: string;
}

export function register(program: Command): void {
  const user = program
    .command('user')
    .description('accounts of the console; JSON lines out')
    .hook('preAction', endWhenNobodyReads);
  user
    .command('add <id>')
    .description('makes an account, and a one-time link to set its password')
    .requiredOption('--name <name>', 'shown in the console')
    .option('--role <role>', 'administrator, approver, sns-manager, auditor or staff', 'staff')
    .option('--user <user>', 'the policy’s user that the account belongs to')
    .action((id: string, { name, role, user: of }: AddOptions) =>
      manage(async (accounts) => [await accounts.add({ id, name, role, user: of ?? null })]),
    );
  user
    .command('list')
    .description('all accounts')
    .action(() => manage((accounts) => accounts.list()));
  user
    .command('link <id>')
    .description('a one-time link to set a new password')
    .action((id: string) => manage(async (accounts) => [await accounts.link(id)]));
  user
    .command('disable <id>')
    .description('ends an account and its sessions at once')
    .action((id: string) => manage(async (accounts) => [await accounts.disable(id)]));
}

async function manage(work: (accounts: ManageAccounts) => Promise<unknown[]>): Promise<void> {
  try {
    const { home, hubPort } = readEnvironment();
    await using store = await openSqliteStore(pathsBelow(home).hub);
    const origin = `http://127.0.0.1:${hubPort}`;
    const by = `command line (${userInfo().username})`;
    const answers = await work(manageAccounts({ store, origin, by, now: Date.now }));
    for (const answer of answers) process.stdout.write(`${JSON.stringify(answer)}\n`);
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
  }
}
