/**
 * Text from outside, made safe to look at: characters that show nothing, or turn the direction of
 * what follows, are spelt out. (That it stays text is the DOM's business.)
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
const longest = 500;

export function visibleText(text: string): string {
  return spelt(shortened(text));
}

/** Ends of lines stay what they are; nothing is left out. */
export function visibleLines(text: string): string {
  return text.split('\n').map(spelt).join('\n');
}

export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function spelt(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
