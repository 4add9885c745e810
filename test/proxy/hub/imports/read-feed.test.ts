import { expect, test } from 'vitest';
import { readFeed } from '../../../../proxy/hub/imports/read-feed.ts';
import { processorTime } from '../../../support/processor-time.ts';

const expected = {
  key: 'https://blog.example/?p=5',
  address: 'https://blog.example/2026/11/snow/',
  act: 'post',
  text: '除雪のお知らせ\n明日から & 毎朝',
  at: '2026-11-29T00:00:00.000Z',
};
const markup = '&lt;p&gt;明日から &amp;amp; 毎朝&lt;/p&gt;';

test.each([
  [
    'RSS as WordPress writes it',
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>市</title>
    <item><title>除雪のお知らせ</title><link>${expected.address}</link><pubDate>Sun, 29 Nov 2026 00:00:00 +0000</pubDate>
    <guid isPermaLink="false">${expected.key}</guid><description>抜粋</description><content:encoded><![CDATA[<p>明日から &amp; 毎朝</p>]]></content:encoded></item></channel></rss>`,
  ],
  [
    'RDF as Hatena writes it',
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="a"><title>市</title></channel>
    <item rdf:about="${expected.key}"><title>除雪のお知らせ</title><link>${expected.address}</link><description>${markup}</description><dc:date>2026-11-29T09:00:00+09:00</dc:date></item></rdf:RDF>`,
  ],
  [
    'Atom',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>市</title><entry><id>${expected.key}</id><title>除雪のお知らせ</title><link rel="edit" href="https://blog.example/edit"/><link href="${expected.address}"/>
    <published>2026-11-29T00:00:00Z</published><updated>2026-12-01T00:00:00Z</updated><content type="html">${markup}</content></entry></feed>`,
  ],
  [
    'a JSON feed',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: '市',
      items: [
        {
          id: expected.key,
          url: expected.address,
          title: '除雪のお知らせ',
          content_html: '<p>明日から &amp; 毎朝</p>',
          date_published: '2026-11-29T00:00:00Z',
        },
      ],
    }),
  ],
])('%s', (_, text) => {
  expect(readFeed(text)?.posts).toEqual([expected]);
});

test('a title that begins the text is not said twice', () => {
  const feed = `<rss version="2.0"><channel><title>a</title><item><title>除雪のお知らせ…</title><guid>1</guid>
    <description>除雪のお知らせです</description><pubDate>Sun, 29 Nov 2026 00:00:00 +0000</pubDate></item></channel></rss>`;
  expect(readFeed(feed)?.posts[0]).toMatchObject({
    key: '1',
    address: null,
    text: '除雪のお知らせです',
  });
});

test.each([
  ['a web page', '<!doctype html><html><body>サインイン</body></html>'],
  ['JSON of something else', '{"error":"no"}'],
  ['nothing', ''],
])('%s is no feed', (_, text) => {
  expect(readFeed(text)).toBeNull();
});

test('an entity that names itself many times costs nothing', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}">${'bcdefghij'
    .split('')
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
    .join('')}]><rss version="2.0"><channel><title>&j;</title></channel></rss>`;
  const worked = processorTime(() => {
    expect((JSON.stringify(readFeed(bomb)) ?? '').length).toBeLessThan(1_000_000);
  });
  expect(worked).toBeLessThan(5_000);
});
