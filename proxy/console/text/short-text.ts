/** The beginning of a text in one line, for a table: whole characters, and … where more follows. */
export function shortText(text: string, most = 120): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}…`;
}
