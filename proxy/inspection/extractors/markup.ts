/** HTML and XML as text: tags removed, values of attributes kept, HTML tables as tables. */
import type { Part } from '../../../shared/detection/part.ts';
import { type Charset, decode, detectCharset } from '../charset.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { unescapeXml } from '../xml-cursor.ts';
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
    const source = decode(bytes, charset);
    yield* textPieces(
      withoutTags(source, /^\s*<(?:!doctype )?html/i.test(source) ? spoken : anything),
      { ...extraction.place, line: 1 },
    );
    yield* htmlTables(source, extraction);
  },
};

/** Bytes decide; what is declared only where they fit several. */
function charsetOf(bytes: Uint8Array): Charset | null {
  const detected = detectCharset(bytes);
  if (detected !== 'shift_jis' && detected !== 'euc-jp') return detected;
  const head = decode(bytes.subarray(0, 2048), 'shift_jis');
  const name = /(?:encoding|charset)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  return declared[name ?? ''] ?? detected;
}

/** Values of attributes that a person may have typed; of XML every value may be. */
const spoken = /\P{ASCII}|\d{4}/u;
const anything = /./;

const inline =
  /^<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|q|ruby|rb|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)\b/i;

/** Line feeds stay, so that lines are those of the source. */
export function withoutTags(source: string, keep: RegExp = spoken): string {
  const text = source.replace(/<!--|-->|<!\[CDATA\[|\]\]>|<[/!?a-z][^<>]*>/gi, (tag) => {
    const feeds = tag.replace(/[^\n]/g, '');
    const values = [
      ...tag.matchAll(
        /\b(?:value|content|alt|title|placeholder|data-[\w-]+|[\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi,
      ),
    ]
      .map(([, double, single]) => double ?? single ?? '')
      .filter((value) => keep.test(value));
    if (values.length > 0) return ` ${values.join(' ')} ${feeds}`;
    return inline.test(tag) ? feeds : ` ${feeds}`;
  });
  return unescapeXml(text);
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
