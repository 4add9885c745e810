/** Bytes → lines of JSON. A line longer than the limit ends the reading: nobody sends such a thing in earnest. */
const longestLine = 32 * 1024 * 1024;

/**
 * Gives each line to `onLine`, in order, until the stream ends.
 * @throws RangeError on a line over 32 MiB; what the stream throws
 */
export async function readJsonLines(
  stream: ReadableStream<Uint8Array>,
  onLine: (value: unknown) => Promise<void>,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line.trim() !== '') await onLine(parsed(line));
    if (done) return;
    if (rest.length > longestLine) throw new RangeError('line too long');
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
