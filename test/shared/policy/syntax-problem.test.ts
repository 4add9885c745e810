import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { aliasProblem, syntaxProblem } from '../../../shared/policy/syntax-problem.ts';

test.each([
  ['a tab', 'a:\n\tb: 1\n', 2, 'タブ'],
  ['a key twice', 'a: 1\na: 2\n', 2, '2 回'],
  ['an at sign', 'a: @b\n', 1, '引用符'],
  ['quotes that do not close', 'a: "b\n', null, '引用符'],
])('says of %s where it is and what to do', (_, yaml, line, word) => {
  const [first] = parseDocument(yaml).errors.map((each) =>
    syntaxProblem(each, each.linePos?.[0].line ?? null),
  );
  expect(`${first?.message} ${first?.cure}`).toContain(word);
  if (line !== null) expect(first?.line).toBe(line);
});

test('says of an alias without an anchor that a star wants quotes', () => {
  expect(aliasProblem(3)).toMatchObject({ line: 3, severity: 'error', path: '' });
  expect(aliasProblem(3).cure).toContain('"*"');
});
