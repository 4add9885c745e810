import { spawnSync } from 'node:child_process';

/** Runs a program with our own terminal, and says whether it went well. */
export function run(program: string, argv: readonly string[]): boolean {
  const { status, error } = spawnSync(program, argv, { stdio: 'inherit' });
  if (error !== undefined) process.stderr.write(`${program}: ${error.message}\n`);
  return status === 0;
}

/** Runs a command of a package, by the node that runs us. */
export function runPackage(script: string, argv: readonly string[]): boolean {
  return run(process.execPath, [script, ...argv]);
}
