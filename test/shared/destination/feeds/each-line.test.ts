import { expect, test } from 'vitest';
import { eachLine } from '../../../../shared/destination/feeds/each-line.ts';

test.each([
  ['nothing', '', []],
  ['one line without an end', 'a', ['1a']],
  ['both ends', 'a\r\nb\n', ['1a', '2b']],
  ['blank lines count', '\n\nc', ['1', '2', '3c']],
])('%s', (_, text, expected) => {
  const said: string[] = [];
  eachLine(text, (line, number) => said.push(`${number}${line}`));
  expect(said).toEqual(expected);
});
