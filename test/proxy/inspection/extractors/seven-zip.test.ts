import { describe, expect, it } from 'vitest';
import { inspect } from '../build-documents.ts';
import { sevenZipPassword as password, sevenZip, sevenZipText } from '../build-seven-zip.ts';

const encrypted = ['contents', 'names', 'alone', 'each'] as const;

describe('7z', () => {
  it('that is open is read whole, with Japanese names', async () => {
    const report = await inspect(sevenZip('open'));
    expect(report).toMatchObject({ type: '7z', inspected: true });
    expect(report.text).toContain(`名簿.txt\n${sevenZipText}`);
  });

  it.each(encrypted)('with encrypted %s is opened by its password', async (kind) => {
    const report = await inspect(sevenZip(kind), { password });
    expect(report).toMatchObject({ inspected: true });
    expect(report.lock).toBeUndefined();
    expect(report.text).toContain(`名簿.txt\n${sevenZipText}`);
  });

  it.each(encrypted)('with encrypted %s asks for a password', async (kind) => {
    const report = await inspect(sevenZip(kind));
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock: 'wanted' });
  });

  it.each(encrypted)('with encrypted %s is shut to another password', async (kind) => {
    const report = await inspect(sevenZip(kind), { password: 'himitsu' });
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock: 'wrong' });
  });

  it('tells names that are not encrypted', async () => {
    const { text } = await inspect(sevenZip('contents'));
    expect(text).toBe('folder\nempty.txt\nfolder/b.txt\n名簿.txt');
  });

  it.each(encrypted)('with encrypted %s is never clean in pieces', async (kind) => {
    const bytes = sevenZip(kind);
    for (const length of [12, 40, 100, bytes.length - 1]) {
      expect((await inspect(bytes.subarray(0, length), { password })).inspected).not.toBe(true);
    }
    const changed = Buffer.from(bytes);
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect((await inspect(changed, { password })).inspected).not.toBe(true);
  });
});
