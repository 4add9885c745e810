/** One spelling for every host. The parser of URL folds case, width, punycode, escapes and number forms. */
import { canonicalAddress } from './address.ts';

export interface CanonicalHost {
  readonly host: string;
  readonly kind: 'name' | 'address';
}

const name = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/** What the parser of URL would leave as it is: most hosts, and all of a long list. */
const plain = /^(?:[a-z0-9_-]{1,63}\.)*[a-z][a-z0-9_-]{0,62}$/;

/**
 * @param text the host of an authority: a name, an IPv4 address, or an IPv6 address in brackets
 * @returns null where no single host can be read: empty labels, stray characters, two hosts
 */
export function canonicalHost(text: string): CanonicalHost | null {
  if (plain.test(text) && text.length <= 253 && !text.includes('xn--')) {
    return { host: text, kind: 'name' };
  }
  if (!text.includes(':') && canonicalAddress(text) !== null) {
    return { host: text, kind: 'address' };
  }
  const folded = fold(text);
  if (folded === null) return null;
  if (folded.startsWith('[')) {
    const address = canonicalAddress(folded.slice(1, -1));
    return address === null ? null : { host: address, kind: 'address' };
  }
  const host = folded.replace(/\.+$/, '');
  // Without its dots `127.0.0.1..` or `0x7f.1..` is a number again, which the parser has to fold.
  if (host !== folded) return canonicalHost(host);
  if (canonicalAddress(host) !== null) return { host, kind: 'address' };
  return host.length <= 253 && name.test(host) ? { host, kind: 'name' } : null;
}

/** Those of the texts that are a host. */
export function canonicalHosts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => canonicalHost(text)?.host ?? []);
}

function fold(text: string): string | null {
  const withoutBrackets = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (text === '' || /[/\\?#@[\]]/.test(withoutBrackets)) return null;
  if (withoutBrackets === text && text.includes(':')) return null;
  try {
    return new URL(`http://${text}/`).hostname;
  } catch {
    return null;
  }
}
