import { describe, expect, it } from 'vitest';
import { createBudget, defaultLimits, type Limits } from '../../../proxy/inspection/limits.ts';
import { openArchive, storedArchive } from '../../../proxy/inspection/zip-archive.ts';
import { zipOf } from './build-documents.ts';

const budget = (limits: Partial<Limits> = {}) =>
  createBudget({ ...defaultLimits, ...limits }, () => 0);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a zip archive', () => {
  it('gives its entries', async () => {
    const { entries, isAmbiguous, comment } = await openArchive(
      await zipOf({ 'a/b.txt': 'あ', 'c.txt': '' }, { comment: '注' }),
      budget(),
    );
    expect(entries.map(({ name, isEncrypted }) => [name, isEncrypted])).toEqual([
      ['a/b.txt', false],
      ['c.txt', false],
    ]);
    expect(text((await entries[0]?.read()) ?? new Uint8Array())).toBe('あ');
    expect([isAmbiguous, comment]).toEqual([false, '注']);
  });

  it('is ambiguous with bytes that belong to no entry', async () => {
    const bytes = Buffer.concat([Buffer.from('before'), await zipOf({ 'a.txt': 'a' })]);
    expect((await openArchive(bytes, budget())).isAmbiguous).toBe(true);
  });

  it('refuses an entry whose content is not what its check sum says', async () => {
    const bytes = Buffer.from(await zipOf({ 'a.txt': 'x'.repeat(3) }));
    const local = bytes.readUInt32LE(14);
    bytes.writeUInt32LE(local ^ 1, 14);
    const central = bytes.indexOf('PK\x01\x02');
    bytes.writeUInt32LE(bytes.readUInt32LE(central + 16) ^ 1, central + 16);
    const { entries } = await openArchive(bytes, budget());
    await expect(entries[0]?.read()).rejects.toMatchObject({ why: 'broken' });
  });

  it('stops an entry that grows too much', async () => {
    const { entries } = await openArchive(
      await zipOf({ 'a.bin': new Uint8Array(3_000_000) }),
      budget({ ratioFrom: 1000 }),
    );
    await expect(entries[0]?.read()).rejects.toMatchObject({ why: 'ratio' });
  });

  it('cannot be read without its end', async () => {
    const bytes = await zipOf({ 'a.txt': 'a' });
    await expect(openArchive(bytes.subarray(0, 40), budget())).rejects.toMatchObject({
      why: 'truncated',
    });
    await expect(openArchive(new Uint8Array(40), budget())).rejects.toMatchObject({
      why: 'broken',
    });
  });
});

describe('a stored archive', () => {
  it('holds its entries as they are, for every reader', async () => {
    const bytes = await storedArchive(
      new Map([
        ['a.txt', new TextEncoder().encode('あ')],
        ['b/c.bin', new Uint8Array(9)],
      ]),
    );
    const { entries, isAmbiguous } = await openArchive(bytes, budget());
    expect([entries.map(({ name }) => name), isAmbiguous]).toEqual([['a.txt', 'b/c.bin'], false]);
    expect(text((await entries[0]?.read()) ?? new Uint8Array())).toBe('あ');
    expect(Buffer.from(bytes).includes('あ')).toBe(true);
  });
});
