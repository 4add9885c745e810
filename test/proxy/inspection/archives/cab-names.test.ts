import { describe, expect, it } from 'vitest';
import { cabNames } from '../../../../proxy/inspection/archives/cab-names.ts';
import { cabOf } from '../build-archives.ts';
import { encoded, utf8 } from '../build-documents.ts';

const content = Buffer.from('content');

describe('cabNames', () => {
  it.each([
    ['Shift_JIS', encoded('表\\名簿.txt', 'SJIS'), false],
    ['UTF-8', utf8('表\\名簿.txt'), true],
  ])('reads names in %s', (_, name, isUtf8) => {
    const bytes = cabOf(
      [
        { name, content },
        { name: utf8('b.txt'), content },
      ],
      isUtf8,
    );
    expect(cabNames(bytes)).toEqual(['表/名簿.txt', 'b.txt']);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half a header', cabOf([{ name: utf8('a'), content }]).subarray(0, 30)],
  ])('gives none of %s', (_, bytes) => {
    expect(cabNames(bytes)).toEqual([]);
  });
});
