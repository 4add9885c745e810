/** A command line → its words, by the rules of the shell that it was copied for. */

/** null where a quotation does not end. Windows' cmd is told by its `^`. */
export function splitCommand(text: string): string[] | null {
  const joined = /\^"|\^\r?\n|\^\s*$/.test(text) ? fromCmd(text) : text.replace(/\\\r?\n/g, ' ');
  return splitBash(joined);
}

/** cmd takes a caret off whatever follows it; what stays are double quotes, which curl.exe reads. */
function fromCmd(text: string): string {
  return text
    .replace(/\^\r?\n(?:\r?\n)?/g, (line) => (/\n\r?\n/.test(line) ? '\n' : ' '))
    .replace(/\^([\s\S])/g, '$1');
}

function splitBash(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
      at++;
      continue;
    }
    const piece = pieceAt(text, at);
    if (piece === null) return null;
    word = (word ?? '') + piece.text;
    at = piece.end;
  }
  if (word !== null) words.push(word);
  return words;
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

function pieceAt(text: string, at: number): Piece | null {
  const sign = text[at] ?? '';
  if (sign === "'") return until(text, at + 1, /'/g, (inside) => inside);
  if (sign === '$' && text[at + 1] === "'") {
    return until(text, at + 2, /(?<!\\)(?:\\\\)*'/g, ansi);
  }
  if (sign === '"') {
    return until(text, at + 1, /(?<!\\)(?:\\\\)*"/g, (inside) =>
      inside.replace(/\\(["\\$`])/g, '$1'),
    );
  }
  if (sign === '\\') return { text: text[at + 1] ?? '', end: at + 2 };
  return { text: sign, end: at + 1 };
}

/** Up to the quotation mark that the pattern ends with; what it holds before belongs inside. */
function until(
  text: string,
  from: number,
  pattern: RegExp,
  read: (inside: string) => string,
): Piece | null {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found === null) return null;
  const end = found.index + found[0].length;
  return { text: read(text.slice(from, end - 1)), end };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
};

/** bash's `$'…'`. */
function ansi(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_, short, long, byte, sign) => {
      const code = short ?? long ?? byte;
      if (code === undefined) return escapes[sign] ?? sign;
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
}
