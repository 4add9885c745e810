const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * The hub writes its sentences in both languages, `日本語 / English`: the half that the page speaks.
 * A text in one language stays whole.
 */
export function ownHalf(text: string, language: 'ja' | 'en'): string {
  for (let at = text.indexOf('/'); at !== -1; at = text.indexOf('/', at + 1)) {
    const left = text.slice(0, at).trim();
    const right = text.slice(at + 1);
    if (!right.startsWith(' ') || !japanese.test(left) || japanese.test(right)) continue;
    return language === 'ja' ? left : right.trim();
  }
  return text;
}
