import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../proxy/record/sha256.ts';
import { createFeedKeeper } from '../../../proxy/terminal/feed-keeper.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { feedBytes } from '../../support/feed-set.ts';

const one = feedBytes(['a.example']);
const two = feedBytes(['b.example']);
const hashOf = (bytes: Uint8Array) => sha256(bytes);
const { signal } = new AbortController();

async function setUp() {
  const folder = await temporaryFolder();
  const at = path.join(folder.path, 'feeds');
  const hub = new Map([one, two].map((bytes) => [hashOf(bytes), bytes]));
  const asked: string[] = [];
  const open = () =>
    createFeedKeeper({
      folder: at,
      async fetch(hash) {
        asked.push(hash);
        const bytes = hub.get(hash);
        if (bytes === undefined) throw new Error('not there');
        return bytes;
      },
      log: memoryLog().log,
    });
  const file = (bytes: Uint8Array) => path.join(at, hashOf(bytes));
  return { folder, at, hub, asked, open, file };
}

describe('createFeedKeeper', () => {
  it('fetches a snapshot once, keeps it for its owner alone, and has it after a restart', async () => {
    const { folder, asked, open, file } = await setUp();
    await using _ = folder;
    const keeper = open();
    const named = { malware: hashOf(one), other: hashOf(one) };
    expect((await keeper.local(named)).size).toBe(0);
    const both = [keeper.bring(named, signal), keeper.bring(named, signal)];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(asked).toHaveLength(1);
    expect((await keeper.local(named)).get('malware')?.lookUp('a.example')).toBe(1);
    if (process.platform !== 'win32') expect(statSync(file(one)).mode & 0o777).toBe(0o600);
    const again = open();
    expect((await again.local(named)).size).toBe(2);
    expect(await again.bring(named, signal)).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['cut in the middle of a write', (bytes: Uint8Array) => bytes.subarray(0, 40)],
    ['changed by somebody', (bytes: Uint8Array) => bytes.map((each, i) => (i === 70 ? 1 : each))],
    ['empty', () => new Uint8Array()],
  ])('fetches again what is %s on disk', async (_, damage) => {
    const { folder, asked, open, file } = await setUp();
    await using __ = folder;
    const named = { malware: hashOf(one) };
    await open().bring(named, signal);
    writeFileSync(file(one), damage(one));
    const keeper = open();
    expect((await keeper.local(named)).size).toBe(0);
    expect(await keeper.bring(named, signal)).toBe(true);
    expect(asked).toHaveLength(2);
    expect(readFileSync(file(one)).equals(one)).toBe(true);
  });

  it('says what the hub does not give', async () => {
    const { folder, hub, open } = await setUp();
    await using _ = folder;
    const keeper = open();
    hub.delete(hashOf(two));
    const named = { here: hashOf(one), gone: hashOf(two) };
    expect(await keeper.bring(named, signal)).toBe(false);
    expect([...(await keeper.local(named)).keys()]).toEqual(['here']);
  });

  it('takes no file that is no snapshot, whatever its hash', async () => {
    const { folder, hub, open } = await setUp();
    await using _ = folder;
    const page = Buffer.from('<!doctype html>');
    hub.set(hashOf(page), page);
    expect(await open().bring({ malware: hashOf(page) }, signal)).toBe(false);
  });

  it('opens no path that is named in place of a hash', async () => {
    const { folder, open } = await setUp();
    await using _ = folder;
    expect((await open().local({ malware: '../../etc/passwd' })).size).toBe(0);
  });

  it('forgets what no policy names, and drafts of a write that was killed', async () => {
    const { folder, at, open, file } = await setUp();
    await using _ = folder;
    const keeper = open();
    await keeper.bring({ a: hashOf(one), b: hashOf(two) }, signal);
    writeFileSync(`${file(two)}.1234.abc`, 'half');
    await keeper.keepOnly(new Set([hashOf(one)]));
    expect(readdirSync(at)).toEqual([hashOf(one)]);
    expect((await keeper.local({ b: hashOf(two) })).size).toBe(0);
  });
});
