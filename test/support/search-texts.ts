/**
 * Japanese texts for the search of the posting log: words of a few characters put together by chance,
 * some frequent and most rare, as in a language.
 */
import { random as randomFrom } from './random.ts';

const characters = [
  ...'市民祭雪花火災害防広報館図書学校教育福祉健康子育支援相談窓口道路除雪水道税金年始末休日開催中止延期会場駐車案内募集申込締切農業林観光温泉山川橋駅前通東西南北春夏秋冬朝昼夜',
];
const little = ['の', 'は', 'を', 'で', 'に', 'が', 'です', 'ます', 'から', 'まで', 'お知らせ'];

/** @returns a text of about so many characters, ending in what all of them end in */
export function searchTexts(seed: number): (letters: number) => string {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const words = Array.from({ length: 3000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 2.4) }, () => pick(characters)).join(''),
  );
  // The square makes the first words the frequent ones.
  const word = () => words[Math.floor(random() ** 3 * words.length)] ?? '';
  return (letters) => {
    let text = '';
    while (text.length < letters) text += word() + pick(little) + (random() < 0.1 ? '。' : '');
    return `${text}\n#横手市`;
  };
}
