/** Material that others made to test against: beside the repository, and not always there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = path.join(import.meta.dirname, '../../../shared/data');

/** null where there is none: such tests say "not run: no data". */
export function readData<T>(file: string): T | null {
  const whole = path.join(folder, file);
  return existsSync(whole) ? (JSON.parse(readFileSync(whole, 'utf8')) as T) : null;
}

/** The title of tests over such material. */
export function withData(title: string, isMissing: boolean): string {
  return isMissing ? `${title} (not run: no data)` : title;
}

/** Every host name in a packed text, as it stands there; null where there is no such file. */
export function readHosts(file: string): string[] | null {
  const whole = path.join(folder, file);
  if (!existsSync(whole)) return null;
  const text = gunzipSync(readFileSync(whole)).toString('utf8');
  const found = text.matchAll(/(?:^|[\s/])((?:[a-z0-9-]+\.)+[a-z0-9-]{2,})(?=$|[\s/:])/gim);
  return [...found].map(([, host = '']) => host);
}
