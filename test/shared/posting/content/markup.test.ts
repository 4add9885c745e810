import { describe, expect, it } from 'vitest';
import { readXml, textOfMarkup } from '../../../../shared/posting/content/markup.ts';

describe('markup → text', () => {
  it.each([
    ['plain text', 'ただの文', 'ただの文'],
    ['paragraphs', '<p>一</p><p>二</p>', '一\n二'],
    ['line breaks', '一<br>二<br />三', '一\n二\n三'],
    ['tags inside words', '機<b>密</b>性', '機密性'],
    ['entities', '&lt;&amp;&#12354;&#x3042;&nbsp;&bogus;', '<&ああ &bogus;'],
    ['a comparison', '1 < 2 & 3', '1 < 2 & 3'],
    ['a tag that never ends', 'a<b', 'a<b'],
    ['comments of the block editor', '<!-- wp:paragraph --><p>文</p>', '文'],
  ])('reads %s', (_, markup, expected) => {
    expect(textOfMarkup(markup)).toBe(expected);
  });

  it('survives a million open brackets', () => {
    expect(textOfMarkup('<a'.repeat(500_000)).length).toBeGreaterThan(0);
  });
});

describe('XML → texts', () => {
  it.each<[string, string, Record<string, string[]>]>([
    [
      'elements',
      '<e><title>題</title><content>文</content></e>',
      { title: ['題'], content: ['文'] },
    ],
    ['namespaces', '<a:entry xmlns:a="x"><a:title>題</a:title></a:entry>', { title: ['題'] }],
    ['CDATA', '<content><![CDATA[<p>文</p>]]></content>', { content: ['<p>文</p>'] }],
    ['entities', '<t>a&amp;b</t>', { t: ['a&b'] }],
    ['empty elements and comments', '<e><x/><!-- <t>no</t> --><t>yes</t></e>', { t: ['yes'] }],
    ['what is never closed', '<t>文', { t: ['文'] }],
    ['CDATA that is never closed', '<t>a<![CDATA[b', { t: ['a'] }],
    ['no XML', 'abc', {}],
  ])('reads %s', (_, xml, expected) => {
    expect({ ...readXml(xml) }).toEqual(expected);
  });
});
