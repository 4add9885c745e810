/** The command line. Each verb is a file of its own under command/, loaded when it is called. */

import { enableCompileCache } from 'node:module';
import path from 'node:path';
import type { Command } from 'commander';

// Beside the code it is made of: whoever may write here may change that too. Node's own place, the
// folder for temporary files, belongs to everybody.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/sekisho'));
const { Command: Program, CommanderError } = await import('commander');

const program = new Program('sekisho')
  .description('関所: the barrier station of an internet-zone terminal')
  .exitOverride()
  .showHelpAfterError();

/** verb → its module, which exports `register(program)`. Loaded lazily: modules cost start-up. */
const verbs: Record<string, () => Promise<{ register(program: Command): void }>> = {
  start: () => import('./command/start.ts'),
  hub: () => import('./command/hub.ts'),
  proxy: () => import('./command/proxy.ts'),
  browser: () => import('./command/browser.ts'),
  inspect: () => import('./command/inspect.ts'),
  decide: () => import('./command/decide.ts'),
  recognise: () => import('./command/recognise.ts'),
  policy: () => import('./command/policy.ts'),
  audit: () => import('./command/audit.ts'),
  user: () => import('./command/user.ts'),
  document: () => import('./command/document.ts'),
  enroll: () => import('./command/enroll.ts'),
  upstream: () => import('./command/upstream.ts'),
};

const asked = process.argv[2];
const load =
  asked !== undefined && Object.hasOwn(verbs, asked) ? [verbs[asked]] : Object.values(verbs);
for (const each of load) (await each?.())?.register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 1;
}
