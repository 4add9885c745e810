/** Content in Base64: what it is tells whether a string was that, or a word, a key, a digest. */
import { sniff } from '../sniff.ts';

/** Characters: twelve digits have no fewer. */
export const shortestBase64 = 16;
/** Fewer characters than these are hardly a file: only what reads as text counts. */
const shortestFile = 64;
const form = /^(data:[\w.+/;=-]{0,100},)?[A-Za-z0-9+/_\-\s]{16,}(?:=\s*)?(?:=\s*)?$/;
const strict = new TextDecoder('utf-8', { fatal: true });

/** null where the string is no content in Base64. */
export async function base64Content(text: string): Promise<Uint8Array | null> {
  const found = form.exec(text);
  if (found === null || /^[0-9a-f]+$/i.test(text)) return null;
  const [, scheme] = found;
  // Also reads the alphabet for URLs.
  const bytes = Buffer.from(text.slice(scheme?.length ?? 0), 'base64');
  if (scheme !== undefined) return bytes;
  if (text.length < shortestFile) return readsAsText(bytes) ? bytes : null;
  return (await sniff(bytes)).type === 'unknown' ? null : bytes;
}

/** Words and keys give bytes without sense, which hardly ever are UTF-8 without control characters. */
function readsAsText(bytes: Uint8Array): boolean {
  try {
    return !/[^\P{Cc}\t\r\n]/u.test(strict.decode(bytes));
  } catch {
    return false;
  }
}
