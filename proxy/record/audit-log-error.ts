/**
 * What an audit log cannot do, by `code`: the system's own (`ENOSPC`, `EIO`, `EACCES` …), or
 * `locked`, `closed`, `damaged`, `invalid-record`, `not-kept`.
 */
export class AuditLogError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AuditLogError';
    this.code = code;
  }
}

export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}

const cures: Record<string, string> = {
  ENOSPC: 'The disk is full. Make room; records go on by themselves.',
  EDQUOT: 'The disk quota is used up. Make room; records go on by themselves.',
  EFBIG: 'The system allows no larger file. Raise the limit on file sizes.',
  EIO: 'The disk reports an error. Check the disk.',
  EACCES: 'There is no right to write. Give the account of the proxy the folder.',
  EPERM: 'There is no right to write. Give the account of the proxy the folder.',
  EROFS: 'The file system is read-only. Mount it for writing.',
};

/** The same failure with a sentence that says the cure. */
export function auditLogError(error: unknown, folder: string): AuditLogError {
  if (error instanceof AuditLogError) return error;
  const code = errorCode(error);
  const cure = cures[code] ?? 'Check the folder and its disk.';
  return new AuditLogError(
    code,
    `The audit log ${folder} cannot be written (${code}). ${cure}`,
    error,
  );
}
