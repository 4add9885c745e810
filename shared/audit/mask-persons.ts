/** Takes names, addresses and dates of birth out of a text before it is stored. */
import { personalKinds } from '../detection/finding.ts';
import { foundSpans } from '../detection/found-spans.ts';
import type { Corner } from '../detection/part.ts';
import { mask } from './mask.ts';

export function maskPersons(text: string, corner: Corner | null = null): string {
  let masked = '';
  let done = 0;
  for (const { start, end } of foundSpans(text, personalKinds, { corner })) {
    if (end <= done) continue;
    masked += start < done ? '' : text.slice(done, start) + mask;
    done = end;
  }
  return masked + text.slice(done);
}
