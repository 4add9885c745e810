import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  EnvironmentError,
  environmentOfPart,
  readEnvironment,
} from '../../../proxy/platform/environment.ts';

const folder = path.resolve('/somewhere');

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    const environment = readEnvironment({ INIT_CWD: folder });
    expect(environment).toEqual({
      home: path.join(folder, '.sekisho'),
      proxyPort: 3128,
      linkPort: 3129,
      hubPort: 8600,
      callerFolder: folder,
      logLevel: 'info',
    });
  });

  it('starts a relative home at the caller’s folder', () => {
    const { home } = readEnvironment({ INIT_CWD: folder, SEKISHO_HOME: 'mine' });
    expect(home).toBe(path.join(folder, 'mine'));
  });

  it.each(['0', '65536', '80.5', 'http', '-1', '１２'])(
    'refuses the port %s with its cure',
    (port) => {
      const read = () => readEnvironment({ SEKISHO_HUB_PORT: port });
      expect(read).toThrow(EnvironmentError);
      expect(read).toThrow(/SEKISHO_HUB_PORT=.* from 1 to 65535/);
    },
  );

  it('gives a part the same home wherever it starts', () => {
    const environment = readEnvironment({ INIT_CWD: folder });
    expect(environmentOfPart(environment).SEKISHO_HOME).toBe(environment.home);
  });

  it('keeps a part’s young objects few, unless somebody has set how many', () => {
    const optionsOf = (variables: NodeJS.ProcessEnv) =>
      environmentOfPart({ home: folder }, variables).NODE_OPTIONS;
    expect(optionsOf({})).toBe('--max-semi-space-size=8');
    expect(optionsOf({ NODE_OPTIONS: '--max-semi-space-size=32' })).toBe(
      '--max-semi-space-size=8 --max-semi-space-size=32',
    );
  });
});
