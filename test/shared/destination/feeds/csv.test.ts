import { expect, test } from 'vitest';
import { csv, hasKnownHeader } from '../../../../shared/destination/feeds/csv.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['a Japanese header', '番号,ドメイン,理由\n1,a.example,偽サイト', ['2 a.example']],
  ['ホスト名', 'ホスト名\na.example', ['2 a.example']],
  [
    'サイト, after a surer column is looked for',
    'サイト,URL\n例,https://a.example/',
    ['2 a.example'],
  ],
  ['full-width letters in the header', 'ＵＲＬ\nhttps://a.example/', ['2 a.example']],
  [
    'アドレス',
    '自治体,ホームページアドレス\n横手市,https://a.example/x',
    ['2 filter .a.example/x'],
  ],
  [
    'quotes, commas and line ends inside',
    '"メモ","ドメイン"\n"a, ""b""\nc","a.example"\n,b.example',
    ['2 a.example', '4 b.example'],
  ],
  ['tabs', 'url\tname\nhttps://a.example/\tx', ['2 a.example']],
  ['semicolons', 'x;host\n1;a.example', ['2 a.example']],
  ['CRLF and blank lines and cells', 'ドメイン,x\r\n\r\na.example,1\r\n,2\r\n', ['3 a.example']],
  [
    'a dot or star before the name',
    'ドメイン\n.a.example\n*.b.example',
    ['2 *.a.example', '3 *.b.example'],
  ],
  ['no column of hosts', '番号,理由\n1,x', ['1 no-column']],
  ['a quote that never closes', 'ドメイン\n"a.example\nb.example', ['2 a.example\nb.example']],
])('%s', (_, text, expected) => {
  expect(feedLines(csv, text)).toEqual(expected);
});

test.each([
  ['by its word', '遮断先', 'あ,遮断先\n1,a.example', ['2 a.example']],
  ['by its number, below a header', 2, 'ドメイン,URL\nx,https://a.example/', ['2 a.example']],
  [
    'by its number, without a header',
    2,
    '1,a.example\n2,b.example',
    ['1 a.example', '2 b.example'],
  ],
  ['by a word that is not there', '列', 'ドメイン\na.example', ['1 no-column']],
])('the column is told %s', (_, column, text, expected) => {
  expect(feedLines(csv, text, { column })).toEqual(expected);
});

test.each([
  ['番号,ドメイン', true],
  ['hostname;x', true],
  ['a,b', false],
  ['www.hostpoint.example,1', false],
  ['ドメイン', false],
])('%s is a known header of several columns: %s', (text, expected) => {
  expect(hasKnownHeader(`${text}\nx,y`)).toBe(expected);
});
