import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createReadSource } from '../../../../proxy/hub/feeds/read-source.ts';
import { compileZones } from '../../../../shared/policy/zones.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';

test('reads a file from its folder, and an address through the zones', async () => {
  await using folder = await temporaryFolder();
  writeFileSync(path.join(folder.path, 'list.txt'), 'a.example');
  const zones = compileZones({ closed: ['127.0.0.0/8'] });
  const { signal } = new AbortController();
  const read = createReadSource({ folder: folder.path, fetchOptions: () => ({ zones, signal }) });
  const file = await read({ file: 'list.txt' }, null);
  if (file === 'same' || 'failure' in file) throw new Error('not read');
  expect(Buffer.from(file.bytes).toString()).toBe('a.example');
  expect(await read({ file: 'list.txt' }, file)).toBe('same');
  expect(await read({ url: 'https://127.0.0.1/' }, null)).toEqual({ failure: 'zone-closed' });
  expect(await read({}, null)).toEqual({ failure: 'no-file' });
});
