/**
 * The operational log, for developers: JSON lines on stderr. Not the audit log. It strips what
 * must never be written: credentials, cookies, bodies, and whole URLs.
 */
import { type Logger, pino, destination as toFile } from 'pino';

export type Log = Logger;

const secretKeys = ['headers', 'req', 'res', 'body', 'url', 'password', 'token', 'code', 'cookie'];

export function createLog(part: string, level: string): Log {
  return pino(
    {
      name: part,
      level,
      base: { part },
      redact: { paths: [...secretKeys, ...secretKeys.map((key) => `*.${key}`)], remove: true },
    },
    toFile({ dest: 2, sync: true }),
  );
}
