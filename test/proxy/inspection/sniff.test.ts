import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { delimiterOf, sniff } from '../../../proxy/inspection/sniff.ts';
import {
  docxOf,
  encoded,
  paragraph,
  pdfOf,
  pptxOf,
  sheetData,
  utf8,
  xlsxOf,
  zipOf,
} from './build-documents.ts';
import { blankPixels, tiffOf } from './build-pictures.ts';

describe('sniff', () => {
  it.each<[string, Uint8Array | Promise<Uint8Array>]>([
    ['text', utf8('お知らせ\nです\n')],
    ['csv', encoded('氏名,住所\n関所太郎,横手市\n', 'SJIS')],
    ['csv', utf8('a\tb\n1\t2\n')],
    ['json', utf8(' {"a": 1}')],
    ['json', utf8('[1, 2]')],
    ['text', utf8('[注意] 明日は休館です。')],
    ['html', utf8('<!DOCTYPE html><p>a')],
    ['xml', utf8('<?xml version="1.0"?><a/>')],
    ['rtf', utf8('{\\rtf1\\ansi a}')],
    ['eml', utf8('From: a@b.example\r\nSubject: c\r\n\r\nbody')],
    ['eml', utf8('From: a@b.example\r\nSubject: c\r\n\r\n-----BEGIN PGP SIGNATURE-----\n')],
    ['text', utf8('-----BEGIN CERTIFICATE-----\nMIIB\n')],
    ['cpio', utf8('0707010000')],
    ['cpio', Buffer.from('c7710000', 'hex')],
    ['docx', docxOf(paragraph('a'))],
    ['xlsx', xlsxOf({ a: sheetData([]) })],
    ['pptx', pptxOf([''])],
    ['zip', zipOf({ 'a.txt': 'a' })],
    ['zip', zipOf({ 'a.txt': 'a' }).then((bytes) => Buffer.concat([utf8('before'), bytes]))],
    ['gz', gzipSync('a')],
    ['pdf', pdfOf(['a'])],
    ['pdf', Buffer.concat([utf8('GIF89a;\n'), pdfOf(['a'])])],
    // Pictures and films are not read, and said to be what they are.
    ['jpeg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')],
    [
      'png',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    ],
    ['gif', utf8('GIF89a\x01\0\x01\0')],
    ['webp', utf8('RIFF\x10\0\0\0WEBPVP8 ')],
    ['heic', utf8('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['mp4', utf8('\0\0\0\x18ftypisom\0\0\x02\0isomiso2')],
    ['compound-file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), new Uint8Array(100)])],
    ['lzh', utf8('\x20\0-lhx-and what is packed')],
    ['zlib', Buffer.from('789c4bcc4b0400024c0127', 'hex')],
    ['text', utf8('x^2 + 1')],
    ['tnef', Buffer.from('789f3e2201000000', 'hex')],
    ['pkcs7', Buffer.from('308006092a864886f70d010702a080', 'hex')],
    ['ichitaro-5', utf8('DOC\0\0\0\0\0        \0\0')],
    ['xls', Buffer.from('0904060000001000', 'hex')],
    ['xlsb', zipOf({ 'xl/workbook.bin': 'a' })],
    ['tiff', tiffOf([blankPixels(9, 9)])],
    ['bmp', utf8('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['web-archive', utf8('WARC/1.0\r\nWARC-Type: response\r\n\r\n')],
    ['docuworks', Buffer.from('600e8205010203040583050102030405', 'hex')],
    ['onenote', Buffer.from('e4525c7b8cd8a74daeb15378d02996d300000000', 'hex')],
    ['access', utf8('\0\x01\0\0Standard Jet DB\0')],
    ['wordperfect', Buffer.from('ff575043100000000110', 'hex')],
    ['arc', Buffer.concat([utf8('\x1a\x08名簿.TXT\0'), new Uint8Array(40)])],
    ['unknown', new Uint8Array([1, 2, 3, 0])],
  ])('knows %s', async (type, bytes) => {
    expect((await sniff(await bytes)).type).toBe(type);
  });

  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['commas in quotes', '"a,b",c\n"d,e,f",g\n', ','],
    ['semicolons between addresses', '佐藤; Chuo 1, Yokote\n鈴木; Chuo 2, Yokote\n', ';'],
    ['commas before spaces', 'a, b\n1, 2\n', ','],
    ['prose', 'これは文です。\n次の文です。\n', null],
    ['prose with commas', 'one, two\nthree\nfour, five, six\nseven\n', null],
  ])('sees what separates: %s', (_, text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });
});
