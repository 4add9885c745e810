import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { readTerminal, writeTerminal } from '../../../proxy/terminal/terminal-file.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

describe('terminal file', () => {
  it('is read as it was written, and by nobody else', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'proxy', 'terminal.json');
    const rootKey = { kty: 'OKP', crv: 'Ed25519', x: 'x' } as const;
    const terminal = { v: 1, terminal: 't-1', token: 'token', rootKey } as const;
    await writeTerminal(file, terminal);
    expect(await readTerminal(file)).toEqual(terminal);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is null where there is none', async () => {
    await using folder = await temporaryFolder();
    expect(await readTerminal(path.join(folder.path, 'none'))).toBeNull();
  });

  it.each(['', '{', '{}', '{"v":2}'])('is refused where it is damaged: %j', async (content) => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'terminal.json');
    await writeFile(file, content);
    await expect(readTerminal(file)).rejects.toThrow(StartError);
  });
});
