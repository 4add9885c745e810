/**
 * A sign-in carries what opens the service that it goes to, in fields that the service itself named
 * so: `password`, `refreshJwt`, `sig`. That is no leak. The same in a text that somebody wrote is.
 */
import type { Detector } from '../../../shared/detection/detector.ts';
import { detectors } from '../../../shared/detection/detectors.ts';
import { fold } from '../../../shared/detection/fold.ts';
import type { Field } from './field.ts';

const named =
  /(?:^|[^a-z])(?:sig|key|auth|code|nonce|ticket|otp|pin|pass|pwd)(?:$|[^a-z])|pass(?:word|wd|code|phrase|key)|pwd$|token|secret|credential|signature|jwt|assertion|authorization|session|csrf|xsrf|api[-_]?key|saml|パスワード|暗証/i;
/** One word, as nobody writes a sentence. */
const word = /^\S{1,16384}$/;
/** More is no request of a sign-in. */
const longest = 1_000_000;
const deepest = 50;

export function ownCredentials(fields: readonly Field[]): string[] {
  return fields.flatMap(({ name, value }) => [
    ...(word.test(value) && isNamed(name) ? [value] : []),
    ...ownCredentialsOfJson(value),
  ]);
}

/** Read as text only where it can be such JSON: most that is sent is large, or something else. */
export function ownCredentialsOfBytes(bytes: Uint8Array): string[] {
  // A letter has three bytes at most, a line feed one of its own in whatever text.
  if (bytes.length > 3 * longest || !begins.has(bytes[0] ?? 0) || bytes.includes(0x0a)) return [];
  return ownCredentialsOfJson(new TextDecoder().decode(bytes));
}

/** `{`, `[`, a byte order mark. */
const begins: ReadonlySet<number> = new Set([0x7b, 0x5b, 0xef]);

/** @param text JSON in one line, as scripts write it: in a file that a person wrote nothing is passed over */
export function ownCredentialsOfJson(text: string): string[] {
  if (text.length > longest || !/^[{[]/.test(text) || text.includes('\n')) return [];
  try {
    return [...leaves(JSON.parse(text), false, 0)];
  } catch {
    return [];
  }
}

/** All detectors, of which that of credentials passes over what stands whole in such a field. */
export function detectorsWithout(own: readonly string[]): readonly Detector[] {
  if (own.length === 0) return detectors;
  const folded = own.map((value) => fold(value).text.trim());
  const isOwn = (value: string) => folded.some((each) => each.includes(value));
  return detectors.map((detector) =>
    detector.kind !== 'credential'
      ? detector
      : {
          ...detector,
          inText: (text, around) =>
            detector.inText(text, around).filter(({ value }) => !isOwn(value)),
        },
  );
}

function isNamed(name: string): boolean {
  return named.test(name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1_'));
}

function* leaves(value: unknown, isOwn: boolean, depth: number): Generator<string> {
  if (typeof value === 'string' && word.test(value) && isOwn) yield value;
  // A document within a string: the variables of a query.
  if (typeof value === 'string' && !isOwn && depth < 3) yield* ownCredentialsOfJson(value);
  if (depth > deepest || value === null || typeof value !== 'object') return;
  const isList = Array.isArray(value);
  for (const [name, each] of Object.entries(value)) {
    yield* leaves(each, isOwn || (!isList && isNamed(name)), depth + 1);
  }
}
