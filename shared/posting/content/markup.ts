/** Markup → text, and XML → its elements' texts. One pass over the text; never throws. */
import { addField, type Fields } from './form.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Tags off, entities read; block elements end a line. */
export function textOfMarkup(markup: string): string {
  if (!/[<&]/.test(markup)) return markup;
  const broken = markup.replace(/<\/(?:p|div|li|h[1-6]|blockquote|tr|pre)>|<br\s*\/?>/gi, '\n');
  return readEntities(withoutTags(broken))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutTags(markup: string): string {
  let text = '';
  let from = 0;
  for (let open = markup.indexOf('<'); open >= 0; open = markup.indexOf('<', from)) {
    const isTag = /[a-z/!?]/i.test(markup[open + 1] ?? '');
    const close = isTag ? markup.indexOf('>', open) : -1;
    if (close < 0) {
      text += markup.slice(from, open + 1);
      from = open + 1;
      if (isTag) break; // no further tag can end either
    } else {
      text += markup.slice(from, open);
      from = close + 1;
    }
  }
  return text + markup.slice(from);
}

function readEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (all, hex, decimal, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? all;
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

const maximumElements = 20_000;

/** Local name of each element that holds text itself → its texts. Character data, CDATA and entities. */
export function readXml(xml: string): Fields {
  const fields: Fields = Object.create(null);
  const open: { name: string; text: string }[] = [];
  const keep = (element: { name: string; text: string } | undefined) => {
    if (element && element.text.trim() !== '') addField(fields, element.name, element.text);
  };
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'open') open.push({ name: piece.name, text: '' });
    if (piece.kind === 'close') keep(open.pop());
    if (piece.kind === 'text') {
      const inner = open.at(-1);
      if (inner) inner.text += piece.text;
    }
  }
  for (const element of open) keep(element);
  return fields;
}

export type XmlPiece =
  | { readonly kind: 'open' | 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** One after the other; an element without contents is opened and closed. Stops where it breaks. */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  let from = 0;
  for (let count = 0; count < maximumElements; count++) {
    const at = xml.indexOf('<', from);
    const text = readEntities(xml.slice(from, at < 0 ? xml.length : at));
    if (text !== '') yield { kind: 'text', text };
    if (at < 0) return;
    const end = endOfMarkup(xml, at);
    if (end < 0) return;
    const markup = xml.slice(at, end);
    from = end;
    if (markup.startsWith(cdata)) {
      yield { kind: 'text', text: markup.slice(cdata.length, -3) };
      continue;
    }
    const [, slash, name] = /^<(\/?)(?:[\w.-]{1,100}:)?([\w.-]{1,100})/.exec(markup) ?? [];
    if (name === undefined) continue;
    if (slash !== '/') yield { kind: 'open', name };
    if (slash === '/' || markup.endsWith('/>')) yield { kind: 'close', name };
  }
}

const cdata = '<![CDATA[';

/** Where the tag, comment or section that begins at `at` is over; -1 where it never is. */
function endOfMarkup(xml: string, at: number): number {
  const closing = xml.startsWith(cdata, at) ? ']]>' : xml.startsWith('<!--', at) ? '-->' : '>';
  const found = xml.indexOf(closing, at);
  return found < 0 ? -1 : found + closing.length;
}
