/** Names of the files of a cabinet, in order. */
import { decode, detectCharset } from '../charset.ts';
import { cabFiles } from './cab-files.ts';

const utf8Name = 0x80;

/** What could be read before the directory breaks off. */
export function cabNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    for (const { name, attributes } of cabFiles(bytes)) {
      const isUtf8 = (attributes & utf8Name) !== 0;
      const text = decode(name, isUtf8 ? 'utf-8' : (detectCharset(name) ?? 'shift_jis'));
      names.push(text.replaceAll('\\', '/'));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return names;
}
