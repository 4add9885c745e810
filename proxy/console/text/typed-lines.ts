/**
 * The lines of a text that a person typed into a larger field. The hub keeps a line's end written
 * out as `\\u{A}`: nothing that acts on a reader is stored.
 */
export function typedLines(text: string): string[] {
  return text.split(/(?:\\u\{D\})?\\u\{A\}|\r?\n/);
}
