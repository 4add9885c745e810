/**
 * Where people's words stand in the source of an XML part: text nodes and values of attributes, with
 * what is around them, so that single characters can be replaced and nothing else changes.
 */
import { NotInspected } from '../limits.ts';
import { unescapeXml } from '../xml-cursor.ts';

export interface XmlPiece {
  readonly kind: 'text' | 'attribute';
  /** In the source [start, end): of an attribute what stands between the quotes. */
  readonly start: number;
  readonly end: number;
  /** Entities replaced. */
  readonly text: string;
  /** Without prefix: the element that it stands in, or the attribute's own. */
  readonly element: string;
  readonly parent: string;
  /** '' for a text. */
  readonly attribute: string;
  readonly isCharacterData: boolean;
  /** Whether words go on from the text before: runs of one paragraph. */
  readonly goesOn: boolean;
}

/** Between two of these the words of a paragraph go on. */
const inline = new Set(
  (
    'r t delText instrText ins del moveFrom moveTo proofErr bookmarkStart bookmarkEnd hyperlink ' +
    'smartTag sdt sdtContent lastRenderedPageBreak fldChar fldSimple commentRangeStart ' +
    'commentRangeEnd commentReference noBreakHyphen softHyphen fld span b i u'
  ).split(' '),
);
/** Nothing in them is read as words. */
const properties = new Set(['rPr', 'pPr', 'sdtPr', 'endParaRPr', 'tcPr', 'trPr']);

interface Tag {
  readonly start: number;
  readonly end: number;
  /** Of character data [start, end); null elsewhere. */
  readonly characters: readonly [number, number] | null;
  /** What stands between the brackets; '' where that is no element. */
  readonly inside: string;
}

/** @throws NotInspected 'broken' at a document type or a tag that does not end */
function* tagsOf(source: string): Generator<Tag> {
  for (let start = source.indexOf('<'); start >= 0; ) {
    const mark = marks.find(([begin]) => source.startsWith(begin, start));
    let tag: Tag;
    if (mark !== undefined) {
      const [begin, finish] = mark;
      const found = source.indexOf(finish, start + begin.length);
      const last = found < 0 ? source.length : found;
      const end = Math.min(source.length, last + finish.length);
      const isData = begin === '<![CDATA[';
      tag = { start, end, characters: isData ? [start + begin.length, last] : null, inside: '' };
    } else {
      if (source.startsWith('<!', start)) throw new NotInspected('broken');
      const end = tagEnd(source, start);
      tag = { start, end, characters: null, inside: source.slice(start + 1, end - 1) };
    }
    yield tag;
    start = source.indexOf('<', tag.end);
  }
}

const marks = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
] as const;

/** Behind the bracket; one may stand in a quoted value. */
function tagEnd(source: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return at + 1;
  }
  throw new NotInspected('broken');
}

const attributePattern = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * @param shortest attributes with fewer characters are passed over
 * @throws NotInspected as tagsOf does
 */
export function* xmlPieces(source: string, shortest: number): Generator<XmlPiece> {
  const open: string[] = [];
  let goesOn = false;
  let inProperties = 0;
  let at = 0;
  const textPiece = (start: number, end: number, isCharacterData: boolean): XmlPiece => {
    const raw = source.slice(start, end);
    return {
      kind: 'text',
      start,
      end,
      text: isCharacterData ? raw : unescapeXml(raw),
      element: open.at(-1) ?? '',
      parent: open.at(-2) ?? '',
      attribute: '',
      isCharacterData,
      goesOn,
    };
  };
  for (const { start, end, characters, inside } of tagsOf(source)) {
    if (start > at) {
      yield textPiece(at, start, false);
      goesOn = true;
    }
    at = end;
    if (characters !== null) {
      yield textPiece(...characters, true);
      goesOn = true;
    }
    const qualified = /^\/?([^\s/]+)/.exec(inside)?.[1];
    if (qualified === undefined) continue;
    const name = localName(qualified);
    if (inside.startsWith('/')) {
      if (properties.has(name)) inProperties = Math.max(0, inProperties - 1);
      if (open.at(-1) === name) open.pop();
      if (inProperties === 0 && !inline.has(name) && !properties.has(name)) goesOn = false;
      continue;
    }
    const isEmpty = inside.endsWith('/');
    if (!isEmpty) {
      open.push(name);
      if (properties.has(name)) inProperties++;
    }
    if (inProperties === 0 && !inline.has(name) && !properties.has(name)) goesOn = false;
    const rest = inside.slice(qualified.length);
    if (rest.length > shortest) {
      const parent = (isEmpty ? open.at(-1) : open.at(-2)) ?? '';
      yield* attributes(rest, start + 1 + qualified.length, name, parent, shortest);
    }
  }
  if (at < source.length) yield textPiece(at, source.length, false);
}

function* attributes(
  rest: string,
  from: number,
  element: string,
  parent: string,
  shortest: number,
): Generator<XmlPiece> {
  for (const match of rest.matchAll(attributePattern)) {
    const raw = match[2] ?? match[3] ?? '';
    if (raw.length < shortest) continue;
    const end = from + match.index + match[0].length - 1;
    yield {
      kind: 'attribute',
      start: end - raw.length,
      end,
      text: unescapeXml(raw),
      element,
      parent,
      attribute: localName(match[1] ?? ''),
      isCharacterData: false,
      goesOn: false,
    };
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (each) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[each] ?? each,
  );
}
