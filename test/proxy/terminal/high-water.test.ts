import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { readHighWater, writeHighWater } from '../../../proxy/terminal/high-water.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

describe('high water', () => {
  it('is read as it was written, null where there is none, and refused where it is damaged', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'high-water.json');
    expect(await readHighWater(file)).toBeNull();
    const mark = { v: 1, organization: '横手市', revision: 7 } as const;
    await writeHighWater(file, mark);
    expect(await readHighWater(file)).toEqual(mark);
    await writeFile(file, '{"v":1,"organization":"横手市","revision":"7"}');
    await expect(readHighWater(file)).rejects.toThrow(StartError);
  });
});
