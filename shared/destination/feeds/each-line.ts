/** Walks the lines of a text without a copy of them all. `\r\n` counts as one end. */
export function eachLine(text: string, use: (line: string, number: number) => void): void {
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const last = stop > at && text.charCodeAt(stop - 1) === 0x0d ? stop - 1 : stop;
    use(text.slice(at, last), ++number);
    at = stop + 1;
  }
}
