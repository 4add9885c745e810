import type { Command } from 'commander';
import { readEnvironment } from '../platform/environment.ts';
import { createLog } from '../platform/log.ts';
import { runPart } from '../supervisor/part.ts';

export function register(program: Command): void {
  program
    .command('hub')
    .description('the hub: policy, records, console')
    .action(() =>
      runPart(async () => {
        const { runHub } = await import('../hub/run-hub.ts');
        const environment = readEnvironment();
        return runHub(environment, createLog('hub', environment.logLevel));
      }),
    );
}
