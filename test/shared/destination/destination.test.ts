import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hostText,
  parseAuthority,
  parseDestination,
  parseTarget,
  urlText,
} from '../../../shared/destination/destination.ts';
import { readData, withData } from '../../support/shared-data.ts';

describe('parseDestination gives one spelling', () => {
  test.each([
    ['leaves a plain URL', 'https://www.example.jp/a?b', 'https www.example.jp 443 /a b'],
    [
      'folds upper case of scheme and host',
      'HTTP://WWW.Example.JP/A',
      'http www.example.jp 80 /A ',
    ],
    ['folds full-width letters', 'http://ｅｘａｍｐｌｅ.ｊｐ/', 'http example.jp 80 / '],
    ['folds the ideographic full stop', 'http://www。example。jp/', 'http www.example.jp 80 / '],
    [
      'folds the half-width ideographic full stop',
      'http://www｡example｡jp/',
      'http www.example.jp 80 / ',
    ],
    ['folds the full-width full stop', 'http://www．example．jp/', 'http www.example.jp 80 / '],
    ['folds circled letters', 'http://ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ/', 'http example.com 80 / '],
    ['folds Unicode to punycode', 'http://日本語.jp/', 'http xn--wgv71a119e.jp 80 / '],
    ['folds upper-case punycode', 'http://XN--WGV71A119E.jp/', 'http xn--wgv71a119e.jp 80 / '],
    ['folds escapes in a host', 'http://ex%61mple.jp/', 'http example.jp 80 / '],
    [
      'folds escaped Unicode in a host',
      'http://%E6%97%A5%E6%9C%AC%E8%AA%9E.jp/',
      'http xn--wgv71a119e.jp 80 / ',
    ],
    ['drops soft hyphens', 'http://exam\u00adple.jp/', 'http example.jp 80 / '],
    ['drops zero-width spaces', 'http://exam\u200bple.jp/', 'http example.jp 80 / '],
    ['drops a dot at the end', 'http://example.jp./', 'http example.jp 80 / '],
    ['drops several dots at the end', 'http://example.jp.../', 'http example.jp 80 / '],
    ['drops an ideographic dot at the end', 'http://example.jp。/', 'http example.jp 80 / '],
    ['reads decimal IPv4', 'http://2130706433/', 'http 127.0.0.1 80 / '],
    ['reads hexadecimal IPv4', 'http://0x7f000001/', 'http 127.0.0.1 80 / '],
    ['reads octal IPv4', 'http://0177.0.0.01/', 'http 127.0.0.1 80 / '],
    ['reads mixed IPv4', 'http://0x7f.0.1/', 'http 127.0.0.1 80 / '],
    ['reads short IPv4', 'http://127.1/', 'http 127.0.0.1 80 / '],
    ['reads full-width IPv4', 'http://１２７.０.０.１/', 'http 127.0.0.1 80 / '],
    ['reads IPv4 with a dot at the end', 'http://127.0.0.1./', 'http 127.0.0.1 80 / '],
    ['reads IPv4 with several dots at the end', 'http://127.0.0.1../', 'http 127.0.0.1 80 / '],
    ['reads hexadecimal IPv4 with several dots', 'http://0x7f.1../', 'http 127.0.0.1 80 / '],
    ['compresses IPv6', 'http://[2001:DB8:0:0:0:0:0:1]/', 'http 2001:db8::1 80 / '],
    [
      'takes a mapped address for the address',
      'http://[::ffff:127.0.0.1]/',
      'http 127.0.0.1 80 / ',
    ],
    [
      'takes a mapped address in hexadecimal, too',
      'http://[::FFFF:7f00:1]/',
      'http 127.0.0.1 80 / ',
    ],
    ['keeps NAT64 as written', 'http://[64:ff9b::7f00:1]/', 'http 64:ff9b::7f00:1 80 / '],
    ['drops a default port', 'https://example.jp:443/', 'https example.jp 443 / '],
    ['reads a port with zeros in front', 'http://example.jp:0080/', 'http example.jp 80 / '],
    ['reads an empty port', 'http://example.jp:/', 'http example.jp 80 / '],
    ['keeps another port', 'https://example.jp:80/', 'https example.jp 80 / '],
    ['drops user info', 'http://user:pass@example.jp/', 'http example.jp 80 / '],
    ['drops an empty user info', 'http://@example.jp/', 'http example.jp 80 / '],
    ['drops the fragment', 'http://example.jp/#/@evil.example', 'http example.jp 80 / '],
    ['drops tabs and newlines', 'ht\ntp://exa\tmple.jp/\r\n', 'http example.jp 80 / '],
    ['drops spaces around', '  http://example.jp/  ', 'http example.jp 80 / '],
    ['adds the path that is left out', 'http://example.jp', 'http example.jp 80 / '],
    ['reads a URL without slashes', 'http:example.jp', 'http example.jp 80 / '],
    ['reads a URL with many slashes', 'http:////example.jp', 'http example.jp 80 / '],
    ['resolves dots in a path', 'http://example.jp/a/../b/./c', 'http example.jp 80 /b/c '],
    ['resolves escaped dots in a path', 'http://example.jp/a/%2e%2E/b', 'http example.jp 80 /b '],
    ['ends a host at a backslash', 'http://example.jp\\a', 'http example.jp 80 /a '],
    ['reads backslashes for slashes', 'http:\\\\example.jp\\a', 'http example.jp 80 /a '],
    ['drops a user before a backslash', 'http://a:b@example.jp\\', 'http example.jp 80 / '],
    ['turns a backslash of a path', 'http://example.jp/a\\b', 'http example.jp 80 /a/b '],
    [
      'plains needless escapes of a path',
      'http://example.jp/%61%2D%7E',
      'http example.jp 80 /a-~ ',
    ],
    [
      'keeps needed escapes, in upper case',
      'http://example.jp/%e3%81%82%2f',
      'http example.jp 80 /%E3%81%82%2F ',
    ],
    [
      'keeps dots that lead nowhere',
      'http://example.jp/a..b/...%2F',
      'http example.jp 80 /a..b/...%2F ',
    ],
    [
      'keeps a folder above in a query',
      'http://example.jp/?a=/..%2F',
      'http example.jp 80 / a=/..%2F',
    ],
    ['does not unescape twice', 'http://example.jp/%2561', 'http example.jp 80 /%2561 '],
    ['escapes Japanese paths', 'http://example.jp/申請', 'http example.jp 80 /%E7%94%B3%E8%AB%8B '],
    [
      'plains needless escapes of a query',
      'http://example.jp/?%61=%62',
      'http example.jp 80 / a=b',
    ],
    ['knows WebSockets', 'wss://example.jp/ws', 'wss example.jp 443 /ws '],
    ['knows plain WebSockets', 'ws://example.jp/ws', 'ws example.jp 80 /ws '],
    ['takes underscores', 'http://a_b.example.jp/', 'http a_b.example.jp 80 / '],
    ['gives other schemes no port', 'gopher://Example.JP/x', 'gopher example.jp 0 /x '],
    ['gives schemes without a host none', 'data:text/html,x', 'data  0 text/html,x '],
  ])('%s', (_, url, expected) => {
    const parsed = parseDestination(url);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { scheme, host, port, path, query } = parsed.destination;
    expect(`${scheme} ${host} ${port} ${path} ${query}`).toBe(expected);
  });

  test.each([
    ['double brackets', 'http://[[::1]]:443/'],
    ['brackets around a name', 'http://[example.jp]/'],
    ['brackets that do not close', 'http://[::1/'],
    ['IPv6 without brackets', 'http://2001:db8::1/'],
    ['a scope', 'http://[fe80::1%25eth0]/'],
    ['two hosts by a backslash', 'http://example.jp\\@evil.example/'],
    ['two hosts by a backslash after the slashes', 'http:\\\\a@b\\@c/'],
    ['two user infos', 'http://a@b@example.jp/'],
    ['a folder above behind an escaped slash', 'http://example.jp/open/..%2fclosed'],
    ['the same with escaped dots', 'http://example.jp/open/%2e%2E%2Fclosed'],
    ['the same behind a backslash', 'http://example.jp/open%5c../closed'],
    ['a folder above with a parameter', 'http://example.jp/open/..;a=b/closed'],
    ['a folder above at the end', 'http://example.jp/open%2F..'],
    ['two ports', 'http://example.jp:80:90/'],
    ['a port that is no number', 'http://example.jp:https/'],
    ['a negative port', 'http://example.jp:-1/'],
    ['a port beyond the last', 'http://example.jp:65536/'],
    ['port 0', 'http://example.jp:0/'],
    ['an empty host', 'http://'],
    ['an empty host with a port', 'http://:8080/'],
    ['an empty host behind a user', 'http://user@/'],
    ['an empty label', 'http://a..example.jp/'],
    ['an empty label in front', 'http://.example.jp/'],
    ['nothing but dots', 'http://.../'],
    ['a space', 'http://exam ple.jp/'],
    ['an escaped slash in a host', 'http://example.jp%2f.evil.example/'],
    ['an escaped null in a host', 'http://example.jp%00.evil.example/'],
    ['signs that no host has', "http://exa'mple.jp/"],
    ['a comma', 'http://a,b.jp/'],
    ['a star', 'http://*.example.jp/'],
    ['a label that is too long', `http://${'a'.repeat(64)}.jp/`],
    ['a host that is too long', `http://${'abcdefg.'.repeat(32)}jp/`],
    ['an IPv4 number that is too large', 'http://256.0.0.1/'],
    ['an IPv4 number with too many parts', 'http://1.2.3.4.5/'],
    ['broken punycode', 'http://xn--tešla/'],
    ['no scheme', 'www.example.jp'],
    ['a path alone', '/a'],
    ['nothing', ''],
    ['a URL of a hundred thousand characters', `http://example.jp/${'a'.repeat(100_000)}`],
  ])('refuses %s', (_, url) => {
    const parsed = parseDestination(url);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.problem).toMatch(/[ぁ-ん].*\/ .*[a-z]/);
  });
});

