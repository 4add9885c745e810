import { describe, expect, test } from 'vitest';
import { copyServiceOf, copyServices } from '../../../shared/destination/copy-services.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';

function originOf(url: string): string | null {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  return copyServiceOf(parsed.destination.host)?.origin(parsed.destination) ?? null;
}

test('no host belongs to two services', () => {
  const hosts = copyServices.flatMap(({ hosts }) => hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
});

describe('the address of the original', () => {
  test.each([
    [
      'https://translate.google.com/translate?sl=en&tl=ja&u=https://a.example/',
      'https://a.example/',
    ],
    ['https://translate.google.co.jp/website?sl=en&u=https://a.example/', 'https://a.example/'],
    ['https://www.google.com/translate?u=https://a.example/', 'https://a.example/'],
    ['https://www.google.com/search?q=https://a.example/&u=b', null],
    ['https://translate.google.com/?sl=en&tl=ja&text=hello&op=translate', null],
    ['https://translate.google.com/?u=', null],
    [
      'https://translate.googleusercontent.com/translate_c?u=https://a.example/',
      'https://a.example/',
    ],
    ['https://webcache.googleusercontent.com/search?q=cache:a.example/b+word', 'a.example/b'],
    [
      'https://webcache.googleusercontent.com/search?q=cache:https://a.example/',
      'https://a.example/',
    ],
    [
      'https://www.translatetheweb.com/?from=&to=ja&a=https%3A%2F%2Fa.example%2F',
      'https://a.example/',
    ],
    [
      'https://www.microsofttranslator.com/bv.aspx?from=&to=ja&A=http://a.example/',
      'http://a.example/',
    ],
    ['https://cc.bingj.com/cache.aspx?q=a&d=4503&w=abc', ''],
    [
      'https://cache.yahoofs.jp/search/cache?c=X&p=word&u=https://a.example/b',
      'https://a.example/b',
    ],
    [
      'https://www.excite-webtl.jp/world/english/web/?wb_url=http%3A%2F%2Fa.example',
      'http://a.example',
    ],
    [
      'https://papago.naver.net/website?source=ja&target=ko&url=https://a.example/',
      'https://a.example/',
    ],
    [
      'https://translate.yandex.com/translate?lang=en-ja&url=https://a.example/',
      'https://a.example/',
    ],
    [
      'https://translated.turbopages.org/proxy_u/en-ru.ru.a1-b2/https/a.example/b?c=d',
      'https://a.example/b?c=d',
    ],
    ['https://web.archive.org/web/20200102030405/https://a.example/?b=c', 'https://a.example/?b=c'],
    [
      'https://web.archive.org/web/20200102030405im_/https://a.example/b.png',
      'https://a.example/b.png',
    ],
    ['https://web.archive.org/web/https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://web.archive.org/web/2020*/a.example', 'a.example'],
    ['https://web.archive.org/web/*/a.example', 'a.example'],
    ['https://web.archive.org/save/https://a.example/', 'https://a.example/'],
    ['https://web.archive.org/_static/css/banner.css', null],
    ['https://web.archive.org/', null],
    [
      'https://warp.da.ndl.go.jp/info:ndljp/pid/11445532/www.a.example/b.html',
      'www.a.example/b.html',
    ],
    ['https://warp.ndl.go.jp/20240620/20240601094408/www.a.example/b.html', 'www.a.example/b.html'],
    ['https://warp.ndl.go.jp/web/20250702154652/https://www.a.example/', 'https://www.a.example/'],
    [
      'https://warp.ndl.go.jp/20090319/20090217012940id_/http://www.a.example/',
      'http://www.a.example/',
    ],
    ['https://warp.ndl.go.jp/search?keyword=a', null],
    [
      'https://megalodon.jp/2025-0609-1602-44/https://www.a.example:443/b',
      'https://www.a.example:443/b',
    ],
    ['http://megalodon.jp/2014-0606-1419-08/a.example/web/', 'a.example/web/'],
    [
      'https://webarchive.nationalarchives.gov.uk/ukgwa/20200102030405/https://a.example/',
      'https://a.example/',
    ],
    ['https://wayback.archive-it.org/1068/20200102030405/http://a.example/', 'http://a.example/'],
    ['https://webarchive.loc.gov/all/20200102030405/http://a.example/', 'http://a.example/'],
    ['https://arquivo.pt/wayback/20200102030405/http://a.example/', 'http://a.example/'],
    ['https://perma.cc/ABCD-1234', ''],
    ['https://perma.cc/about', null],
    [
      'https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fa.example%2Fb.docx',
      'https://a.example/b.docx',
    ],
    [
      'https://docs.google.com/gview?embedded=true&url=http://a.example/b.pdf',
      'http://a.example/b.pdf',
    ],
    ['https://docs.google.com/viewer?url=http://a.example/b.pdf', 'http://a.example/b.pdf'],
    ['https://docs.google.com/document/d/1/edit?url=http://a.example/', null],
    ['https://r.jina.ai/https://a.example/b', 'https://a.example/b'],
    ['https://12ft.io/a.example/b', 'a.example/b'],
    ['https://12ft.io/', null],
  ])('%s → %s', (url, expected) => {
    expect(originOf(url)).toBe(expected);
  });
});
