/** Code pages of Windows and of the Mac, by the names of the encodings that read them. */
const others: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10001: 'shift_jis',
  10007: 'x-mac-cyrillic',
  65001: 'utf-8',
};

/** null where nothing here reads it. */
export function encodingOf(codePage: number): string | null {
  const isWindows = codePage >= 1250 && codePage <= 1258;
  return others[codePage] ?? (isWindows ? `windows-${codePage}` : null);
}
