import { describe, expect, it } from 'vitest';
import { machineReadableCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'passport';
const field = (text: string) => `${text}${machineReadableCheckDigit(text)}`;
const zone = `${field('MZ9876543')}JPN${field('850112')}F${field('310228')}<<<<<<<<<<<<<<02`;

describe('the number of a passport', () => {
  it.each([
    ['full-width', '旅券番号　ＴＺ１２３４５６７'],
    ['in small letters', 'passport: ab1111111'],
    ['written over', 'パスポート番号: TZ1234567 を伝票に転記'],
    ['as a machine reads it', zone],
    ['as a machine reads it, with spaces', zone.replace('JPN', ' JPN ')],
  ])('is found %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['no word', 'TR1234567'],
    ['three letters', 'パスポート番号: XAB 1234567'],
    ['another zone', zone.replace('JPN85', 'JPN86')],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
