import { language, text } from '../platform/text.ts';
import { ownHalf } from './own-half.ts';

/** @param wrong what link or hub said; nothing: they did not answer */
export function failureText(wrong: string | null | undefined): string {
  return wrong ? text('error_refused', ownHalf(wrong, language())) : text('error_unreachable');
}
