/**
 * Text as it looks: what the eye takes for the same has the same skeleton (UTS #39, 4). The table
 * holds what Unicode's confusables.txt makes of the letters of a host name into a–z, as far as fonts
 * show them alike; marks over letters are left out.
 */
import { unicodeHost } from './punycode.ts';

/**
 * Of ASCII letters and digits: what looks like it, also with a hook, a tail or a bar, which the
 * decomposition leaves on Cyrillic letters.
 */
const alike: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'Ььƅɓвҍ',
  c: 'сϲᴄҫင',
  d: 'ԁđɗԃძ',
  e: 'еεɛєҽҿၔ',
  f: 'ƒғӻ',
  g: 'ɡցɠԍဌ',
  h: 'һհħнћңҥӈӊԧԩ',
  i: 'іιıɩɪⵏ',
  j: 'јյϳ၂',
  k: 'кκƙĸқҝҟҡӄԟ',
  l: '1łǀӏ',
  m: 'мӎ',
  n: 'ոηпŋռԥกח',
  o: '0оοօσøᴏ০੦୦௦൦๐໐ഠסه٥ଠɵө०૦౦೦၀',
  p: 'рρթþϼҏ',
  q: 'ԛզգ',
  r: 'гɾᴦґ',
  s: 'ѕƽꜱടรຣຮ',
  t: 'тτŧƫҭԏ丁七丅丆',
  u: 'սυμʋᴜ',
  v: 'νѵᴠ',
  w: 'ѡԝωшɯաᴡщพฟພຟ',
  x: 'хχҳӽӿ乂',
  y: 'уγүყʏұ丫',
  z: 'ᴢƶ',
  2: '२২੨૨୨',
  3: 'зҙӡვဒ',
  4: '੫',
  7: '੭ย',
  8: '৪੪',
  ae: 'æӕ',
  oe: 'œ',
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
