import { describe, expect, it } from 'vitest';
import { openSevenZip } from '../../../../proxy/inspection/archives/seven-zip.ts';
import { createKeys } from '../../../../proxy/inspection/keys.ts';
import { createBudget, defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { sevenZip, sevenZipPassword, sevenZipText } from '../build-seven-zip.ts';

const open = (kind: Parameters<typeof sevenZip>[0], password: string | null, limits = {}) =>
  openSevenZip(
    sevenZip(kind),
    createBudget({ ...defaultLimits, ...limits }, () => 0),
    createKeys(password),
  );

describe('openSevenZip', () => {
  it.each(['contents', 'names'] as const)('reads encrypted %s', async (kind) => {
    const { isEncrypted, entries } = await open(kind, sevenZipPassword);
    expect(isEncrypted).toBe(true);
    const shown = entries.map(({ name, isFolder }) => `${name}${isFolder ? '/' : ''}`);
    expect(shown).toEqual(['folder/', 'empty.txt', 'folder/b.txt', '名簿.txt']);
    const texts = await Promise.all(entries.map(async ({ read }) => `${await read()}`));
    expect(Buffer.from((await entries[3]?.read()) ?? []).toString()).toBe(`${sevenZipText}\n`);
    expect(texts[1]).toBe('');
  });

  it('says where nothing is encrypted', async () => {
    expect((await open('open', null)).isEncrypted).toBe(false);
  });

  it('needs no password for names that are open', async () => {
    const { entries } = await open('contents', null);
    await expect(entries[3]?.read()).rejects.toMatchObject({ why: 'encrypted' });
    await expect(open('names', null)).rejects.toMatchObject({ why: 'encrypted' });
  });

  it('keeps to the limits', async () => {
    await expect(open('contents', sevenZipPassword, { bytesOfEntry: 100 })).rejects.toMatchObject({
      why: 'too-large',
    });
  });
});
