/** What a person typed for somebody else to read: masked, and nothing of it where that is not enough. */
import { detect } from '../detection/detect.ts';
import { isPublishedKind, personalKinds } from '../detection/finding.ts';
import { textPart } from '../detection/part.ts';
import { mask, maskText } from './mask.ts';
import { maskPersons } from './mask-persons.ts';

/** What is kept has to be free of what would be reported, and of what nearly would. */
const threshold = 0.3;

/** At most 1000 characters. A mark (秘) is a word, and stays. */
export function typedReason(text: string): string {
  const masked = maskText(text);
  const left = detect([textPart(masked)], { threshold }).some(
    ({ kind }) => kind !== 'mark' && !personalKinds.has(kind) && !isPublishedKind(kind),
  );
  return left ? mask : maskPersons(masked);
}
