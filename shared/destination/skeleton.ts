/**
 * Text as it looks: what the eye takes for the same has the same skeleton (UTS #39, 4). The table
 * holds what Unicode's confusables.txt makes of the letters of a host name into a–z, as far as fonts
 * show them alike; marks over letters are left out.
 */
import { unicodeHost } from './punycode.ts';

/** Of each ASCII letter: what looks like it. */
const alike: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'Ььƅɓ',
  c: 'сϲᴄ',
  d: 'ԁđɗ',
  e: 'еεɛєҽ',
  f: 'ƒ',
  g: 'ɡցɠ',
  h: 'һհħ',
  i: 'іιıɩɪӏⵏ',
  j: 'јյϳ',
  k: 'кκƙĸ',
  l: '1łǀ',
  m: 'м',
  n: 'ոηпŋռ',
  o: '0оοօσøᴏ০੦୦௦൦๐໐ഠסه٥ଠ',
  p: 'рρթ',
  q: 'ԛզգ',
  r: 'гɾᴦ',
  s: 'ѕƽꜱ',
  t: 'тτŧƫ',
  u: 'սυμʋᴜ',
  v: 'νѵᴠ',
  w: 'ѡԝωшɯաᴡ',
  x: 'хχ',
  y: 'уγүყʏ',
  z: 'ᴢƶ',
};
const letterOf = new Map<string, string>();
for (const [letter, others] of Object.entries(alike)) {
  for (const other of others) letterOf.set(other, letter);
}

/** Names without any of these look like nothing but themselves, and most are. */
const doubtful = /xn--|[01]|rn|vv|[^\x21-\x7e]/;

/** @param host canonical */
export function skeleton(host: string): string {
  if (!doubtful.test(host)) return host;
  const letters = [...unicodeHost(host).normalize('NFKD').replace(/\p{M}/gu, '')];
  return letters
    .map((letter) => letterOf.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}
