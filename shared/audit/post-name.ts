/**
 * A service's own name of a post as it is kept: whole, because edits and deletions find their post by
 * it, or not at all. Page and server choose it, so one that may be a number of a person is left out.
 */
import { detect } from '../detection/detect.ts';
import { textPart } from '../detection/part.ts';

const threshold = 0.3;

export function keptPostName(name: string | undefined): string | undefined {
  if (name === undefined || !/\d{7}/.test(name)) return name;
  const numbers = name.match(/\d{7,}/g) ?? [];
  const isFound = numbers.some((each) => detect([textPart(each)], { threshold }).length > 0);
  return isFound ? undefined : name;
}
