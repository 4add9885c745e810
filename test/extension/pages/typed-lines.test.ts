import { expect, it } from 'vitest';
import { typedLines } from '../../../extension/pages/typed-lines.tsx';
import { maskText } from '../../../shared/audit/mask.ts';

it.each([
  ['one line', '備品のため', ['備品のため']],
  ['two lines and an empty one', '備品のため\n\n至急', ['備品のため', '', '至急']],
  ['lines of Windows', '備品\r\n至急', ['備品', '至急']],
])('shows %s as typed, out of what the hub keeps', (_name, typed, expected) => {
  expect(typedLines(maskText(typed))).toEqual(expected);
});
