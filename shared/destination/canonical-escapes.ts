/**
 * One spelling for the percent-escapes of paths and queries: what needs no escape is written
 * plainly, the rest in upper-case hex (RFC 3986, 6.2.2). Else `/%61dmin` would pass by a block of `/admin`.
 */
export function canonicalEscapes(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%[0-9a-f]{2}/gi, (written) => {
    const character = String.fromCharCode(Number.parseInt(written.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : written.toUpperCase();
  });
}

/** The path or query of a filter as a URL would spell it: Japanese and spaces as escapes. */
export function escapedText(text: string): string {
  const encoder = new TextEncoder();
  const escaped = text.replace(/[^\x21-\x7e]/gu, (character) =>
    [...encoder.encode(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
  );
  return canonicalEscapes(escaped);
}
