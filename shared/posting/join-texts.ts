/** A line for each, each once: some services send the same words in two forms. */
export function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
}
