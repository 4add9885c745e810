const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * Link and hub write their sentences in both languages, `日本語 / English`: the half that the page speaks.
 * A text in one language stays whole.
 */
export function ownHalf(text: string, language: string): string {
  for (let at = text.indexOf('/'); at !== -1; at = text.indexOf('/', at + 1)) {
    const left = text.slice(0, at).trim();
    const right = text.slice(at + 1);
    if (!right.startsWith(' ') || !japanese.test(left) || japanese.test(right)) continue;
    return language === 'en' ? right.trim() : left;
  }
  return text;
}
