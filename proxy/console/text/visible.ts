/**
 * Text from outside (URLs, names, reasons) is hostile: controls, bidirectional overrides and
 * invisible characters are written out as ⟨U+202E⟩, so that what is read is what is there.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
