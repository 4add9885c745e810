import { expect, test } from 'vitest';
import { typedLines } from '../../../../proxy/console/text/typed-lines.ts';
import { maskText } from '../../../../shared/audit/mask.ts';

test.each([
  ['one line', '備品のため', ['備品のため']],
  ['lines as they were typed', '備品のため\n\n至急', ['備品のため', '', '至急']],
  ['lines of Windows', '備品\r\n至急', ['備品', '至急']],
])('%s', (_name, typed, expected) => {
  expect(typedLines(typed)).toEqual(expected);
  expect(typedLines(maskText(typed))).toEqual(expected);
});
