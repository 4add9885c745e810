/** The one place where the environment is read. */
import path from 'node:path';

export interface Environment {
  /** Where everything lives. */
  readonly home: string;
  readonly proxyPort: number;
  readonly linkPort: number;
  readonly hubPort: number;
  /** Where relative paths on the command line start. */
  readonly callerFolder: string;
  /** Of the operational log: trace, debug, info, warn, error, silent. */
  readonly logLevel: string;
}

/** In megabytes. What V8 takes by itself for young objects (16 to 32) it keeps after a busy minute. */
const youngObjects = '--max-semi-space-size=8';

/** For a part in a process of its own: the same surroundings, with the same home wherever it starts. */
export function environmentOfPart(
  { home }: Pick<Environment, 'home'>,
  variables: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  // The last of two options counts: what somebody has set holds.
  const options = `${youngObjects} ${variables.NODE_OPTIONS ?? ''}`.trim();
  return { ...variables, SEKISHO_HOME: home, NODE_OPTIONS: options };
}

export class EnvironmentError extends Error {}

/** @throws EnvironmentError that says which variable to mend */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const callerFolder = variables.INIT_CWD ?? process.cwd();
  return {
    home: path.resolve(callerFolder, variables.SEKISHO_HOME || '.sekisho'),
    proxyPort: port(variables, 'SEKISHO_PROXY_PORT', 3128),
    linkPort: port(variables, 'SEKISHO_LINK_PORT', 3129),
    hubPort: port(variables, 'SEKISHO_HUB_PORT', 8600),
    callerFolder,
    logLevel: variables.SEKISHO_LOG || 'info',
  };
}

function port(variables: NodeJS.ProcessEnv, name: string, normal: number): number {
  const text = variables[name];
  if (text === undefined || text === '') return normal;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return value;
  throw new EnvironmentError(`${name}=${text} is not a port. Set it to a number from 1 to 65535.`);
}
