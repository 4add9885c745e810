import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'residence-card';

describe('the number of a residence card', () => {
  it.each([
    ['of a permanent resident', '特別永住者証明書番号 AB12345678CD', false],
    ['full-width', '在留カード番号：ＡＢ１２３４５６７８ＣＤ', false],
    ['in small letters behind its word', '在留カード ab12345678cd', false],
    ['alone', 'AB12345678CD', true],
  ])('is found %s', (_, text, alone) => {
    expect(kindsIn(text, alone)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['a part', '部品 AB12345678CD を発注'],
    ['too short', 'コード: AB1234CD'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
