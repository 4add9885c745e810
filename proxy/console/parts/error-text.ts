import { ApiError } from '../api-error.ts';
import { ownHalf } from '../text/own-half.ts';
import type { Words } from '../words/ja.ts';

/** The same where no form shows the fields: what is wrong with them follows. */
export function errorTextWithFields(error: unknown, words: Words): string {
  const fields = error instanceof ApiError ? Object.values(error.fields) : [];
  return [errorText(error, words), ...fields.map((text) => ownHalf(text, words.code))].join(' ');
}

/** The sentence for a failed call: the hub's own where it gave one. */
export function errorText(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.broken;
  if (error.message !== '') return ownHalf(error.message, words.code);
  return error.code === 'unreachable' ? words.unreachable : words.unknownError(error.status);
}
