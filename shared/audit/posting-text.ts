/** The text of a posting as it is kept: masked where something was found in it. */
import { detect } from '../detection/detect.ts';
import { isPublishedKind, personalKinds } from '../detection/finding.ts';
import { textPart } from '../detection/part.ts';
import { mask, maskPosting } from './mask.ts';
import { maskPersons } from './mask-persons.ts';

/** What is kept has to be free of what would be reported, and of what nearly would. */
const threshold = 0.3;

/**
 * @param isFound whether anything was found in it that is not published every day, or it could not be looked at. Where the mask
 * leaves something that would be found again (names of many persons), nothing of it is kept.
 */
export function postingText(text: string, isFound: boolean): string {
  if (!isFound) return maskPosting(text, isFound);
  const masked = maskPosting(text, isFound);
  const left = detect([textPart(masked)], { threshold }).some(
    ({ kind }) => kind !== 'mark' && !personalKinds.has(kind) && !isPublishedKind(kind),
  );
  return left ? mask : maskPersons(masked);
}
