/** Something that the person who starts Sekisho can mend: shown as one sentence, exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const cures: Record<string, (subject: string) => string> = {
  EADDRINUSE: (subject) =>
    `${subject} は別のプログラムが使っています。終了するか、SEKISHO_PROXY_PORT・SEKISHO_LINK_PORT・SEKISHO_HUB_PORT で別の番号を指定してください / ${subject} is taken: end the other program, or choose another port by SEKISHO_PROXY_PORT, SEKISHO_LINK_PORT or SEKISHO_HUB_PORT`,
  EACCES: (subject) =>
    `${subject} を開く権限がありません。SEKISHO_HOME を書き込めるフォルダーにしてください / no right to open ${subject}: set SEKISHO_HOME to a folder that you may write to, or a port above 1023`,
  EPERM: (subject) =>
    `${subject} を開く権限がありません / no right to open ${subject}: set SEKISHO_HOME to a folder that you may write to`,
  EROFS: (subject) =>
    `${subject} は読み取り専用です / ${subject} is on a read-only disk: set SEKISHO_HOME to a folder that you may write to`,
  ENOSPC: (subject) =>
    `ディスクに空きがなく ${subject} に書けません / the disk is full, ${subject} cannot be written: make room and start again`,
  ENOTDIR: (subject) =>
    `${subject} の途中にフォルダーでないものがあります / part of ${subject} is not a folder: set SEKISHO_HOME to another folder`,
};

/** The sentence for an expected failure, or null where it is a bug. */
export function startSentence(error: unknown): string | null {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return null;
  const { code, path, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === undefined) return null;
  const subject = path ?? (port === undefined ? 'SEKISHO_HOME' : `${address ?? ''}:${port}`);
  return cures[code]?.(subject) ?? null;
}
