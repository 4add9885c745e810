import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../proxy/platform/environment.ts';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { AuditLogError } from '../../../proxy/record/audit-log-error.ts';
import type { PartsOptions } from '../../../proxy/terminal/parts.ts';
import { runTerminal } from '../../../proxy/terminal/run-terminal.ts';
import { readTerminal, writeTerminal } from '../../../proxy/terminal/terminal-file.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { type FakeHub, makeKeyPair, startFakeHub } from '../../support/fake-hub.ts';
import { freePorts } from '../../support/free-port.ts';

/** In place of the real parts: what they were made for, and whether they still run. */
function smallParts() {
  const made: { terminal: string | null; options: PartsOptions; running: boolean }[] = [];
  return {
    made,
    names: () => made.map(({ terminal, running }) => `${terminal}${running ? '' : ' ended'}`),
    async start(options: PartsOptions) {
      const part = { terminal: options.terminal()?.terminal ?? null, options, running: true };
      made.push(part);
      return {
        async [Symbol.asyncDispose]() {
          part.running = false;
        },
      };
    },
  };
}

async function setUp() {
  const folder = await temporaryFolder();
  const paths = pathsBelow(folder.path);
  const [hubPort = 0] = await freePorts(1);
  const environment: Environment = {
    home: folder.path,
    proxyPort: 1,
    linkPort: 1,
    hubPort,
    callerFolder: folder.path,
    logLevel: 'silent',
  };
  const parts = smallParts();
  const { log } = memoryLog();
  const joining = { first: 1, most: 5 };
  const run = () => runTerminal(environment, log, { joining, parts: parts.start });
  const writeToken = async (hub: FakeHub) => {
    await mkdir(paths.hub, { recursive: true });
    await writeFile(paths.joinToken, hub.joinToken);
  };
  return { folder, paths, environment, parts, run, writeToken, hubPort, log };
}

describe('runTerminal', () => {
  it('joins the hub of this machine first, and makes its parts once', async () => {
    const { folder, paths, parts, run, writeToken, hubPort } = await setUp();
    await using _ = folder;
    await using hub = await startFakeHub({ port: hubPort });
    await writeToken(hub);
    {
      await using _running = await run();
      expect(parts.names()).toEqual(hub.terminals);
      expect((await readTerminal(paths.terminal))?.terminal).toBe(hub.terminals[0]);
    }
    expect(parts.names()).toEqual([`${hub.terminals[0]} ended`]);
  });

  it('does not join a second time at the next start, also without a hub', async () => {
    const { folder, parts, run, writeToken, hubPort } = await setUp();
    await using _ = folder;
    let name: string | undefined;
    {
      await using hub = await startFakeHub({ port: hubPort });
      await writeToken(hub);
      await using _running = await run();
      name = hub.terminals[0];
    }
    await using _running = await run();
    expect(parts.names()).toEqual([`${name} ended`, name]);
  });

  it('starts without a hub, and makes its parts anew when the hub takes it in', async () => {
    const { folder, parts, run, writeToken, hubPort } = await setUp();
    await using _ = folder;
    await using _running = await run();
    expect(parts.names()).toEqual(['null']);
    await using hub = await startFakeHub({ port: hubPort });
    await writeToken(hub);
    await expect.poll(() => parts.names().length).toBe(2);
    expect(parts.names()).toEqual(['null ended', hub.terminals[0]]);
  });

  it('joins again where the hub forgot it, under the name that the hub gives then', async () => {
    const { folder, parts, run, writeToken, hubPort } = await setUp();
    await using _ = folder;
    await using hub = await startFakeHub({ port: hubPort });
    await writeToken(hub);
    await using _running = await run();
    hub.forgetTerminals();
    parts.made[0]?.options.onUnauthorized();
    parts.made[0]?.options.onUnauthorized();
    const [first, second] = await expect
      .poll(() => hub.terminals)
      .toHaveLength(2)
      .then(() => hub.terminals);
    await expect.poll(() => parts.names()).toEqual([`${first} ended`, second]);
  });

  it('asks a hub with another root key once, not again and again', async () => {
    const { folder, paths, environment, parts, writeToken, hubPort } = await setUp();
    await using _ = folder;
    await using hub = await startFakeHub({ port: hubPort });
    await writeToken(hub);
    const rootKey = (await makeKeyPair()).publicKey;
    await writeTerminal(paths.terminal, { v: 1, terminal: 't-1', token: 'old', rootKey });
    const noted = memoryLog();
    const joining = { first: 1, most: 1 };
    await using _running = await runTerminal(environment, noted.log, {
      joining,
      parts: parts.start,
    });
    parts.made[0]?.options.onUnauthorized();
    await expect.poll(() => noted.messages.at(-1)).toMatch(/another root key/);
    expect(parts.names()).toEqual(['t-1']);
    expect(hub.terminals).toHaveLength(1);
  });

  it('ends while it tries to join', async () => {
    const { folder, parts, run } = await setUp();
    await using _ = folder;
    const running = await run();
    await running[Symbol.asyncDispose]();
    expect(parts.names()).toEqual(['null ended']);
  });

  it.each(['locked', 'damaged', 'other-terminal', 'ENOSPC', 'EACCES', 'EMFILE'])(
    'says in a sentence why the audit log cannot be opened: %s',
    async (code) => {
      const { folder, environment, log } = await setUp();
      await using _ = folder;
      const parts = () => Promise.reject(new AuditLogError(code, 'in English'));
      const started = runTerminal(environment, log, { parts });
      await expect(started).rejects.toThrow(StartError);
      await expect(started).rejects.toThrow(/ください \/ in English/);
    },
  );
});
