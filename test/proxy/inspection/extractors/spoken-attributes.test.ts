import { describe, expect, it } from 'vitest';
import { spokenAttributes } from '../../../../proxy/inspection/extractors/spoken-attributes.ts';
import { processorTime } from '../../../support/processor-time.ts';

describe('spokenAttributes', () => {
  it.each([
    ['words beyond ASCII', '<w:listItem w:displayText="世帯主" w:value="1"/>', '世帯主'],
    ['in either quote', "<a b='世帯主'/>", '世帯主'],
    ['long numbers', '<a b="3141 5926 5352" c="12345678"/>', '3141 5926 5352'],
    ['what is escaped', '<a b="&#19990;&#x5e2f;"/>', '世帯'],
    ['a name that is a word', '<a 続柄="世帯主"/>', '続柄 世帯主'],
    ['each of them once', '<a b="世帯主"/><a b="世帯主"/>', '世帯主'],
    [
      'nothing of fonts, identifiers and schemas',
      '<a w:eastAsia="ＭＳ 明朝" xmlns="http://世" id="31415926535" val="{00000000-0008-0000-0000-000002000000}"/>',
      '',
    ],
    ['no word of machines', '<a b="none" c="auto"/>', ''],
  ])('gives %s', (_, source, lines) => {
    expect(spokenAttributes(source, '')).toBe(lines);
  });

  it('gives nothing that is known', () => {
    expect(spokenAttributes('<a b="世帯主" c="妻"/>', 'あの世帯主は')).toBe('妻');
  });

  it('takes no longer than a text is long', () => {
    const worked = processorTime(() => {
      for (const piece of ['<a b="', ' a=', " a='x' ", '<a ', '= "'])
        spokenAttributes(piece.repeat(300_000), '');
    });
    expect(worked).toBeLessThan(10_000);
  });
});
