import { expect, it } from 'vitest';
import { maskPersons } from '../../../shared/audit/mask-persons.ts';

it.each([
  ['佐藤一郎様の申請書', '•••様の申請書'],
  ['住所：秋田県横手市例示町1-99、生年月日 S55.3.1', '住所：•••、生年月日 •••'],
  ['横手市長 高橋 大の挨拶', '横手市長 高橋 大の挨拶'],
  ['', ''],
])('%s', (text, masked) => {
  expect(maskPersons(text)).toBe(masked);
});

it('reads the name of a file', () => {
  expect(maskPersons('転出届_佐藤一郎.pdf', 'name')).toBe('転出届_•••.pdf');
});
