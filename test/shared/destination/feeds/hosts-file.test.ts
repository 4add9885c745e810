import { expect, test } from 'vitest';
import { hostsFile } from '../../../../shared/destination/feeds/hosts-file.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['a name sent nowhere', '0.0.0.0 ads.example', ['1 ads.example']],
  ['a name sent to this machine', '127.0.0.1\tads.example', ['1 ads.example']],
  ['IPv6 spellings of the same', ':: a.example\n::1 b.example', ['1 a.example', '2 b.example']],
  ['several names a line', '0.0.0.0 a.example b.example', ['1 a.example', '1 b.example']],
  ['a comment behind', '0.0.0.0 a.example # why b.example', ['1 a.example']],
  ['comments, blank lines and CRLF', '# head\r\n\r\n0.0.0.0 a.example\r\n', ['3 a.example']],
  [
    'names of the machine itself',
    '127.0.0.1 localhost localhost.localdomain\n::1 ip6-localhost',
    [],
  ],
  ['the broadcast name', '255.255.255.255 broadcasthost\nfe80::1%lo0 localhost', []],
  ['0.0.0.0 as a name', '0.0.0.0 0.0.0.0', []],
  ['a name without an address', 'a.example', ['1 a.example']],
  [
    'a name that begins like an address',
    '0.0.0.0 0.0.0.0.beeg.example',
    ['1 0.0.0.0.beeg.example'],
  ],
  ['a server of the house', '192.168.1.5 files.example', ['1 other-address']],
  ['prose', 'this is no list', ['1 not-a-host']],
  ['a last line without its end', '0.0.0.0 a.example\n0.0.0.0 b.exam', ['1 a.example', '2 b.exam']],
])('%s', (_, text, expected) => {
  expect(feedLines(hostsFile, text)).toEqual(expected);
});

test('with subdomains a name takes what is below it', () => {
  expect(feedLines(hostsFile, '0.0.0.0 a.example', { subdomains: true })).toEqual([
    '1 *.a.example',
  ]);
});
