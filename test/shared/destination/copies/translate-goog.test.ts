import { describe, expect, test } from 'vitest';
import { translateGoogOrigin } from '../../../../shared/destination/copies/translate-goog.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';

function originOf(url: string): string | null {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  return translateGoogOrigin(parsed.destination);
}

describe('the host, by the examples of Google’s own page', () => {
  test.each([
    ['example-com.translate.goog', 'example.com'],
    ['foo-example-com.translate.goog', 'foo.example.com'],
    ['foo--example-com.translate.goog', 'foo-example.com'],
    ['0-57hw060o-com.translate.goog/?_x_tr_enc=0', 'xn--57hw060o.com'],
    ['1-en--us-example-com.translate.goog/?_x_tr_enc=1', 'en-us.example.com'],
    ['0-en----w45as309w-com.translate.goog/?_x_tr_enc=0', 'xn--en--w45as309w.com'],
    ['1-0-----16pw588q-com.translate.goog/?_x_tr_enc=0,1', 'xn----16pw588q.com'],
    [
      'lanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-co-uk.translate.goog/?_x_tr_hp=www-l',
      'www.llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch.co.uk',
    ],
    [
      'g5h3969ntadg44juhyah3c9aza87iiar4i410avdl8d3f1fuq3nz05dg5b-com.translate.goog/?_x_tr_enc=0&_x_tr_hp=0-',
      'xn--g5h3969ntadg44juhyah3c9aza87iiar4i410avdl8d3f1fuq3nz05dg5b.com',
    ],
  ])('%s → %s', (url, host) => {
    expect(originOf(`https://${url}`)).toBe(`https://${host}/`);
  });
});

describe('the rest', () => {
  test.each([
    [
      'keeps path and query, without the service’s own keys',
      'https://a-example.translate.goog/b?c=d&_x_tr_sl=en&_x_tr_tl=ja&e',
      'https://a.example/b?c=d&e',
    ],
    [
      'takes http where it says so',
      'https://a-example.translate.goog/?_x_tr_sch=http',
      'http://a.example/',
    ],
    ['cannot tell between two', 'https://a-example.translate.goog/?_x_tr_hp=b&_x_tr_hp=c', ''],
    ['takes no host out of a key', 'https://a-example.translate.goog/?_x_tr_hp=b.example/', ''],
    ['takes no name of several labels', 'https://a.b-example.translate.goog/', ''],
  ])('%s', (_, url, expected) => {
    expect(originOf(url)).toBe(expected);
  });
});
