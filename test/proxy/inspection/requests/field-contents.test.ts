import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../proxy/inspection/requests/field.ts';
import { fieldContents, labelOf } from '../../../../proxy/inspection/requests/field-contents.ts';

async function contents(fields: readonly Field[], isTyped = true): Promise<string[]> {
  const shown: string[] = [];
  for await (const content of fieldContents(fields, isTyped)) {
    if ('bytes' in content) shown.push(`content ${new TextDecoder().decode(content.bytes)}`);
    else if (content.part.form === 'table')
      shown.push(`table ${JSON.stringify(content.part.rows)}`);
    else
      shown.push(
        `${content.part.before}${content.part.text}${content.part.alone ? ' (alone)' : ''}`,
      );
  }
  return shown;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const prose = 'お知らせです。明日は休館です。'.repeat(5);

describe('fields', () => {
  it.each<[string, Field[], string[]]>([
    [
      'a value with its name before it',
      [
        { name: 'myNumber', value: 'x' },
        { name: 'b', value: '' },
      ],
      ['my Number: x', 'b'],
    ],
    ['one value, alone', [{ name: 'q', value: 'x' }], ['q: x (alone)']],
    [
      'a value without a name',
      [
        { name: '', value: 'x' },
        { name: '', value: 'y' },
      ],
      ['x', 'y'],
    ],
    ['escapes once more', [{ name: 'q', value: '%E9%9B%AA' }], ['q: 雪 (alone)']],
    ['a percentage', [{ name: 'q', value: '50%' }], ['q: 50% (alone)']],
    [
      'no identifier',
      [{ name: 'id', value: '1234567a-1234-4567-8901-abcdef123456' }],
      ['id:   (alone)'],
    ],
    ['Base64', [{ name: 'd', value: base64(prose) }], [`content ${prose}`]],
    [
      'a data URL',
      [{ name: 'd', value: `data:text/plain;base64,${base64(prose)}` }],
      [`content ${prose}`],
    ],
    [
      'a key, which is no Base64',
      [{ name: 'd', value: 'a1'.repeat(40) }],
      [`d: ${'a1'.repeat(40)} (alone)`],
    ],
    [
      'markup',
      [{ name: 'h', value: '<p>お知らせ</p><p>です</p>' }],
      ['content <p>お知らせ</p><p>です</p>'],
    ],
    [
      'a short text in brackets',
      [{ name: 'h', value: '[注意] 明日は休館です。お知らせします。' }],
      ['h: [注意] 明日は休館です。お知らせします。 (alone)'],
    ],
    [
      'a table that was pasted',
      [{ name: 't', value: 'a\t12345678\n'.repeat(30) }],
      [`content ${'a\t12345678\n'.repeat(30)}`],
    ],
    [
      'fields that repeat, as columns',
      ['1', '2', '3'].flatMap((each) => [{ name: `name[${each}]`, value: `n${each}` }]),
      ['name 1: n1', 'name 2: n2', 'name 3: n3', 'table [["name"],["n1"],["n2"],["n3"]]'],
    ],
  ])('give %s', async (_, fields, expected) => {
    expect(await contents(fields)).toEqual(expected);
  });

  it('are never alone where nobody typed them', async () => {
    expect(await contents([{ name: 'id', value: 'x' }], false)).toEqual(['id: x']);
  });

  it.each([
    ['applicant[myNumber]', 'applicant my Number'],
    ['my_number.1', 'my number 1'],
    ['個人番号', '個人番号'],
    ['', ''],
  ])('have a label: %s', (name, label) => {
    expect(labelOf(name)).toBe(label);
  });

  it('are placed by their names, or by their number where there are many', async () => {
    const places = async (count: number) => {
      const all = [];
      const fields = Array.from({ length: count }, (_, at) => ({ name: 'x', value: `${at}` }));
      for await (const content of fieldContents(fields, true)) {
        all.push('part' in content ? content.part.place : content.place);
      }
      return all[1];
    };
    expect(await places(2)).toEqual({ entry: ['x'] });
    expect(await places(101)).toEqual({ line: 2 });
  });
});
