import { expect, test } from 'vitest';
import { detectFormat, isPage } from '../../../../shared/destination/feeds/detect-format.ts';

test.each([
  ['chromium', '\n{ "URLBlocklist": [] }'],
  ['csv', '番号,ドメイン\n1,a.example'],
  ['adblock', '[Adblock Plus]\n! x\n'],
  ['adblock', '! x\n||a.example^\n||b.example^\n/x/'],
  ['hosts', '# x\n127.0.0.1 localhost\n0.0.0.0 a.example'],
  ['hosts', '::1 a.example\n:: b.example'],
  ['dstdomain', 'acl bad dstdomain .a.example'],
  ['domains', 'a.example\nb.example'],
  ['domains', ''],
])('%s: %j', (format, text) => {
  expect(detectFormat(text)).toBe(format);
});

test.each([
  ['<!DOCTYPE html><html>', true],
  ['\n<HTML lang=ja>', true],
  ['<!-- x --><html>', true],
  ['a.example', false],
  ['! <html>', false],
])('%j is a page: %s', (text, expected) => {
  expect(isPage(text)).toBe(expected);
});
