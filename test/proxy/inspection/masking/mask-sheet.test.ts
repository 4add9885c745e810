import { describe, expect, it } from 'vitest';
import { maskSheet } from '../../../../proxy/inspection/masking/mask-sheet.ts';
import { indexValues } from '../../../../shared/masking/find-values.ts';
import { individual } from '../build-documents.ts';
import { dots } from './copy-of.ts';

const number = individual();
const values = indexValues([{ kind: 'individual-number', value: number, standing: number }]);
const book = {
  strings: ['a', number],
  maskedStrings: ['a', dots],
  formats: [null, { digits: 12 }],
};
const row = (cells: string) => `<row r="1">${cells}</row>`;

describe('mask sheet', () => {
  it.each([
    ['a number', `<c r="A1"><v>${number}</v></c>`],
    ['a number with its format', `<c r="A1" s="1"><v>${Number(number)}</v></c>`],
    ['the result of a formula', `<c r="A1" t="str"><f>B1&amp;C1</f><v>${number}</v></c>`],
    ['an inline text', `<c r="A1" t="inlineStr"><is><r><t>${number}</t></r></is></c>`],
    ['a prefix', `<x:c r="A1"><x:v>${number}</x:v></x:c>`],
  ])('masks %s', (_, cell) => {
    const { xml } = maskSheet(row(cell), book, values);
    expect(xml).toContain(dots);
    expect(xml).not.toContain(number);
    expect(xml).not.toContain('f>');
  });

  it('leaves a cell that shows a masked string of the book', () => {
    const source = row('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>');
    const { xml, used, left } = maskSheet(source, book, values);
    expect(xml).toBe(source);
    expect([...used, ...left]).toEqual([1, 0]);
  });

  it('takes a formula away that names the value', () => {
    const { xml, dropsFormulas } = maskSheet(
      row(`<c r="A1"><f>IF(B1="${number}",1,0)</f><v>0</v></c>`),
      book,
      values,
    );
    expect(dropsFormulas).toBe(true);
    expect(xml).not.toContain(number);
  });

  it('does not join the last cell of a row with the first of one without a gap of its own', () => {
    const source = `${row('<c r="A1"><v>1</v></c>')}${row('<c r="A2"><v>2</v></c>')}`;
    expect(maskSheet(source, book, values).xml).toBe(source);
  });
});
