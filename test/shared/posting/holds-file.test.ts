import { expect, test } from 'vitest';
import { holdsFile } from '../../../shared/posting/holds-file.ts';

const parts = 'multipart/form-data; boundary=b';
const part = (disposition: string) =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\nx\r\n--b--\r\n`;

test.each([
  ['nothing', 'application/pdf', '', false],
  ['a form', 'application/x-www-form-urlencoded', 'a=1', false],
  ['JSON', 'application/json; charset=utf-8', '{"a":1}', false],
  ['JSON by another name', 'application/vnd.api+json', '{"a":1}', false],
  ['text', 'text/plain;charset=UTF-8', 'ゆき', false],
  ['fields in parts', parts, part('name="a"'), false],
  ['a file in parts', parts, part('name="a"; filename="b.txt"'), true],
  ['parts that cannot be taken apart', parts, 'x', true],
  ['a document', 'application/pdf', '%PDF-1.7', true],
  ['bytes of no type', '', 'x', true],
  ['bytes of a stream', 'application/octet-stream', 'x', true],
  ['a document that is called text', 'text/plain', '%PDF-1.7', true],
  ['bytes that are called text', 'text/plain', 'PK\u0003\u0004', true],
])('%s', (_, type, body, expected) => {
  expect(holdsFile(type, new TextEncoder().encode(body))).toBe(expected);
});
