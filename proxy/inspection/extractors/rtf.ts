/**
 * rtf (Microsoft's specification 1.9.1): text with its charset, what is embedded, nothing of the
 * tables of fonts and styles.
 */
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import { encodingOf } from '../code-pages.ts';
import { nativeObject } from '../compound-embedded.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { isMetafile, metafileText } from '../pictures/metafile.ts';

/** Destinations whose contents nobody reads as text. */
const silent = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'themedata',
  'colorschememapping',
  'datastore',
  'latentstyles',
  'xmlnstbl',
  'generator',
  'nonshppict',
  'blipuid',
]);
/** Marked as to be skipped by those who do not know them, and text or pictures all the same. */
const known = new Set([
  'fldinst',
  'picprop',
  'shpinst',
  'shppict',
  'shptxt',
  'annotation',
  'footnote',
  'userprops',
  'propname',
  'staticval',
]);
/** Of what shapes have, which is mostly numbers: names, descriptions, drawn words, pictures. */
const toldOfShapes = /^(?:wz|gtextUNICODE|pib$|fillBlip$)/;
const corners: Readonly<Record<string, Place['corner']>> = {
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'footnote',
  annotation: 'comment',
  info: 'properties',
  userprops: 'properties',
  sv: 'text-box',
};
const spoken: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  cell: '\t',
  nestcell: '\t',
  nestrow: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
/** \fcharsetN → code page. */
const charsets: Readonly<Record<number, string>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  204: 'windows-1251',
  238: 'windows-1250',
};
interface Group {
  readonly corner: Place['corner'];
  readonly isSilent: boolean;
  /** Hexadecimal digits of an object or a picture; or what the value behind it is of a shape. */
  readonly holds: 'object' | 'picture' | 'name' | null;
  readonly font: number;
  /** Characters that stand for a \u in programs that do not know it. */
  readonly skip: number;
}

const holders: Readonly<Record<string, Group['holds']>> = {
  objdata: 'object',
  pict: 'picture',
  sn: 'name',
};

const token = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-f]{2})|([^a-z]))|([{}])|([^\\{}]+)/gi;
const deepest = 1000;

export const rtf: Extractor = {
  types: ['rtf'],
  async *extract(bytes, extraction) {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const { parts, objects, pictures, isWhole } = readRtf(source, extraction);
    yield* parts;
    for (const picture of pictures) yield* pictured(picture, extraction);
    for (const object of objects) yield* embedded(object, extraction);
    if (!isWhole) extraction.problem('truncated');
  },
};

/** One for each charset: a text has a run for every word of control, and making one takes longer. */
const decoders = new Map<string, TextDecoder>();

function decoderOf(charset: string): TextDecoder {
  const known = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, known);
  return known;
}

