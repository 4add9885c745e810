/** Where the body of an answer ends, and what of its bytes is content. */
import type { Framing } from './answer-head.ts';

export interface BodyRead {
  /** Content among the bytes, in order; they stay valid. */
  readonly pieces: readonly Buffer[];
  /** `over`: bytes came behind its end. */
  readonly state: 'more' | 'end' | 'over' | 'broken';
}

export interface AnswerBody {
  read(bytes: Buffer): BodyRead;
  /** The connection has ended. @returns whether the body has as well */
  readonly endsByClose: boolean;
}

const longestLine = 1_024;
const longestTrailers = 8_192;
const size = /^([0-9A-Fa-f]{1,8})(?:;[\t -~]*)?$/;
const trailer = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*$/;

export function answerBody(framing: Framing): AnswerBody {
  switch (framing.by) {
    case 'nothing':
      return { read: ofLength(0), endsByClose: false };
    case 'length':
      return { read: ofLength(framing.bytes), endsByClose: false };
    case 'close':
      return { read: (bytes) => ({ pieces: some(bytes), state: 'more' }), endsByClose: true };
    case 'chunks':
      return { read: ofChunks(), endsByClose: false };
    default:
      return framing satisfies never;
  }
}

function some(bytes: Buffer): Buffer[] {
  return bytes.length === 0 ? [] : [bytes];
}

function ofLength(length: number): AnswerBody['read'] {
  let left = length;
  return (bytes) => {
    const own = bytes.length > left ? bytes.subarray(0, left) : bytes;
    left -= own.length;
    const state = left > 0 ? 'more' : own.length < bytes.length ? 'over' : 'end';
    return { pieces: some(own), state };
  };
}

/** RFC 9112, 7.1. Extensions and trailers are read and dropped. */
function ofChunks(): AnswerBody['read'] {
  let expects: 'size' | 'data' | 'data-end' | 'trailers' = 'size';
  let left = 0;
  /** A line whose end has not come. */
  let begun = '';
  let trailers = 0;

  return (bytes) => {
    const pieces: Buffer[] = [];
    const broken: BodyRead = { pieces, state: 'broken' };
    for (let at = 0; at < bytes.length; ) {
      if (expects === 'data') {
        const piece = bytes.subarray(at, at + left);
        pieces.push(piece);
        at += piece.length;
        left -= piece.length;
        if (left === 0) expects = 'data-end';
        continue;
      }
      const lineEnd = bytes.indexOf(10, at);
      const upTo = lineEnd < 0 ? bytes.length : lineEnd + 1;
      if (begun.length + upTo - at > longestLine) return broken;
      begun += bytes.toString('latin1', at, upTo);
      at = upTo;
      // What can be no line end is not waited for.
      if (expects === 'data-end' && !'\r\n'.startsWith(begun)) return broken;
      if (lineEnd < 0) break;
      if (!begun.endsWith('\r\n')) return broken;
      const line = begun.slice(0, -2);
      begun = '';
      if (expects === 'data-end') {
        expects = 'size';
      } else if (expects === 'size') {
        const [, digits] = size.exec(line) ?? [];
        if (digits === undefined) return broken;
        left = Number.parseInt(digits, 16);
        expects = left === 0 ? 'trailers' : 'data';
      } else if (line === '') {
        return { pieces, state: at < bytes.length ? 'over' : 'end' };
      } else {
        trailers += line.length;
        if (!trailer.test(line) || trailers > longestTrailers) return broken;
      }
    }
    return { pieces, state: 'more' };
  };
}
