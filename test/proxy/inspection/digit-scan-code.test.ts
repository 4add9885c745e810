import { expect, test } from 'vitest';
import { blockLength, scanProgram } from '../../../proxy/inspection/digit-scan-code.ts';

test('is a program that the engine takes, of whole blocks', () => {
  const { WebAssembly: wasm } = globalThis as unknown as {
    WebAssembly: { validate(bytes: Uint8Array): boolean };
  };
  expect(wasm.validate(scanProgram(3))).toBe(true);
  expect(blockLength % 16).toBe(0);
});