describe('parseAuthority', () => {
  test.each([
    ['example.jp:443', 'example.jp 443'],
    ['EXAMPLE.jp.:8443', 'example.jp 8443'],
    ['[2001:DB8::1]:443', '2001:db8::1 443'],
    ['[::ffff:10.0.0.1]:443', '10.0.0.1 443'],
    ['0x7f.1:80', '127.0.0.1 80'],
    ['example.jp:007', 'example.jp 7'],
    ['日本語.jp:443', 'xn--wgv71a119e.jp 443'],
  ])('reads %s', (text, expected) => {
    const parsed = parseAuthority(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { scheme, host, port, path } = parsed.destination;
    expect([`${host} ${port}`, scheme, path]).toEqual([expected, 'https', '']);
  });

  test.each([
    '',
    ':',
    '::',
    ':443',
    'example.jp',
    'example.jp:',
    'example.jp:0',
    'example.jp:65536',
    'example.jp:https',
    'example.jp:-1',
    'example.jp: 443',
    'example.jp:443 ',
    '2001:db8::1:443',
    '[[::1]]:443',
    '[example.jp]:443',
    '[127.0.0.1]:443',
    'user@example.jp:443',
    'a.jp:80:443',
    'http://example.jp:443',
    'example.jp/x:443',
    'example.jp?x:443',
    'ex%61mple.jp:443',
    'a..jp:443',
    'example.jp\\:443',
    'example.jp#:443',
    `${'a.'.repeat(600)}jp:443`,
  ])('refuses %j', (text) => {
    expect(parseAuthority(text).ok).toBe(false);
  });

  const data = readData<{
    hostport: { hostPort: string; host: string; port: number | null; error: string | null }[];
  }>('url/ssrf_addresses.json');
  test.skipIf(data === null)(
    withData('reads what smokescreen reads, and refuses names in brackets besides', data === null),
    () => {
      for (const { hostPort, host, port, error } of data?.hostport ?? []) {
        const parsed = parseAuthority(hostPort);
        const bracketed = /^\[[^:\]]+\]/.test(hostPort);
        expect([hostPort, parsed.ok]).toEqual([hostPort, error === null && !bracketed]);
        if (parsed.ok) {
          expect(parsed.destination).toMatchObject({ host: host.replace(/\.$/, ''), port });
        }
      }
    },
  );
});

