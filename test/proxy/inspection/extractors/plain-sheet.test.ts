import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PlainCell,
  plainCell,
  plainRow,
  plainString,
} from '../../../../proxy/inspection/extractors/plain-sheet.ts';

const empty = (): PlainCell => ({ column: 0, style: 0, type: 'n', value: '', index: -1 });

function stringAt(xml: string, start: number): [number, string | null] {
  let text: string | null = null;
  const end = plainString(xml, start, (each) => {
    text = each;
  });
  return [end, text];
}

describe('a plain string', () => {
  it.each([
    ['<si><t>甲 &amp; 乙</t></si>', '甲 & 乙'],
    ['<si><t xml:space="preserve"> 丙</t></si>', ' 丙'],
    ['<si><t></t><phoneticPr fontId="1"/></si>', ''],
  ])('is read: %s', (xml, text) => {
    expect(stringAt(`<sst>${xml}<si>`, 5)).toEqual([5 + xml.length, text]);
  });

  it.each([
    '<si><r><t>甲</t></r></si>',
    '<si><t>甲</t><rPh sb="0" eb="1"><t>コウ</t></rPh></si>',
    '<si><t>甲</t><phoneticPr></phoneticPr></si>',
    '<si><t a="1">甲</t></si>',
    '<si><t/></si>',
    '<si><t>甲</t>',
    '<si><t>甲',
  ])('is none, and left to others: %s', (xml) => {
    expect(stringAt(xml, 0)).toEqual([-1, null]);
  });
});

describe('a plain cell', () => {
  /** What it reads. */
  const form =
    /<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(s|n|str)")?(?:\/>|><v>([^<]*)<\/v><\/c>)/y;

  it('is read with its column, style, type and value', () => {
    const cell = empty();
    const xml = '<c r="BC12" s="3" t="str"><v>1 &lt; 2</v></c>';
    expect(plainCell(xml, 0, cell)).toBe(xml.length);
    expect(cell).toEqual({ column: 54, style: 3, type: 'str', value: '1 < 2', index: -1 });
    expect(plainCell('<c r="A1"/>', 0, cell)).toBe(11);
    expect(cell).toEqual(empty());
  });

  /** Of an index, as a number is written. */
  const shown = (value = '', type = 'n') =>
    type === 's' && /^\d{1,9}$/.test(value) ? `${Number(value)}` : value;

  it('is what its form says, however it is broken', () => {
    const whole = [
      '<c r="A1" s="1" t="s"><v>12</v></c>',
      '<c r="ABC1234567"/>',
      '<c r="Z9" t="n"/>',
    ];
    const piece = fc.constantFrom(
      ...whole,
      ...['<c r="', 'A', 'AB', 'ABCD', '1', '12345678', '"', ' s="', ' t="', 's"', 'str"', 'n"'],
      ...['/>', '><v>', '>', '<', 'x', '</v></c>', '</v>', ' '],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const xml = pieces.join('');
        form.lastIndex = 0;
        const found = form.exec(xml);
        const cell = empty();
        expect(plainCell(xml, 0, cell)).toBe(found === null ? -1 : form.lastIndex);
        if (found === null) return;
        const value = cell.index < 0 ? cell.value : `${cell.index}`;
        expect([`${cell.style}`, cell.type, value]).toEqual([
          `${Number(found[2] ?? 0)}`,
          found[3] ?? 'n',
          shown(found[4], found[3]),
        ]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a plain row', () => {
  function rowAt(xml: string): [number, number, string[]] {
    const values: string[] = [];
    const row = {
      number: 0,
      put: ({ column, value }: PlainCell) => values.push(`${column} ${value}`),
    };
    const end = plainRow(xml, 0, row, empty());
    return [end, row.number, values];
  }

  it.each([
    ['<row r="7" spans="1:3" ht="18.75"><c r="A7"><v>1</v></c><c r="C7"/></row>', 7, ['0 1', '2 ']],
    ['<row r="8" note="a > b"></row>', 8, []],
  ])('is read: %s', (xml, number, values) => {
    expect(rowAt(`${xml}<row`)).toEqual([xml.length, number, values]);
  });

  it.each([
    '<row spans="1:3" r="7"></row>',
    '<row r="7"/>',
    '<row r="7"> <c r="A7"/></row>',
    '<row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row>',
    '<row r="7"><c r="A7"/>',
    '<row r="7" ht="18',
    '<rows r="7"></rows>',
  ])('is none, and left to others: %s', (xml) => {
    expect(rowAt(xml)[0]).toBe(-1);
  });
});
