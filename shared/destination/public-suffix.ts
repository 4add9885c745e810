/** What the public suffix list says of a host. The only file that imports tldts. */
import { parse } from 'tldts';

const options = { allowPrivateDomains: true, extractHostname: false } as const;

/** The part that somebody registered, e.g. `city.kobe.jp`; null for a public suffix, an address, a name inside a house. */
export function registrableDomain(host: string): string | null {
  return parse(host, options).domain;
}

/** Whether everybody may register below it: `com`, `go.jp`, `github.io`. */
export function isPublicSuffix(host: string): boolean {
  const { publicSuffix, isIcann, isPrivate, isIp } = parse(host, options);
  return isIp !== true && publicSuffix === host && (isIcann === true || isPrivate === true);
}

/** Whether a name ends in a domain that there is (ICANN's part of the list). */
export function isKnownSuffix(host: string): boolean {
  return (
    parse(host, options).isIcann === true ||
    parse(host, { ...options, allowPrivateDomains: false }).isIcann === true
  );
}

/** Suffixes that only public bodies and schools can register below: to allow them whole is meant. */
const publicBodies: ReadonlySet<string> = new Set(['go.jp', 'lg.jp', 'ac.jp', 'ed.jp']);

/**
 * How much a host with its sub-domains takes in: `tld` every name of a top-level domain (`jp`),
 * `suffix` everybody's names below a public suffix (`go.jp`, `github.io`), else null.
 */
export function breadthOf(host: string): 'tld' | 'suffix' | null {
  const { publicSuffix, isIcann, isPrivate, isIp } = parse(host, options);
  if (isIp === true || publicSuffix !== host || publicBodies.has(host)) return null;
  if (!host.includes('.')) return isIcann === true ? 'tld' : null;
  return isIcann === true || isPrivate === true ? 'suffix' : null;
}
