/** Pages kept by a crawler, as ARC (Internet Archive, 1996) and WARC (ISO 28500): heads, then answers as they came. */
import { NotInspected } from './limits.ts';

export interface WebRecord {
  readonly head: string;
  readonly body: Uint8Array;
}

export function isWebArchive(start: string): boolean {
  return /^(?:filedesc:\/\/\S+ [\d.]+ \d{14} |WARC\/[\d.]+\r?\n)/.test(start);
}

/** @throws NotInspected `broken` where a record has no length, `truncated` where it is longer than the file */
export function* webRecords(bytes: Uint8Array): Generator<WebRecord> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < content.length; ) {
    if (content[at] === 0x0a || content[at] === 0x0d) {
      at++;
      continue;
    }
    const isWarc = content.subarray(at, at + 5).equals(Buffer.from('WARC/'));
    const { head, next } = isWarc ? fields(content, at) : line(content, at);
    const length = (isWarc ? /^content-length:\s*(\d+)/im : / (\d+)\s*$/).exec(head)?.[1];
    if (length === undefined) throw new NotInspected('broken');
    const end = next + Number(length);
    if (end > content.length) throw new NotInspected('truncated');
    yield* withAnswer(head, content.subarray(next, end));
    at = end;
  }
}

/** An answer of HTTP has a head of its own before what it is about. */
function* withAnswer(head: string, body: Buffer): Generator<WebRecord> {
  if (!/^HTTP\/\d/.test(body.toString('latin1', 0, 10))) yield { head, body };
  else {
    const { head: answer, next } = fields(body, 0);
    yield { head: `${head}\n${answer}`, body: body.subarray(next) };
  }
}

/** Up to an empty line. */
function fields(content: Buffer, from: number): { head: string; next: number } {
  const [plain, wide] = ['\n\n', '\r\n\r\n'].map((end) => {
    const found = content.indexOf(end, from);
    return found < 0 ? content.length : found + end.length;
  });
  const next = Math.min(plain ?? content.length, wide ?? content.length);
  return { head: content.toString('utf8', from, next), next };
}

function line(content: Buffer, from: number): { head: string; next: number } {
  const feed = content.indexOf(0x0a, from);
  const next = feed < 0 ? content.length : feed + 1;
  return { head: content.toString('utf8', from, next), next };
}
