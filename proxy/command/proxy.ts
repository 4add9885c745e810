import type { Command } from 'commander';
import { readEnvironment } from '../platform/environment.ts';
import { createLog } from '../platform/log.ts';
import { runPart } from '../supervisor/part.ts';

export function register(program: Command): void {
  program
    .command('proxy')
    .description('the proxy of this terminal: gateway, link, audit log')
    .action(() =>
      runPart(async () => {
        const { runTerminal } = await import('../terminal/run-terminal.ts');
        const environment = readEnvironment();
        const running = await runTerminal(environment, createLog('proxy', environment.logLevel));
        return { notice: null, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
      }),
    );
}
