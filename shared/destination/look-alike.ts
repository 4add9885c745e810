/**
 * Names that are made to be taken for a city's own, or for one of a public body (`lg.jp`, `go.jp`).
 * A host imitates a name, and is not it, where
 *   1. it looks the same, or its part before the public suffix does     yok0te.com  xn--….com
 *   2. the part that was registered is one slip away from the own one    yokotte.com   (six letters and more)
 *   3. the words of the own name are joined                              city-yokote.com  yokotecity.jp
 *   4. `lg.jp` or `go.jp` stands where it counts for nothing             yokote.lg.jp.example  lg-jp.com  city-yokote-lg.jp
 *   5. the public bodies' suffix only looks like it                      city.yokote.1g.jp
 * Names in scripts of their own are left alone: 横手市.jp looks like nothing but itself.
 */
import { servesCopies } from './embedded.ts';
import { registrableDomain } from './public-suffix.ts';
import { skeleton } from './skeleton.ts';

export interface OwnNames {
  /** The name that a canonical host imitates; null where it imitates none, or is one. */
  imitatedBy(host: string): string | null;
}

interface OwnName {
  readonly host: string;
  readonly looks: string;
  /** What was registered: `yokote` of `www.city.yokote.lg.jp`. */
  readonly label: string;
  readonly labelLooks: string;
  /** Its words, joined in either order. */
  readonly joined: ReadonlySet<string>;
}

/** What municipalities put in front of their name. */
const kinds: ReadonlySet<string> = new Set([
  'city',
  'town',
  'vill',
  'village',
  'pref',
  'metro',
  'www',
]);
/** `…-go.jp` is often a word of its own (`tabi-go.jp`): only with a body that people know. */
const bodies =
  /^(?:.*-)?(?:cao|cas|customs|digital|e-?gov|e-?tax|env|fsa|ipa|jma|jpki|kantei|maff|meti|mext|mhlw|mlit|moj|mod|mof|mofa|myna|mynaportal|nenkin|ndl|nisc|npa|nta|pmda|soumu|stat)-go$/;
const shortest = 6;
const remembered = 10_000;

/** @param domains canonical hosts */
export function compileOwnNames(domains: readonly string[]): OwnNames {
  const names = domains.map(readOwn);
  const memory = new Map<string, string | null>();
  return {
    imitatedBy(host) {
      if (isPublicBody(host)) return null;
      const known = memory.get(host);
      if (known !== undefined) return known;
      if (memory.size >= remembered) memory.clear();
      const found = imitated(names, host);
      memory.set(host, found);
      return found;
    },
  };
}

/** Nobody else can register there. */
function isPublicBody(host: string): boolean {
  return host.endsWith('.go.jp') || host.endsWith('.lg.jp') || host === 'go.jp' || host === 'lg.jp';
}

function readOwn(host: string): OwnName {
  const registered = registrableDomain(host) ?? host;
  const labels = host.split('.');
  const at = labels.length - registered.split('.').length;
  // `city.kobe.jp` is registered whole: what people know is the word behind.
  const isKind = kinds.has(labels[at] ?? '') && labels.length > at + 2;
  const label = labels[isKind ? at + 1 : at] ?? host;
  const words = labels.slice(0, labels.indexOf(label) + 1).filter((word) => word !== 'www');
  const orders = words.length > 1 ? [words, words.toReversed()] : [];
  const joined = orders.flatMap((order) => [order.join(''), `${order.join('')}lg`]);
  const looks = skeleton(host);
  return { host, looks, label, labelLooks: skeleton(label), joined: new Set(joined) };
}

function imitated(names: readonly OwnName[], host: string): string | null {
  const isOwn = names.some((name) => host === name.host || host.endsWith(`.${name.host}`));
  if (isOwn) return null;
  return imitatedName(names, host) ?? imitatedSuffix(host);
}

function imitatedName(names: readonly OwnName[], host: string): string | null {
  if (names.length === 0) return null;
  const looks = skeleton(host);
  const label = (registrableDomain(host) ?? '').split('.')[0] ?? '';
  const labelLooks = skeleton(label);
  // ѕсоре.рф is a Russian word under Russia's own name.
  const hasOwnScript = /\.xn--[^.]+$/.test(host);
  const plain = label.replaceAll('-', '');
  const found = names.find((own) => {
    if (looks === own.looks || looks.endsWith(`.${own.looks}`)) return true;
    if (label === '' || label === own.label || hasOwnScript) return false;
    if (labelLooks === own.labelLooks || own.joined.has(plain)) return true;
    return own.label.length >= shortest && isOneSlip(labelLooks, own.labelLooks);
  });
  return found?.host ?? null;
}

function imitatedSuffix(host: string): string | null {
  const looks = skeleton(host);
  if (looks !== host) {
    const [suffix = null] = /(?:lg|go)\.jp$/.exec(looks) ?? [];
    if (suffix !== null && /(?:^|\.)(?:lg|go)\.jp$/.test(looks)) return suffix;
  }
  const inside = /(?:^|[.-])(lg|go)\.jp\./.exec(host)?.[1];
  if (inside !== undefined) return `${inside}.jp`;
  if (/(?:^|[.-])[^.-]+-lg\.jp$/.test(host)) return 'lg.jp';
  const last = host.endsWith('.jp') ? (host.split('.').at(-2) ?? '') : '';
  if (bodies.test(last)) return 'go.jp';
  // `www-city-example-lg-jp.translate.goog` is decided on what it shows.
  if (servesCopies(host)) return null;
  const written = /(?:^|[.-])(lg|go)-jp(?:[.-]|$)/.exec(host)?.[1];
  if (written !== undefined) return `${written}.jp`;
  return /lgjp(?:[.-]|$)/.test(host) ? 'lg.jp' : null;
}

/** One letter more, less, other, or two changed places. */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}