describe('hostText and urlText', () => {
  test.each([
    ['http://[2001:db8::1]:8080/a?b#c', '[2001:db8::1]', 'http://[2001:db8::1]:8080/a?b'],
    ['https://user@EXAMPLE.jp:443', 'example.jp', 'https://example.jp/'],
    ['data:text/plain,x', '', 'data:text/plain,x'],
  ])('of %s', (url, host, text) => {
    const parsed = parseDestination(url);
    if (!parsed.ok) throw new Error(parsed.problem);
    expect([hostText(parsed.destination), urlText(parsed.destination)]).toEqual([host, text]);
  });
});

describe('parseTarget reads a target as parseDestination reads the whole URL', () => {
  const label = fc.string({ unit: fc.constantFrom(...'abxn019-_'), minLength: 1, maxLength: 8 });
  const names = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const hosts = fc.oneof(names, fc.constantFrom('192.0.2.1', '[2001:db8::1]', 'xn--wgv71a119e.jp'));
  const marks = "/?..;%25%2F%2e%41~!$&'()*+,=:@-_|^`{}[]<>";
  const piece = fc.oneof(
    fc.constantFrom(...marks, '/..', '%2e%2e', '/.', '..;/', '日'),
    fc.string({ unit: fc.constantFrom(...'aZ09'), maxLength: 3 }),
  );
  const targets = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);

  test('property: whatever host, port, scheme and target', () => {
    fc.assert(
      fc.property(
        hosts,
        fc.constantFrom(80, 443, 8443),
        fc.constantFrom('http' as const, 'https' as const, 'ws' as const, 'wss' as const),
        targets,
        (host, port, scheme, target) => {
          const known = parseAuthority(`${host}:${port}`);
          fc.pre(known.ok);
          if (!known.ok) return;
          const whole = `${scheme}://${hostText(known.destination)}:${port}${target}`;
          expect(parseTarget(known.destination, scheme, target)).toEqual(parseDestination(whole));
        },
      ),
      { numRuns: 5_000, seed: 5 },
    );
  });
});
