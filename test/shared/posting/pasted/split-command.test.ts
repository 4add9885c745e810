import { expect, it } from 'vitest';
import { splitCommand } from '../../../../shared/posting/pasted/split-command.ts';

it.each<[string, string, string[] | null]>([
  ['plain words', 'curl  a\tb', ['curl', 'a', 'b']],
  ['single quotes', "curl 'a \"b\\'", ['curl', 'a "b\\']],
  ['double quotes', 'curl "a \\"b\\\\ \\$c \\d"', ['curl', 'a "b\\ $c \\d']],
  ['quotes in a word', 'a\'b \'c"d"', ['ab cd']],
  ['an empty word', "a ''", ['a', '']],
  ['lines that go on', 'curl \\\n  -X \\\r\n POST', ['curl', '-X', 'POST']],
  ['bash escapes', "$'a\\u0021\\n\\'\\\\\\x41\\U0001F600\\t'", ["a!\n'\\A😀\t"]],
  ['a backslash before the end', "$'a\\\\' b", ['a\\', 'b']],
  ['what cmd escapes', 'curl ^"a^%^22^&b^" ^\n  -H ^"x: y^"', ['curl', 'a%22&b', '-H', 'x: y']],
  ['quotes and lines in cmd', 'curl ^"^{\\^"a\\^":1^\n\n^}^"', ['curl', '{"a":1\n}']],
  ['an open quotation', "curl 'a", null],
  ['an open bash quotation', "curl $'a\\'", null],
  ['an open double quotation', 'curl "a\\"', null],
])('splits %s', (_, text, words) => {
  expect(splitCommand(text)).toEqual(words);
});
