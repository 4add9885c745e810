import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXmlRpc } from '../../../../shared/posting/content/xml-rpc.ts';

const call = (params: string) =>
  `<?xml version="1.0"?><methodCall><methodName>a.b</methodName><params>${params}</params></methodCall>`;
const param = (value: string) => call(`<param>${value}</param>`);

describe('XML-RPC', () => {
  it.each<[string, string, unknown[]]>([
    ['text without a type', param('<value>文</value>'), ['文']],
    ['text with a type', param('<value><string>文</string></value>'), ['文']],
    ['nothing', param('<value></value>'), ['']],
    ['an empty element', param('<value/>'), ['']],
    [
      'character data',
      param('<value><string><![CDATA[<p>文</p>]]></string></value>'),
      ['<p>文</p>'],
    ],
    ['truth', param('<value><boolean>1</boolean></value>'), [true]],
    ['no truth', param('<value><boolean>0</boolean></value>'), [false]],
    ['bytes', param('<value><base64>5paH</base64></value>'), [new TextEncoder().encode('文')]],
    [
      'a list',
      param('<value><array><data><value>a</value><value><i4>2</i4></value></data></array></value>'),
      [['a', '2']],
    ],
    [
      'a struct in a struct',
      param(
        '<value><struct><member><name>a</name><value><struct><member><name>b</name><value>文</value></member></struct></value></member></struct></value>',
      ),
      [{ a: { b: '文' } }],
    ],
    ['several', call('<param><value>a</value></param><param><value>b</value></param>'), ['a', 'b']],
    [
      'markup that breaks off',
      param('<value>a</value></param><param><value>b').slice(0, -30),
      ['a'],
    ],
  ])('reads %s', (_, xml, params) => {
    const found = readXmlRpc(xml);
    expect(found?.method).toBe('a.b');
    // What broke off was no list of parameters yet.
    if (xml.includes('</params>'))
      expect(JSON.parse(JSON.stringify(found?.params))).toEqual(JSON.parse(JSON.stringify(params)));
  });

  it('is none without a method', () => {
    expect(readXmlRpc('<params><param><value>a</value></param></params>')).toBe(null);
  });

  it('takes a name of an object for a name', () => {
    const xml = param(
      '<value><struct><member><name>__proto__</name><value>a</value></member></struct></value>',
    );
    expect(Object.keys(readXmlRpc(xml)?.params[0] as object)).toEqual(['__proto__']);
  });

  it('ends, whatever comes', () => {
    const pieces = fc.constantFrom(
      '<value>',
      '</value>',
      '<struct>',
      '</member>',
      '<array><data>',
      '<',
      'x',
      '<![CDATA[',
      '<base64>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
        expect(readXmlRpc(param(all.join('')))?.method).toBe('a.b');
      }),
    );
    const deep = `${'<value><array><data>'.repeat(6_000)}${'</data></array></value>'.repeat(6_000)}`;
    expect(readXmlRpc(param(deep))?.method).toBe('a.b');
  });
});
