import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyExtension } from '../../../proxy/browser/extension-copy.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

async function builtExtension(folder: string): Promise<string> {
  const from = path.join(folder, 'built');
  for (const language of ['ja', 'en']) {
    await mkdir(path.join(from, '_locales', language), { recursive: true });
    await writeFile(path.join(from, '_locales', language, 'messages.json'), `"${language}"`);
  }
  await writeFile(path.join(from, 'manifest.json'), '{}');
  return from;
}

const enrolment = {
  linkUrl: 'http://127.0.0.1:3129',
  proxyPort: 3128,
  code: 'AAAAA-BBBBB',
  user: 'tanaka',
};

describe('the copy of the extension', () => {
  it('has the code beside its manifest, for its owner alone', async () => {
    await using folder = await temporaryFolder();
    const to = path.join(folder.path, 'copy');
    await copyExtension({ from: await builtExtension(folder.path), to, enrolment });
    const file = path.join(to, 'enrolment.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(enrolment);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.join(to, '_locales'))).toEqual(['en', 'ja']);
  });

  it('replaces what was there before', async () => {
    await using folder = await temporaryFolder();
    const to = path.join(folder.path, 'copy');
    await mkdir(to);
    await writeFile(path.join(to, 'left over.js'), '');
    await copyExtension({ from: await builtExtension(folder.path), to });
    expect((await readdir(to)).toSorted()).toEqual(['_locales', 'manifest.json']);
  });

  it.each([
    ['speaks Japanese alone', 'ja', ['ja'], '"ja"'],
    ['speaks English, also where it falls back', 'en', ['en', 'ja'], '"en"'],
  ] as const)('%s', async (_, language, folders, words) => {
    await using folder = await temporaryFolder();
    const to = path.join(folder.path, 'copy');
    await copyExtension({ from: await builtExtension(folder.path), to, language });
    expect(await readdir(path.join(to, '_locales'))).toEqual(folders);
    expect(await readFile(path.join(to, '_locales', 'ja', 'messages.json'), 'utf8')).toBe(words);
  });
});
