import { expect, test } from 'vitest';
import { startTestLink } from '../../../support/running-link.ts';

test('writes the line of what this person held, and of nobody else', async () => {
  await using link = await startTestLink();
  const { held } = link.options;
  const lines: string[] = [];
  held.hold('tanaka', 'G1', async () => void lines.push('G1'));
  held.hold('suzuki', 'G2', async () => void lines.push('G2'));
  const client = await link.enrolled();
  expect(await client.call('withdraw', { decision: 'G1' })).toEqual({});
  const others = client.call('withdraw', { decision: 'G2' });
  await expect(others).rejects.toMatchObject({ status: 404, code: 'warning-unknown' });
  expect(lines).toEqual(['G1']);
});

test('that cannot be recorded is told, and stays held', async () => {
  await using link = await startTestLink();
  const { held } = link.options;
  let full = true;
  held.hold('tanaka', 'G1', async () => {
    if (full) throw Object.assign(new Error('disk'), { syscall: 'write' });
  });
  const client = await link.enrolled();
  await expect(client.call('withdraw', { decision: 'G1' })).rejects.toMatchObject({ status: 503 });
  full = false;
  expect(await client.call('withdraw', { decision: 'G1' })).toEqual({});
});
