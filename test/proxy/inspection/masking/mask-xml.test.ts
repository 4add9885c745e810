import { describe, expect, it } from 'vitest';
import { maskXml } from '../../../../proxy/inspection/masking/mask-xml.ts';
import { indexValues } from '../../../../shared/masking/find-values.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { individual } from '../build-documents.ts';
import { dots } from './copy-of.ts';

const number = individual();
const [a, b] = [number.slice(0, 5), number.slice(5)];
const index = indexValues([{ kind: 'individual-number', value: number, standing: number }]);
const masked = (source: string) => maskXml(source, index);

describe('mask xml', () => {
  it.each([
    [
      'runs with their own format',
      `<w:p><w:r><w:t>${a}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${b}</w:t></w:r></w:p>`,
      '<w:p><w:r><w:t>●●●●●</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>●●●●●●●</w:t></w:r></w:p>',
    ],
    ['an attribute', `<a:cNvPr descr="番号 ${number}"/>`, `<a:cNvPr descr="番号 ${dots}"/>`],
    ['character data', `<a><![CDATA[<${number}&]]></a>`, `<a><![CDATA[<${dots}&]]></a>`],
    [
      'entities',
      `<a>&#x${number.charCodeAt(0).toString(16)};${number.slice(1)} &amp; b</a>`,
      `<a>${dots} &amp; b</a>`,
    ],
    ['a typed number, by zeros', `<vt:r8>${number}</vt:r8>`, '<vt:r8>000000000000</vt:r8>'],
    [
      'numbers of a pivot, by zeros',
      `<s minValue="${number}"><n v="${number}"/></s>`,
      '<s minValue="000000000000"><n v="000000000000"/></s>',
    ],
    [
      'the cache of a chart, by zeros',
      `<c:pt idx="0"><c:v>${number}</c:v></c:pt>`,
      '<c:pt idx="0"><c:v>000000000000</c:v></c:pt>',
    ],
  ])('masks %s', (_, source, expected) => {
    expect(masked(source)).toBe(expected);
  });

  it('keeps everything else as it is', () => {
    const source = `<?xml version="1.0"?>\r\n<a b='x"y' c="&quot;"><!-- ${number} --><b/>  &#12354; </a>`;
    expect(masked(source)).toBe(source);
  });

  it('takes no value out of two attributes', () => {
    const source = `<a one="${a}" two="${b}"/>`;
    expect(masked(source)).toBe(source);
  });

  it('does not write what has a document type', () => {
    expect(() => masked('<!DOCTYPE a [<!ENTITY x "1">]><a/>')).toThrow('broken');
  });

  it.each([
    ['quotes', `<a ${'x="'.repeat(100_001)}`],
    ['brackets', '<'.repeat(200_000)],
    ['equal signs', `<a ${'='.repeat(200_000)}>`],
    ['words', `<a ${'b '.repeat(100_000)}>`],
    ['comments', '<!--'.repeat(50_000)],
  ])('ends soon on many %s', (_, source) => {
    const worked = processorTime(() => {
      try {
        expect(masked(source)).toBe(source);
      } catch (error) {
        expect((error as Error).message).toBe('broken');
      }
    });
    expect(worked).toBeLessThan(10_000);
  });
});
