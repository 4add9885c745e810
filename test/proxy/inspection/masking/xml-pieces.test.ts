import { expect, it } from 'vitest';
import { escapeXml, xmlPieces } from '../../../../proxy/inspection/masking/xml-pieces.ts';

it('tells texts and attributes with where they stand', () => {
  const source =
    '<w:p a:id="12345"><w:r><w:t>one &amp;</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t></w:r></w:p><w:p>x</w:p>';
  const pieces = [...xmlPieces(source, 2)];
  expect(
    pieces.map(({ kind, text, element, parent, goesOn }) => [kind, text, element, parent, goesOn]),
  ).toEqual([
    ['attribute', '12345', 'p', '', false],
    ['text', 'one &', 't', 'r', false],
    ['text', 'two', 't', 'r', true],
    ['text', 'x', 'p', '', false],
  ]);
  expect(pieces.map(({ start, end }) => source.slice(start, end))).toEqual([
    '12345',
    'one &amp;',
    'two',
    'x',
  ]);
});

it('passes over short attributes, comments and instructions', () => {
  expect([...xmlPieces('<?x y="longer"?><!-- <a b="longer"/> --><a b="1"/>', 2)]).toEqual([]);
});

it('escapes what would be read as markup', () => {
  expect(escapeXml(`<a b="1" c='2'>&`)).toBe('&lt;a b=&quot;1&quot; c=&apos;2&apos;&gt;&amp;');
});
