/**
 * A small pass over XML: elements and text in order, names without their prefixes. No document type,
 * no entities but the five and numbers: those of documents need no others, and bombs are made of them.
 */
import { NotInspected } from './limits.ts';

/** Elements in elements: documents have a few dozen. */
const deepest = 1000;

export class XmlCursor {
  kind: 'open' | 'close' | 'text' = 'text';
  /** Of the element, without prefix. */
  name = '';
  /** Of a text node, entities replaced. */
  text = '';
  private readonly xml: string;
  private at = 0;
  private tag = '';
  private closing: string | null = null;
  private depth = 0;

  constructor(xml: string) {
    this.xml = xml;
  }

  /** @throws NotInspected 'broken' at a document type or an element that does not end */
  next(): boolean {
    if (this.closing !== null) {
      this.kind = 'close';
      this.name = this.closing;
      this.closing = null;
      return true;
    }
    while (this.at < this.xml.length) {
      const open = this.xml.indexOf('<', this.at);
      if (open !== this.at) return this.readText(open < 0 ? this.xml.length : open);
      const mark = this.xml.charCodeAt(open + 1);
      if (mark !== 0x21 && mark !== 0x3f) return this.readTag(open);
      if (mark === 0x3f) this.skipTo('?>', 2);
      else if (this.xml.startsWith('<!--', open)) this.skipTo('-->', 4);
      else if (this.xml.startsWith('<![CDATA[', open)) return this.readCharacters(open + 9);
      else throw new NotInspected('broken');
    }
    return false;
  }

  /** Value of an attribute of the element that was opened, by its name without prefix. */
  attribute(name: string): string | null {
    const { tag } = this;
    for (let at = tag.indexOf(name, 1); at > 0; at = tag.indexOf(name, at + 1)) {
      const before = tag.charCodeAt(at - 1);
      if (before !== 0x3a && !isSpace(before)) continue;
      const equals = skipSpace(tag, at + name.length);
      if (tag.charCodeAt(equals) !== 0x3d) continue;
      const quote = skipSpace(tag, equals + 1);
      const end = isQuote(tag.charCodeAt(quote)) ? tag.indexOf(tag.charAt(quote), quote + 1) : -1;
      if (end >= 0) return unescapeXml(tag.slice(quote + 1, end));
    }
    return null;
  }

  /**
   * Several elements at once, where what comes next has the usual form.
   * @param read where they end, -1 where they have it not; of whole elements only: what it passes is
   * not counted otherwise
   */
  take(read: (xml: string, start: number) => number): boolean {
    if (this.closing !== null) return false;
    const end = read(this.xml, this.at);
    if (end >= 0) this.at = end;
    return end >= 0;
  }

  /** The XML inside the element that was opened, which ends with it. */
  takeElement(): string {
    const start = this.at;
    if (this.closing !== null) {
      this.closing = null;
      return '';
    }
    let depth = 1;
    let end = start;
    while (depth > 0) {
      end = this.at;
      if (!this.next()) return this.xml.slice(start);
      if (this.kind === 'open') depth++;
      if (this.kind === 'close') depth--;
    }
    return this.xml.slice(start, end);
  }

  private readText(end: number): true {
    this.kind = 'text';
    this.text = unescapeXml(this.xml.slice(this.at, end));
    this.at = end;
    return true;
  }

  private readCharacters(start: number): true {
    const end = this.xml.indexOf(']]>', start);
    this.kind = 'text';
    this.text = this.xml.slice(start, end < 0 ? this.xml.length : end);
    this.at = end < 0 ? this.xml.length : end + 3;
    return true;
  }

  private readTag(open: number): true {
    const end = this.tagEnd(open);
    const isClose = this.xml.charCodeAt(open + 1) === 0x2f;
    const isEmpty = this.xml.charCodeAt(end - 1) === 0x2f;
    this.tag = this.xml.slice(open + (isClose ? 2 : 1), isEmpty ? end - 1 : end);
    this.name = localName(this.tag);
    this.kind = isClose ? 'close' : 'open';
    if (isEmpty && !isClose) this.closing = this.name;
    else this.depth += isClose ? -1 : 1;
    if (this.depth > deepest) throw new NotInspected('broken');
    this.at = end + 1;
    return true;
  }

  /** `>` may stand in a quoted value. */
  private tagEnd(open: number): number {
    let quote = 0;
    for (let at = open + 1; at < this.xml.length; at++) {
      const code = this.xml.charCodeAt(at);
      if (quote !== 0) quote = code === quote ? 0 : quote;
      else if (code === 0x22 || code === 0x27) quote = code;
      else if (code === 0x3e) return at;
    }
    throw new NotInspected('broken');
  }

  private skipTo(mark: string, from: number): void {
    const end = this.xml.indexOf(mark, this.at + from);
    this.at = end < 0 ? this.xml.length : end + mark.length;
  }
}

function localName(tag: string): string {
  let begin = 0;
  let end = 0;
  for (; end < tag.length; end++) {
    const code = tag.charCodeAt(end);
    if (code === 0x2f || isSpace(code)) break;
    if (code === 0x3a && begin === 0) begin = end + 1;
  }
  return tag.slice(begin, end);
}

/** As XML has it. */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

const known: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return known[name] ?? (name === 'nbsp' ? '\u00a0' : whole);
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
