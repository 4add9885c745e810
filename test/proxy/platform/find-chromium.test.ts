import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chromiumPlaces, firstExecutable } from '../../../proxy/platform/find-chromium.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

const folders = { programs: ['C:\\Program Files'], home: '/Users/tanaka' };

describe('where Chromium is looked for', () => {
  it.each<[string, NodeJS.Platform, string]>([
    ['Debian’s real binary first', 'linux', '/usr/lib/chromium/chromium'],
    ['Windows programs', 'win32', 'C:\\Program Files\\Chromium\\Application\\chrome.exe'],
    ['applications of macOS', 'darwin', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ])('%s', (_, platform, first) => {
    expect(chromiumPlaces(platform, folders)[0]).toBe(first);
  });
});

describe('firstExecutable', () => {
  it('is the first that may be run', async () => {
    await using folder = await temporaryFolder();
    const [none, text, program] = ['none', 'text', 'program'].map((name) =>
      path.join(folder.path, name),
    ) as [string, string, string];
    await writeFile(text, '', { mode: 0o600 });
    await writeFile(program, '');
    await chmod(program, 0o700);
    expect(await firstExecutable([none, text, program])).toBe(program);
    expect(await firstExecutable([none])).toBeNull();
  });
});
