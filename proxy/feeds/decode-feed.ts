/** Bytes of a feed → text: unpacked where they are gzip, in the charset that is told or found. */
import { gunzipSync } from 'node:zlib';
import type { FeedFailure } from '../../shared/destination/feeds/feed-words.ts';
import { decode, detectCharset } from '../inspection/charset.ts';

/** @param limit bytes of the unpacked text */
export function decodeFeed(
  bytes: Uint8Array,
  charset: 'utf-8' | 'shift_jis' | 'auto',
  limit: number,
): { readonly text: string } | { readonly failure: FeedFailure } {
  const unpacked = unpack(bytes, limit);
  if ('failure' in unpacked) return unpacked;
  if (unpacked.length > limit) return { failure: 'too-large' };
  const found = charset === 'auto' ? detectCharset(unpacked) : charset;
  return found === null ? { failure: 'not-text' } : { text: decode(unpacked, found) };
}

function unpack(bytes: Uint8Array, limit: number): Uint8Array | { readonly failure: FeedFailure } {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { failure: 'too-large' };
    return { failure: code === 'Z_BUF_ERROR' ? 'half' : 'not-text' };
  }
}
