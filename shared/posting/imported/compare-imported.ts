/**
 * Whether a post that stands at the service passed the barrier: by its address; where the log has no
 * address, by its text near its time.
 */
import { foldWord } from '../../policy/compile-posting.ts';
import type { ImportedPost } from './imported-post.ts';

/** A posting of the log that left. */
export interface LoggedPost {
  readonly address: string | null;
  readonly act: string;
  /** As it is kept: masked. */
  readonly text: string;
  readonly at: string;
}

const minute = 60_000;
/** Clocks of terminals and services differ, and a service takes its time. */
const nearMs = 15 * minute;
/** What was scheduled long before. */
const scheduledMs = 100 * 24 * 60 * minute;
/** A word or two are the same by chance. */
const fewest = 4;

/** @param text of the post, masked as the log's is */
export function passedBarrier(
  { address, act, at }: ImportedPost,
  text: string,
  logged: readonly LoggedPost[],
): boolean {
  return logged.some((each) => {
    if (each.address !== null && address !== null) return isSame(each.address, address);
    const apart = Date.parse(at) - Date.parse(each.at);
    const isNear = Math.abs(apart) <= nearMs;
    if (act === 'repost') return isNear && each.act === 'repost';
    const isScheduled = each.act === 'schedule' && apart >= 0 && apart <= scheduledMs;
    return (isNear || isScheduled) && saysTheSame(text, each.text);
  });
}

/** Whether the text that stands there now was an edit through the barrier, whenever that was. */
export function editPassed(
  { address }: Pick<ImportedPost, 'address'>,
  text: string,
  logged: readonly LoggedPost[],
): boolean {
  return logged.some(
    (each) =>
      each.act === 'edit' &&
      (each.address === null || address === null || isSame(each.address, address)) &&
      saysTheSame(text, each.text),
  );
}

/** A slash at the end, a fragment and the host's case make no other address. */
function isSame(one: string, other: string): boolean {
  return foldAddress(one) === foldAddress(other);
}

export function foldAddress(address: string): string {
  const bare = address.replace(/#.*$/s, '').replace(/\/$/, '');
  return bare.replace(/^https?:\/\/[^/]+/i, (start) => start.toLowerCase());
}

/** A feed has a part of the text, or adds its title. */
function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [foldWord(one), foldWord(other)];
  if (a === b) return a !== '';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= fewest && long.includes(short);
}
