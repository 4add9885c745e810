/**
 * The organisation's secret → what is made with it. It lies with the hub and the terminals, in files
 * that only their owner reads, and never reaches a browser.
 */
import { createHmac } from 'node:crypto';

export interface SecretUses {
  /** Of the fingerprints. */
  readonly grams: Uint8Array;
  /** Tells which secret made a set; says nothing of the secret. */
  readonly name: string;
  /** Of exact bytes. */
  digest(bytes: Uint8Array): string;
}

export function usesOf(secret: Uint8Array): SecretUses {
  const derived = (use: string) => createHmac('sha256', secret).update(use).digest();
  const digestKey = derived('sekisho registered digest');
  return {
    grams: derived('sekisho registered grams'),
    name: derived('sekisho registered name').toString('hex').slice(0, 16),
    digest: (bytes) => createHmac('sha256', digestKey).update(bytes).digest('hex'),
  };
}
