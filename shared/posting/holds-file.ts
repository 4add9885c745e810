/** Whether a body holds a file, or bytes that are no text: forms, JSON and texts do not. */
import { boundaryOf, readMultipart } from './content/multipart.ts';

const looked = 4_096;

/** @param body without content encoding */
export function holdsFile(contentType: string, body: Uint8Array): boolean {
  if (body.length === 0) return false;
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (type.startsWith('multipart/')) {
    const parts = readMultipart(body, boundaryOf(contentType));
    // What cannot be taken apart may be anything.
    return parts.length === 0 || parts.some(({ fileName }) => fileName !== null);
  }
  if (
    !/^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)$|application\/(?:graphql|x-ndjson|x-www-form-urlencoded)$)/.test(
      type,
    )
  ) {
    return true;
  }
  return isBinary(body);
}

/** A type is the sender's word: control characters and known beginnings tell otherwise. */
function isBinary(body: Uint8Array): boolean {
  const head = body.subarray(0, looked);
  if (
    head.some(
      (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b,
    )
  ) {
    return true;
  }
  return String.fromCharCode(...head.subarray(0, 5)) === '%PDF-';
}
