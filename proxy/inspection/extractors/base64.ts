/** Content in Base64: what it is tells whether a string was that, or a word, a key, a digest. */
import { sniff } from '../sniff.ts';

const form = /^(data:[\w.+/;=-]{0,100},)?[A-Za-z0-9+/_\-\s]{64,}(?:=\s*)?(?:=\s*)?$/;

/** null where the string is no content in Base64. */
export async function base64Content(text: string): Promise<Uint8Array | null> {
  const found = form.exec(text);
  if (found === null || /^[0-9a-f]+$/i.test(text)) return null;
  const [, scheme] = found;
  // Also reads the alphabet for URLs.
  const bytes = Buffer.from(text.slice(scheme?.length ?? 0), 'base64');
  if (scheme !== undefined) return bytes;
  return (await sniff(bytes)).type === 'unknown' ? null : bytes;
}
