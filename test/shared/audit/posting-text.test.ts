import { describe, expect, it } from 'vitest';
import { mask } from '../../../shared/audit/mask.ts';
import { postingText } from '../../../shared/audit/posting-text.ts';
import { individual } from '../../proxy/inspection/build-documents.ts';

const number = individual();
const grouped = number.replace(/(\d{4})(?=\d)/g, '$1-');
const people = Array.from(
  { length: 12 },
  (_, n) =>
    `山田${'一二三四五六七八九十百千'[n]}郎 秋田県横手市中央町${n + 1}-1 yamada${n}@example.jp`,
);

describe('the text of a posting is kept', () => {
  it.each([
    [
      'as it is where nothing was found',
      '明日は雪まつりです\n会場は役所前',
      false,
      '明日は雪まつりです\n会場は役所前',
    ],
    [
      'with the city’s telephone number',
      'お問い合わせは 0182-35-2111 へ',
      false,
      'お問い合わせは 0182-35-2111 へ',
    ],
    ['with its lines, whatever ends them', 'a\r\nb', false, 'a\nb'],
  ])('%s', (_, text, isFound, expected) => {
    expect(postingText(text, isFound)).toBe(expected);
  });

  it.each([
    ['an Individual Number that was found', `個人番号 ${number}`, true],
    ['one in groups of four', `個人番号 ${grouped}`, true],
    ['one over several lines', `個人番号\n${grouped.replaceAll('-', '\n')}`, true],
    ['twelve digits that nobody took for one', `受付 ${number}`, false],
  ])('without %s', (_, text, isFound) => {
    const kept = postingText(text, isFound);
    expect(kept.normalize('NFKC').replace(/\D/g, '')).not.toContain(number);
    expect(kept).toContain(mask);
  });

  it('not at all where the mask would leave a list of persons', () => {
    expect(postingText(people.join('\n'), true)).not.toContain('山田');
  });

  it('up to ten thousand characters', () => {
    expect(postingText('あ'.repeat(20_000), false)).toHaveLength(10_000);
  });
});
