import { expect, test } from 'vitest';
import { isRefusal, refusalCodes, refuse } from '../../../proxy/link/refusal.ts';

test.each(refusalCodes)('%s has a status and a sentence in both languages', (code) => {
  const { status, message, refused } = refuse(code);
  expect(refused).toBe(code);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(message).toMatch(/[\u3040-\u30ff\u4e00-\u9fff].+ \/ [A-Z].+:/);
});

test('says what exactly has to be mended', () => {
  expect(refuse('body-malformed', 'user: too long').message).toMatch(/: user: too long$/);
});

test('is told from an answer', () => {
  expect(isRefusal(refuse('busy'))).toBe(true);
  expect(isRefusal({ people: [] })).toBe(false);
});
