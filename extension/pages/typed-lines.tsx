/**
 * Words that somebody typed on several lines, shown on as many. The hub keeps a line's end written
 * out as `\\u{A}`: nothing that acts on a reader is stored.
 */
export function TypedLines({ text }: { text: string }) {
  return (
    <>
      {typedLines(text).map((line, index) => (
        <span key={`${index} ${line}`} class="typed-line">
          {line}
        </span>
      ))}
    </>
  );
}

export function typedLines(text: string): string[] {
  return text.split(/(?:\\u\{D\})?\\u\{A\}/);
}
