import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { findHub } from '../../../proxy/terminal/hub-place.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

async function withHubFile(content: string | null) {
  const folder = await temporaryFolder();
  const paths = pathsBelow(folder.path);
  await mkdir(paths.proxy);
  if (content !== null) await writeFile(path.join(paths.proxy, 'hub.json'), content);
  return { folder, paths };
}

describe('findHub', () => {
  it('finds the hub of this machine, whose join token may come later', async () => {
    const { folder, paths } = await withHubFile(null);
    await using _ = folder;
    const place = await findHub(paths, { hubPort: 8600 });
    expect(place.url).toBe('http://127.0.0.1:8600');
    expect(await place.joinToken()).toBeNull();
    await mkdir(paths.hub);
    await writeFile(paths.joinToken, 'secret\n');
    expect(await place.joinToken()).toBe('secret');
  });

  it.each<[string, string, string]>([
    ['a hub elsewhere', 'https://hub.city.example', 'https://hub.city.example'],
    ['a slash at the end', 'https://hub.city.example/', 'https://hub.city.example'],
    ['loopback without TLS', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ])('takes hub.json with %s', async (_, url, expected) => {
    const { folder, paths } = await withHubFile(JSON.stringify({ url, token: 'secret' }));
    await using __ = folder;
    const place = await findHub(paths, { hubPort: 8600 });
    expect([place.url, await place.joinToken()]).toEqual([expected, 'secret']);
  });

  it.each<[string, string]>([
    ['no JSON', 'hub.city.example'],
    ['no token', '{"url":"https://hub.city.example"}'],
    ['another scheme', '{"url":"ftp://hub.city.example","token":"x"}'],
    ['another machine without TLS', '{"url":"http://hub.city.example","token":"x"}'],
    ['a key that nobody knows', '{"url":"https://hub.city.example","token":"x","tokn":"y"}'],
  ])('refuses hub.json with %s', async (_, content) => {
    const { folder, paths } = await withHubFile(content);
    await using __ = folder;
    await expect(findHub(paths, { hubPort: 8600 })).rejects.toThrow(StartError);
  });
});
