import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withData } from '../../../support/shared-data.ts';
import { rar5Of } from '../build-archives.ts';
import { inspect, utf8 } from '../build-documents.ts';
import { type LockedRar, lockedRar4, lockedRar5 } from '../build-rar.ts';

const password = 'ひみつ-1';
const text = 'お知らせ: 2 月 15 日';
const file: LockedRar = { name: 'news.txt', content: utf8(text), password };

const kinds: [string, Uint8Array, areNamesLocked: boolean][] = [
  ['version 5', lockedRar5(file), false],
  ['version 5, names as well', lockedRar5({ ...file, hasLockedHeaders: true }), true],
  ['version 5, without a check', lockedRar5({ ...file, hasCheck: false }), false],
  [
    'version 5, names as well, without a check',
    lockedRar5({ ...file, hasLockedHeaders: true, hasCheck: false }),
    true,
  ],
  ['version 5, with a keyed check sum', lockedRar5({ ...file, hasKeyedSum: true }), false],
  ['version 4', lockedRar4(file), false],
  ['version 4, names as well', lockedRar4({ ...file, hasLockedHeaders: true }), true],
];

describe('rar', () => {
  it('that is open is read whole', async () => {
    const report = await inspect(rar5Of([{ name: utf8('お知らせ.txt'), content: utf8(text) }]));
    expect(report).toMatchObject({ type: 'rar', inspected: true });
    expect(report.text).toContain(`お知らせ.txt\n${text}`);
  });

  it.each(kinds)('of %s is opened by its password', async (_, bytes) => {
    const report = await inspect(bytes, { password });
    expect(report).toMatchObject({ type: 'rar', inspected: true });
    expect(report.lock).toBeUndefined();
    expect(report.text).toContain(`news.txt\n${text}`);
  });

  it.each(kinds)('of %s asks for a password', async (_, bytes, areNamesLocked) => {
    const report = await inspect(bytes);
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock: 'wanted' });
    expect(report.text).toBe(areNamesLocked ? '' : 'news.txt');
  });

  it.each(kinds)('of %s is shut to another password', async (_, bytes) => {
    const report = await inspect(bytes, { password: 'himitsu' });
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock: 'wrong' });
    expect(report.text).not.toContain(text);
  });

  it('of before version 2.9 is opened by no password', async () => {
    const report = await inspect(lockedRar4(file, 26), { password });
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock: 'useless' });
  });

  it.each(kinds)('of %s is never clean in pieces', async (_, bytes) => {
    for (let length = 20; length < bytes.length - 40; length += 7) {
      expect((await inspect(bytes.subarray(0, length), { password })).inspected).not.toBe(true);
    }
  });

  const folder = path.join(import.meta.dirname, '../../../../../shared/data/docs/files/encrypted');
  const collected = path.join(folder, 'rar5-hpsw.rar');
  const isMissing = !existsSync(collected);
  it(withData('that WinRAR packed is opened by its password', isMissing), async () => {
    if (isMissing) return;
    const report = await inspect(readFileSync(collected), { password: 'password' });
    expect(report).toMatchObject({ type: 'rar', inspected: true });
    expect(report.text).toMatch(/stest1\.txt\n000\n001.*stest2\.txt\n000\n/s);
  });
});
