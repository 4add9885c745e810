/**
 * The chain of an audit log: each record's hash covers the hash before it, so that a line that was
 * changed, taken out, put in or moved no longer fits its neighbours. SHA-256 comes as a parameter:
 * Node and browsers have different ones.
 */

/** What stands before the first record. */
export const genesis = '0'.repeat(64);

/** @returns the text as SHA-256 over its UTF-8 bytes, in lower-case hex */
export type Sha256 = (text: string) => string;

/**
 * @param recordJson the record's exact JSON text, as `JSON.stringify(auditRecordSchema.parse(record))`
 *   writes it: keys in the order of record.ts, no spaces
 */
export function nextHash(
  sha256: Sha256,
  previous: string,
  terminal: string,
  seq: number,
  recordJson: string,
): string {
  // The terminal is quoted, so that no name can imitate the border to the next field.
  return sha256(`${previous}\n${JSON.stringify(terminal)}\n${seq}\n${recordJson}`);
}

/** The line of a log: `recordJson` stands in it unchanged. */
export function storedLine(
  terminal: string,
  seq: number,
  previous: string,
  hash: string,
  recordJson: string,
): string {
  return `{"terminal":${JSON.stringify(terminal)},"seq":${seq},"previous":"${previous}","hash":"${hash}","record":${recordJson}}`;
}
