import { describe, expect, it } from 'vitest';
import { unescapeXml, XmlCursor } from '../../../proxy/inspection/xml-cursor.ts';

function read(xml: string): string[] {
  const cursor = new XmlCursor(xml);
  const seen: string[] = [];
  while (cursor.next())
    seen.push(cursor.kind === 'text' ? cursor.text : `${cursor.kind} ${cursor.name}`);
  return seen;
}

describe('the pass over XML', () => {
  it.each([
    ['elements and text', '<w:a>b</w:a>', ['open a', 'b', 'close a']],
    ['empty elements', '<a/>', ['open a', 'close a']],
    ['a declaration and comments', '<?xml version="1.0"?><!-- <b> --><a/>', ['open a', 'close a']],
    ['character data', '<a><![CDATA[<b>&amp;]]></a>', ['open a', '<b>&amp;', 'close a']],
    ['entities', '<a>&lt;&#65;&#x42;&unknown;</a>', ['open a', '<AB&unknown;', 'close a']],
    ['> in a value', '<a b="1>2" c=\'"\'>d</a>', ['open a', 'd', 'close a']],
    ['text without an end', '<a>b', ['open a', 'b']],
  ])('reads %s', (_, xml, seen) => {
    expect(read(xml)).toEqual(seen);
  });

  it('refuses what is nested without end', () => {
    expect(() => read('<a>'.repeat(2000))).toThrow(expect.objectContaining({ why: 'broken' }));
    expect(read(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)).toHaveLength(200);
  });

  it.each(['<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<a', '<a b="', '<!ELEMENT a ANY>'])(
    'refuses %s',
    (xml) => {
      expect(() => read(xml)).toThrow(expect.objectContaining({ why: 'broken' }));
    },
  );

  it('reads no attribute by a part of its name, and none out of a tag', () => {
    const cursor = new XmlCursor('<row customHeight="1" ht = "18" r=\'2\'/><a r="3"');
    cursor.next();
    expect(['Height', 'ht', 'r', 'row', 't'].map((name) => cursor.attribute(name))).toEqual([
      null,
      '18',
      '2',
      null,
      null,
    ]);
  });

  it('takes elements of a usual form at once, where they come next', () => {
    const cursor = new XmlCursor('<a><v>1</v><v>2</v><w/><v>3</v></a>');
    const seen: string[] = [];
    const read = (xml: string, start: number) => {
      const [whole, digit] = /^<v>(\d)<\/v>/.exec(xml.slice(start)) ?? [];
      if (whole === undefined) return -1;
      seen.push(`took ${digit}`);
      return start + whole.length;
    };
    for (;;) {
      if (cursor.take(read)) continue;
      if (cursor.next()) seen.push(`${cursor.kind} ${cursor.name}`);
      else break;
    }
    expect(seen).toEqual(['open a', 'took 1', 'took 2', 'open w', 'close w', 'took 3', 'close a']);
  });

  it('reads attributes by their local names', () => {
    const cursor = new XmlCursor('<a w:val="1&amp;2" r:id=\'x\' name="n"/>');
    cursor.next();
    expect(['val', 'id', 'name', 'other'].map((name) => cursor.attribute(name))).toEqual([
      '1&2',
      'x',
      'n',
      null,
    ]);
  });

  it('takes an element whole', () => {
    const cursor = new XmlCursor('<a><b><b>c</b></b>d</a>');
    cursor.next();
    cursor.next();
    expect(cursor.takeElement()).toBe('<b>c</b>');
    cursor.next();
    expect(cursor.text).toBe('d');
  });

  it('replaces numbers that are no characters', () => {
    expect(unescapeXml('&#x110000;')).toBe('\ufffd');
  });
});
