import { ApiError } from '../api-error.ts';
import { ownHalf } from '../text/own-half.ts';
import type { Words } from '../words/ja.ts';

/** The sentence for a failed call: the hub's own where it gave one. */
export function errorText(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.broken;
  if (error.message !== '') return ownHalf(error.message, words.code);
  return error.code === 'unreachable' ? words.unreachable : words.unknownError(error.status);
}
