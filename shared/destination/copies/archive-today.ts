/**
 * archive.today and its other names: `/newest/URL`, `/20200101/URL`, `/o/AbCdE/URL`, `/https://…`,
 * `/?url=URL`; and `/AbCdE`, which tells nobody whose page it is.
 */
import type { Destination } from '../destination.ts';
import { parameter, pathOrigin } from './origin-text.ts';

const named = pathOrigin(
  /^\/(?:(?:newest|oldest|timegate|timemap|\d{4,14}|\*)\/+|o\/[^/]+\/+)?(https?(?::|%3A).+|[^/]+\.[^/]+.*)$/i,
);
const dated = pathOrigin(/^\/(?:newest|oldest|timegate|\d{4,14}|o\/[^/]+)\/+(.+)$/);
const pagesOfItsOwn = /^\/(?:$|faq|search|submit|post|blog|scripts?|js|css|img|favicon)/;

export function archiveTodayOrigin(destination: Destination): string | null {
  const { path } = destination;
  const asked = parameter('url')(destination);
  if (asked !== null) return asked;
  return pagesOfItsOwn.test(path) ? null : (named(destination) ?? dated(destination) ?? '');
}
