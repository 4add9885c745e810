/** What came of reading an account's list, in a sentence or some. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { Words } from '../words/ja.ts';
import { ownHalf } from './own-half.ts';

type Answer = ConsoleAnswer<'readImport'>;

export function importOutcomeText({ import: shown, outcome }: Answer, words: Words): string {
  const own = words.imports;
  const { failure } = shown;
  if (outcome.failure !== null && failure !== null) {
    return [failure.message, failure.cure].map((each) => ownHalf(each, words.code)).join(' ');
  }
  const { read, found, gone, back, isCut } = outcome;
  return [
    read === 0 ? own.nothingCame : own.cameOf(words.count(read), words.count(found)),
    ...(gone === 0 ? [] : [own.gone(words.count(gone))]),
    ...(back === 0 ? [] : [own.back(words.count(back))]),
    ...(isCut ? [own.cut] : []),
  ].join(words.code === 'ja' ? '' : ' ');
}
