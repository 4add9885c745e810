import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readSecret } from '../../../proxy/command/read-secret.ts';

test.each([
  ['a line', 'word\n', 'word'],
  ['a line of Windows', 'word\r\n', 'word'],
  ['no end of line', 'word', 'word'],
  ['blanks, which belong to it', ' word \nmore', ' word '],
  ['nothing', '', ''],
])('takes %s', async (_, text, expected) => {
  expect(await readSecret(Readable.from([text]), '')).toBe(expected);
});
