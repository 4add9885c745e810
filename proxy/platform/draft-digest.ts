/** Keyed digests of drafts: the same at the hub and at the terminal that compares. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Hexadecimal, truncated as all digests that are kept. @param key base64url */
export function draftDigest(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(text)
    .digest('hex')
    .slice(0, 32);
}

/** What `draftDigest` is taken of where it is a file. Never written anywhere. */
export function fileSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function newDraftKey(): string {
  return randomBytes(32).toString('base64url');
}
