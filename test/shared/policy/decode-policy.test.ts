import { expect, test } from 'vitest';
import { decodePolicy } from '../../../shared/policy/decode-policy.ts';

test.each([
  ['UTF-8', [...new TextEncoder().encode('横手市')], '横手市'],
  ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
  ['nothing', [], ''],
])('reads %s', (_, bytes, yaml) => {
  expect(decodePolicy(Uint8Array.from(bytes))).toEqual({ ok: true, yaml });
});

test.each([
  ['Shift_JIS', [0x89, 0xa1, 0x8e, 0xe8, 0x8e, 0x73]],
  ['EUC-JP', [0xb2, 0xa3, 0xbc, 0xea, 0xbb, 0xd4]],
  ['UTF-16', [0xff, 0xfe, 0x6a, 0x6a]],
  ['UTF-16, the other way round', [0xfe, 0xff, 0x6a, 0x6a]],
  ['a UTF-8 character cut short', [0xe6, 0xa8]],
])('asks to save %s as UTF-8', (_, bytes) => {
  const decoded = decodePolicy(Uint8Array.from(bytes));
  expect(decoded).toMatchObject({ ok: false, problem: { severity: 'error' } });
  if (!decoded.ok) expect(decoded.problem.cure).toContain('UTF-8');
});
