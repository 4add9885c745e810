import { expect, test } from 'vitest';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';
import { streamOf, textsOf } from '../../../../shared/detection/registered/streams.ts';

test('pages, lines and cells of a file are one text; corners and files are not', () => {
  const body = streamOf(textPart('a', { page: 1 }));
  expect(streamOf(textPart('b', { page: 2, line: 4 }))).toBe(body);
  expect(streamOf(tablePart([['c']]))).toBe(body);
  expect(streamOf(textPart('d', { corner: 'header' }))).not.toBe(body);
  expect(streamOf(textPart('e', { entry: ['x.docx'] }))).not.toBe(body);
});

test('names, properties and what was given before are not compared', () => {
  for (const corner of ['name', 'properties', 'sheet-name', 'bookmark', 'master'] as const) {
    expect(streamOf(textPart('a', { corner }))).toBeNull();
  }
  expect(streamOf({ ...textPart('a'), repeats: true })).toBeNull();
});

test('texts of a table are its cells', () => {
  expect([...textsOf(tablePart([['a', 'b'], ['c']]))]).toEqual(['a', 'b', 'c']);
  expect([...textsOf(textPart('a'))]).toEqual(['a']);
});
