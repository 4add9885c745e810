/** A byte stream → its lines. A line that is too long is dropped while it comes: memory stays small. */

export interface Line {
  /** Without its end; broken UTF-8 reads as U+FFFD. '' where `tooLong`. */
  readonly text: string;
  readonly tooLong: boolean;
}

const newline = 0x0a;

/** LF and CRLF end a line; the last one may lack its end. A line feed at the very end begins no line. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maximumBytes = 1_048_576,
): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let isFirst = true;
  const take = (): Line => {
    const tooLong = length > maximumBytes;
    let text = tooLong ? '' : Buffer.concat(pieces).toString('utf8');
    if (text.endsWith('\r')) text = text.slice(0, -1);
    if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
    isFirst = false;
    pieces = [];
    length = 0;
    return { text, tooLong };
  };
  const hold = (piece: Uint8Array) => {
    length += piece.length;
    if (length > maximumBytes) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