function readRtf(source: string, { place, budget }: Extraction) {
  const texts = new Map<Place['corner'], string>();
  const objects: string[] = [];
  const pictures: string[] = [];
  const fonts = new Map<number, string>();
  let page = 'windows-1252';
  let pending: number[] = [];
  let group: Group = { corner: undefined, isSilent: false, holds: null, font: 0, skip: 1 };
  const groups: Group[] = [];
  const tokens = new RegExp(token);
  let shapeValue = '';
  let toSkip = 0;
  let isFirst = false;
  let isOptional = false;

  const append = (text: string) => {
    if (group.isSilent) return;
    if (group.holds === 'object') objects[objects.length - 1] += text;
    else if (group.holds === 'name') shapeValue += text;
    else if (group.holds === 'picture') pictures[pictures.length - 1] += text;
    else texts.set(group.corner, (texts.get(group.corner) ?? '') + text);
  };
  const flush = () => {
    if (pending.length === 0) return;
    budget.spend(pending.length);
    append(decoderOf(fonts.get(group.font) ?? page).decode(Uint8Array.from(pending)));
    pending = [];
  };
  const enter = (word: string) => {
    const isHidden =
      silent.has(word) ||
      (isOptional && !known.has(word) && corners[word] === undefined) ||
      (word === 'sv' && !toldOfShapes.test(shapeValue.trim()));
    if (word === 'objdata') objects.push('');
    if (word === 'pict') pictures.push('');
    if (word === 'sn') shapeValue = '';
    if (word === 'fldrslt') append(' ');
    group = {
      ...group,
      corner: corners[word] ?? group.corner,
      holds: holders[word] ?? null,
      isSilent: word !== 'objdata' && (group.isSilent || isHidden),
    };
  };
  const control = (word: string, value: number | null) => {
    if (word === 'u' && value !== null) {
      append(String.fromCharCode(value & 0xffff));
      toSkip = group.skip;
    } else if (word === 'bin' && value !== null) {
      const end = Math.min(source.length, tokens.lastIndex + Math.max(0, value));
      append(Buffer.from(source.slice(tokens.lastIndex, end), 'latin1').toString('hex'));
      tokens.lastIndex = end;
    } else if (word === 'uc') group = { ...group, skip: value ?? 1 };
    else if (word === 'ansicpg') page = encodingOf(value ?? 0) ?? page;
    else if (word === 'f' && value !== null) group = { ...group, font: value };
    else if (word === 'fcharset' && charsets[value ?? 0])
      fonts.set(group.font, charsets[value ?? 0] ?? '');
    else if (spoken[word] !== undefined) append(spoken[word]);
  };

  for (let found = tokens.exec(source); found !== null; found = tokens.exec(source)) {
    const [, word, number, hex, symbol, brace, plain] = found;
    if (hex === undefined && plain === undefined) flush();
    if (brace === '{') {
      groups.push(group);
      if (groups.length > deepest) throw new NotInspected('too-deep');
      isFirst = true;
      isOptional = false;
      continue;
    }
    if (brace === '}') {
      group = groups.pop() ?? group;
      toSkip = 0;
    } else if (word !== undefined) {
      if (isFirst) enter(word);
      control(word, number === undefined ? null : Number(number));
    } else if (symbol === '*') {
      isOptional = true;
      continue;
    } else if (symbol !== undefined)
      append(
        symbol === '~'
          ? ' '
          : symbol === '_'
            ? '-'
            : symbol === '-'
              ? ''
              : /[\\{}]/.test(symbol)
                ? symbol
                : '\n',
      );
    else if (hex !== undefined) {
      if (toSkip > 0) toSkip--;
      else pending.push(Number.parseInt(hex, 16));
    } else if (plain !== undefined) {
      const text = plain.replace(/[\r\n]/g, '');
      const kept = text.slice(toSkip);
      toSkip = Math.max(0, toSkip - text.length);
      // The second byte of a character may be written as the letter that it is.
      if (group.holds !== null) append(kept);
      else for (const letter of kept) pending.push(letter.charCodeAt(0));
    }
    isFirst = false;
  }
  flush();
  const parts = [...texts].map(
    ([corner, text]): Part => textPart(text, corner === undefined ? place : { ...place, corner }),
  );
  return { parts, objects, pictures, isWhole: groups.length === 0 };
}

/** Of drawings of Windows the words alone. */
async function* pictured(hex: string, extraction: Extraction): AsyncGenerator<Part> {
  const bytes = Buffer.from(hex.replace(/[^0-9a-f]/gi, ''), 'hex');
  if (bytes.length === 0) return;
  if (!isMetafile(bytes)) {
    yield* extraction.inner('', bytes);
    return;
  }
  const words = metafileText(bytes);
  if (words !== '') yield textPart(words, { ...extraction.place, corner: 'text-box' });
}

/** [MS-OLEDS] 2.2.5: version, format, class, two names, then the object; an OLE 1 package or a file. */
async function* embedded(hex: string, extraction: Extraction): AsyncGenerator<Part> {
  const bytes = Buffer.from(hex.replace(/[^0-9a-f]/gi, ''), 'hex');
  const ole = bytes.indexOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  if (ole >= 0) {
    yield* extraction.inner('object', bytes.subarray(ole));
    return;
  }
  const content = oleOne(bytes);
  if (content === null) extraction.problem('unknown-format');
  else yield* extraction.inner(content.name, content.bytes);
}

function oleOne(bytes: Buffer): { name: string; bytes: Uint8Array } | null {
  try {
    let at = 8;
    const words: string[] = [];
    for (let each = 0; each < 3; each++) {
      const length = bytes.readUInt32LE(at);
      words.push(bytes.toString('latin1', at + 4, at + 4 + length).replaceAll('\0', ''));
      at += 4 + length;
    }
    const size = bytes.readUInt32LE(at);
    const native = bytes.subarray(at + 4, at + 4 + size);
    // The same as \1Ole10Native without its length.
    return words[0] === 'Package'
      ? nativeObject(Buffer.concat([Buffer.alloc(4), native]))
      : { name: words[0] ?? '', bytes: native };
  } catch {
    return null;
  }
}
