/** HTML and XML as text: tags removed, values of attributes kept, HTML tables as tables. */
import type { Part } from '../../../shared/detection/part.ts';
import { type Charset, decode, detectCharset } from '../charset.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { unescapeXml } from '../xml-cursor.ts';
import { base64Content } from './base64.ts';
import { type Row, tableParts } from './csv.ts';
import { textPieces } from './text.ts';

const declared: Readonly<Record<string, Charset>> = {
  shift_jis: 'shift_jis',
  'shift-jis': 'shift_jis',
  'windows-31j': 'shift_jis',
  'x-sjis': 'shift_jis',
  'euc-jp': 'euc-jp',
  'iso-2022-jp': 'iso-2022-jp',
  'utf-8': 'utf-8',
};

export const markup: Extractor = {
  types: ['html', 'xml'],
  async *extract(bytes, extraction) {
    const charset = charsetOf(bytes);
    if (charset === null) throw new NotInspected('unknown-format');
    const { source, urls } = withoutDataUrls(decode(bytes, charset));
    yield* textPieces([withoutTags(source, !/<html[\s>]/i.test(source.slice(0, 4096)))], {
      ...extraction.place,
      line: 1,
    });
    yield* htmlTables(source, extraction);
    for (const url of urls) {
      const content = await base64Content(url);
      if (content !== null) yield* extraction.inner('', content);
    }
  },
};

const dataUrl = /data:[\w.+/;=-]{0,90};base64,[A-Za-z0-9+/_\-\s]{16,}(?:(?:=|%3D)\s*){0,2}/gi;

/** Pictures and files that stand in attributes: contents of their own, and no text. Line feeds stay. */
function withoutDataUrls(text: string): { source: string; urls: readonly string[] } {
  const urls: string[] = [];
  const source = text.replace(dataUrl, (url) => {
    urls.push(url.replace(/%3D/gi, '='));
    return url.replace(/[^\n]/g, '');
  });
  return { source, urls };
}

/** Bytes decide; what is declared only where they fit several. */
function charsetOf(bytes: Uint8Array): Charset | null {
  const detected = detectCharset(bytes);
  if (detected !== 'shift_jis' && detected !== 'euc-jp') return detected;
  const head = decode(bytes.subarray(0, 2048), 'shift_jis');
  const name = /(?:encoding|charset)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  return declared[name ?? ''] ?? detected;
}

/** Values of attributes that a person may have typed. */
const spoken = /\P{ASCII}|\d{4}/u;
/** Elements whose names and attributes say what their values are. */
const fields = /^<(?:input|textarea|select|option|meta)\b/i;

const inline =
  /^<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|q|ruby|rb|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)\b/i;

const tags = /<!--|-->|<!\[CDATA\[|\]\]>|<[/!?\p{L}_][^<>]*>/gu;

/** Line feeds stay, so that lines are those of the source. */
export function withoutTags(source: string, isXml = false): string {
  const text = source.replace(tags, (tag) => {
    const feeds = tag.replace(/[^\n]/g, '');
    if (isXml ? /^<[\p{L}_]/u.test(tag) : fields.test(tag))
      return ` ${namesAndValues(tag)} ${feeds}`;
    const values = [...tag.matchAll(/=\s*(?:"([^"]*)"|'([^']*)')/g)]
      .map(([, double, single]) => double ?? single ?? '')
      .filter((value) => spoken.test(value));
    if (values.length > 0) return ` ${values.join(' ')} ${feeds}`;
    return inline.test(tag) ? feeds : ` ${feeds}`;
  });
  return unescapeXml(text);
}

/** In XML the name of an element is the label of what stands in it. */
function namesAndValues(tag: string): string {
  return tag
    .replace(/[<>"'=\n]|\/>/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function* htmlTables(source: string, { place, nextTable, budget }: Extraction): Generator<Part> {
  for (const table of elements(source, 'table')) {
    budget.spend(table.length);
    const rows = table
      .split(/<tr\b[^>]*>/i)
      .slice(1)
      .map((row, at): Row => {
        const cells = row.split(/<t[dh]\b[^>]*>/i).slice(1);
        const texts = cells.map((cell) => withoutTags(cell).replace(/\s+/g, ' ').trim());
        return { cells: texts, number: at + 1 };
      });
    const filled = rows.filter(({ cells }) => cells.length > 0);
    for (const part of tableParts(filled, place, nextTable())) yield { ...part, repeats: true };
  }
}

/** From each opening tag to the next closing one. */
function* elements(source: string, name: string): Generator<string> {
  const lower = source.toLowerCase();
  for (let at = lower.indexOf(`<${name}`); at >= 0; ) {
    const end = lower.indexOf(`</${name}`, at);
    if (end < 0) return;
    yield source.slice(at, end);
    at = lower.indexOf(`<${name}`, end);
  }
}
