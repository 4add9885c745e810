import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHubClient } from '../../../proxy/terminal/hub-client.ts';
import { joinHub } from '../../../proxy/terminal/join-hub.ts';
import { readTerminal, type Terminal } from '../../../proxy/terminal/terminal-file.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { makeKeyPair, startFakeHub } from '../../support/fake-hub.ts';

async function setUp() {
  const folder = await temporaryFolder();
  const hub = await startFakeHub();
  const client = createHubClient({ url: hub.url, token: () => null, waiting: () => 0 });
  const file = path.join(folder.path, 'terminal.json');
  const join = (joinToken: string | null, before: Terminal | null = null, name = '端末') => {
    const place = { joinToken: async () => joinToken };
    const { signal } = new AbortController();
    return joinHub({ hub: client, place, name, file, before, signal });
  };
  const end = {
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await hub[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
  return { hub, file, join, end };
}

describe('joinHub', () => {
  it('keeps what the hub gives, and pins its root key', async () => {
    const { hub, file, join, end } = await setUp();
    await using _ = end;
    const joined = await join(hub.joinToken);
    expect(joined.rootKey).toEqual(hub.publisher.rootKey);
    expect(await readTerminal(file)).toEqual(joined);
  });

  it('joins again under the same root key', async () => {
    const { hub, file, join, end } = await setUp();
    await using _ = end;
    const first = await join(hub.joinToken);
    const second = await join(hub.joinToken, first);
    expect(second.token).not.toBe(first.token);
    expect(await readTerminal(file)).toEqual(second);
  });

  it('never takes another root key than the pinned one', async () => {
    const { hub, file, join, end } = await setUp();
    await using _ = end;
    const first = await join(hub.joinToken);
    const before = { ...first, rootKey: (await makeKeyPair()).publicKey };
    const joining = join(hub.joinToken, before);
    await expect(joining).rejects.toMatchObject({ code: 'other-root' });
    await expect(joining).rejects.toThrow(/delete .*terminal\.json/);
    expect(await readTerminal(file)).toEqual(first);
  });

  it('waits for a join token', async () => {
    const { join, end } = await setUp();
    await using _ = end;
    await expect(join(null)).rejects.toMatchObject({ code: 'not-joined' });
  });

  it('is refused with a wrong one', async () => {
    const { join, end, file } = await setUp();
    await using _ = end;
    await expect(join('wrong')).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await readTerminal(file)).toBeNull();
  });

  it('shortens a long name and finds one where the machine has none', async () => {
    const { hub, join, end } = await setUp();
    await using _ = end;
    await join(hub.joinToken, null, 'x'.repeat(300));
    await join(hub.joinToken, null, '');
    expect(hub.terminals).toHaveLength(2);
  });
});
