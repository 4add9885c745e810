/**
 * A reference as a person types it after hearing it on the telephone: small letters, full width,
 * with or without hyphens, O for 0, I or L for 1. The alphabet is Crockford's Base32.
 * @returns `XXXX-XXXX-XXXX-XXXX`; null where it cannot be one
 */
export function referenceFrom(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{Dash}\p{White_Space}ー_.・]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(text)) return null;
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
