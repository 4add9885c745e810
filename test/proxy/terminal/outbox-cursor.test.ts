import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outboxCursor } from '../../../proxy/terminal/outbox-cursor.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

describe('outboxCursor', () => {
  it('is read as it was written', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'outbox.json');
    await outboxCursor(file, 't-1').write(42);
    expect(await outboxCursor(file, 't-1').read()).toBe(42);
  });

  it.each<[string, string | null]>([
    ['missing', null],
    ['damaged', '{"v":1,'],
    ["another terminal's", '{"v":1,"terminal":"t-2","upTo":7}'],
    ['negative', '{"v":1,"terminal":"t-1","upTo":-1}'],
  ])('is 0 where it is %s', async (_, content) => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'outbox.json');
    if (content !== null) await writeFile(file, content);
    expect(await outboxCursor(file, 't-1').read()).toBe(0);
  });
});
