/** `512 バイト`, `24 KB`, `3.1 MB`: as people say sizes of files. @param unit the word for bytes */
export function byteSize(bytes: number, unit: string): string {
  if (bytes < 1000) return `${bytes} ${unit}`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
