/**
 * Hosts whose addresses hide where they lead. Services' own short forms that only lead to
 * themselves (youtu.be, t.co as X writes it, lin.ee of LINE) are not among them; a policy may add them.
 */
export const shorteners: ReadonlySet<string> = new Set([
  '2.gp',
  'amzn.asia',
  'amzn.to',
  'bit.ly',
  'bitly.com',
  'bl.ink',
  'buff.ly',
  'cutt.ly',
  'goo.gl',
  'htn.to',
  'is.gd',
  'j.mp',
  'nico.ms',
  'onl.bz',
  'onl.la',
  'onl.sc',
  'onl.tw',
  'ow.ly',
  'qr.paps.jp',
  'rb.gy',
  'rebrand.ly',
  's.id',
  'short.gy',
  'shorturl.at',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'tr.ee',
  'u0u1.net',
  'ur0.work',
  'urx.blue',
  'urx.red',
  'urx.space',
  'urx2.nu',
  'urx3.nu',
  'ux.getuploader.com',
  'ux.nu',
  'v.gd',
  'x.gd',
  'xgd.io',
]);

/** @param host canonical */
export function isShortener(host: string): boolean {
  return shorteners.has(host.replace(/^www\./, ''));
}

/** The first shortener that a text names: with or without a scheme, in full-width letters too. */
export function findShortener(text: string, more: ReadonlySet<string> = new Set()): string | null {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll('。', '.');
  for (const [, host = ''] of folded.matchAll(
    /(?<![\w.@-])((?:[\w-]{1,63}\.){1,4}[a-z]{2,15})(?=[/?#:])/g,
  )) {
    const name = host.replace(/^www\./, '');
    if (shorteners.has(name) || more.has(name)) return name;
  }
  return null;
}
