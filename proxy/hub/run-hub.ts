/** The hub as a part of its own (`sekisho hub`). */
import path from 'node:path';
import type { Environment } from '../platform/environment.ts';
import type { Log } from '../platform/log.ts';
import { pathsBelow } from '../platform/paths.ts';
import type { RunningPart } from '../supervisor/part.ts';
import { startHub } from './hub.ts';

export const consoleFolder = path.join(import.meta.dirname, '../../.output/console');

/**
 * @returns with the one-time link for the first administrator as its notice
 * @throws StartError, or an error that startSentence knows
 */
export async function runHub(environment: Environment, log: Log): Promise<RunningPart> {
  const { home, hubPort: port, linkPort } = environment;
  const hub = await startHub({ paths: pathsBelow(home), port, linkPort, consoleFolder, log });
  log.info({ port: hub.port }, 'the hub answers');
  return { notice: hub.firstLink, [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose]() };
}
