/** The entry that allows a destination as a page, as its host, or with sub-domains. */
import {
  type Destination,
  defaultPorts,
  hostText,
} from '../../../shared/destination/destination.ts';
import type { suggestAs } from '../../../shared/protocol/policy-change.ts';

export type SuggestAs = (typeof suggestAs)[number];

/** Filters have no scheme: a page that moves from http to https stays reachable. */
export function matchOf(destination: Destination, as: SuggestAs): string {
  const { scheme, port, path, kind } = destination;
  const own = port === defaultPorts[scheme] ? '' : `:${port}`;
  const place = `${hostText(destination)}${own}`;
  // An address has no sub-domains, and takes no dot.
  const exact = kind === 'address' ? place : `.${place}`;
  switch (as) {
    case 'page':
      return path === '' || path === '/' ? exact : `${exact}${path}`;
    case 'host':
      return exact;
    case 'subdomains':
      return place;
  }
}
