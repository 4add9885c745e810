import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftText, wholeDraftText } from '../../../shared/posting/draft-text.ts';

describe('the text of a draft', () => {
  test.each<[string, string, string]>([
    ['line ends', '一行目\r\n二行目\r三行目', '一行目\n二行目\n三行目'],
    ['spaces at the ends of lines', '一行目  \n二行目\u3000\n\n', '一行目\n二行目'],
    ['composed and decomposed letters', 'か\u3099くぶち', 'がくぶち'],
    [
      'a link that a service sends once more',
      '詳しくは https://city.example/a をご覧ください\nhttps://city.example/a',
      '詳しくは https://city.example/a をご覧ください',
    ],
    [
      'a link whose scheme the person left out',
      '詳しくは（city.example/a）\nhttps://city.example/a',
      '詳しくは（city.example/a）',
    ],
  ])('passes over %s', (_, sent, kept) => {
    expect(draftText(sent)).toBe(kept);
  });

  test.each<[string, string, string]>([
    ['width', 'ＡＢＣ', 'ABC'],
    ['case', 'Yokote', 'yokote'],
    ['spaces inside', '雪 まつり', '雪まつり'],
    ['lines inside', '雪\n\nまつり', '雪\nまつり'],
    ['kanji that look alike', '⽇', '日'],
    ['what a service hangs onto a link', 'https://a.example/', 'https://a.example/?utm_source=x'],
    [
      'a link that stands in no line',
      '詳しくは市のサイトへ',
      '詳しくは市のサイトへ\nhttps://evil.example/',
    ],
    [
      'a link to a longer address',
      '見て https://a.example/x',
      '見て https://a.example/x\nhttps://a.example/x/y',
    ],
    ['a link by http in place of https', '見て a.example', '見て a.example\nhttp://a.example'],
    ['invisible letters', '雪まつり', '雪\u200bまつり'],
  ])('does not pass over %s', (_, one, other) => {
    expect(draftText(one)).not.toBe(draftText(other));
  });

  test('is the same when taken twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(draftText(draftText(text))).toBe(draftText(text));
      }),
    );
  });

  test('has the descriptions of its pictures behind it, each once', () => {
    expect(wholeDraftText('雪まつり', ['雪像', '', '雪像'])).toBe('雪まつり\n雪像');
  });
});
