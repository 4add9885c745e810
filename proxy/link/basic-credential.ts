/**
 * Reads `Basic <base64 of user:password>` (RFC 7617) strictly: one canonical spelling, UTF-8, a
 * colon. Anything else is no credential.
 */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

const longest = 1024;

export function parseBasicCredential(header: string | undefined): BasicCredential | null {
  if (header === undefined || header.length > longest) return null;
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  // Buffer skips what it cannot read; only what comes back the same was base64.
  if (bytes.toString('base64') !== encoded) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  const colon = text.indexOf(':');
  // RFC 7617, 2: control characters belong in neither part.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (colon < 0 || /[\u0000-\u001f\u007f]/.test(text)) return null;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
