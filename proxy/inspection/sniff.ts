/** What content is, by its bytes alone: extensions and MIME types are claims. */
import { fileTypeFromBuffer } from 'file-type';
import { type Charset, decode, detectCharset } from './charset.ts';
import { readCompoundFile } from './compound-file.ts';
import { isSignedMessage } from './extractors/signed-message.ts';
import { isWebArchive } from './web-archive.ts';

export interface Sniffed {
  /** `text`, `csv`, `json`, `html`, `xml`, `docx`, `zip` …; `unknown` where nothing is known. */
  readonly type: string;
  /** Of text. */
  readonly charset: Charset | null;
}

/** Zip-based formats that file-type tells apart by their entries; an entry's name is a claim too. */
const packages = new Set([
  'docx',
  'xlsx',
  'pptx',
  'docm',
  'xlsm',
  'pptm',
  'dotx',
  'dotm',
  'xltx',
  'xltm',
  'potx',
  'potm',
  'ppsx',
  'ppsm',
  'odt',
  'ott',
  'ods',
  'ots',
  'odp',
  'otp',
  'odg',
  'otg',
  'epub',
]);
const spellings: Readonly<Record<string, string>> = {
  docm: 'docx',
  dotx: 'docx',
  dotm: 'docx',
  xlsm: 'xlsx',
  xltx: 'xlsx',
  xltm: 'xlsx',
  pptm: 'pptx',
  potx: 'pptx',
  potm: 'pptx',
  ppsx: 'pptx',
  ppsm: 'pptx',
  ott: 'odt',
  ots: 'ods',
  otp: 'odp',
  otg: 'odg',
  'tar.gz': 'gz',
  jpg: 'jpeg',
  tif: 'tiff',
  apng: 'png',
};

/** Never throws. `compound` types are those of compound-file.ts. */
export async function sniff(bytes: Uint8Array): Promise<Sniffed> {
  const binary = await binaryType(bytes);
  if (binary !== null) return { type: binary, charset: null };
  const charset = detectCharset(bytes);
  // `x^2` is text and begins like zlib.
  if (charset === null) return { type: isZlib(bytes) ? 'zlib' : 'unknown', charset: null };
  return { type: textType(decode(bytes.subarray(0, 65_536), charset)), charset };
}

async function binaryType(bytes: Uint8Array): Promise<string | null> {
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return compoundType(bytes);
  // PDF readers accept the header anywhere in the first kilobyte.
  if (indexOf(bytes.subarray(0, 1100), '%PDF-') >= 0) return 'pdf';
  if (startsWith(bytes, 'PK\x03\x04')) return zipType(bytes);
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found !== undefined && !['xml', 'txt'].includes(found.ext))
    return spellings[found.ext] ?? found.ext;
  if (startsWith(bytes, '\x78\x9f\x3e\x22')) return 'tnef';
  if (isSignedMessage(bytes)) return 'pkcs7';
  const marked = marks.find(([mark]) => startsWith(bytes, mark));
  if (marked !== undefined) return marked[1];
  if (isArc(bytes)) return 'arc';
  if (startsWith(bytes, 'DOC\0\0\0\0\0        ')) return 'ichitaro-5';
  // [MS-XLS] BOF of versions 2 to 5, which needs no file around it.
  if (bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? 1) && bytes[3] === 0) return 'xls';
  if (isCpio(bytes)) return 'cpio';
  // Header levels and methods that file-type does not list.
  if (startsWith(bytes.subarray(2), '-lh') && bytes[6] === 0x2d) return 'lzh';
  // A zip is read from its end: other bytes may stand before it.
  const tail = bytes.subarray(Math.max(0, bytes.length - 65_600));
  return found === undefined && indexOf(tail, 'PK\x05\x06') >= 0 ? 'zip' : null;
}

/** Formats that nothing here reads: named, so that the policy can say what becomes of them. */
const marks: readonly (readonly [mark: string, type: string])[] = [
  // The first elements of a DocuWorks document and binder.
  ['\x60\x0e\x82\x05', 'docuworks'],
  ['\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3', 'onenote'],
  ['\0\x01\0\0Standard ', 'access'],
  ['\xe7\xac\x2c\0', 'publisher'],
  ['\xffWPC', 'wordperfect'],
  ['!BDN', 'outlook-store'],
];

/** Numbers in letters, and in words of either order. */
function isCpio(bytes: Uint8Array): boolean {
  return ['070701', '070702', '070707', '\x71\xc7', '\xc7\x71'].some((mark) =>
    startsWith(bytes, mark),
  );
}

/** SEA ARC: a mark, a method, a name of up to 12 letters with a zero behind it. */
function isArc(bytes: Uint8Array): boolean {
  const [mark, method = 0] = bytes;
  const name = bytes.subarray(2, 15);
  const end = name.indexOf(0);
  if (mark !== 0x1a || method < 1 || method > 9 || end < 1 || bytes.length < 29) return false;
  return name.subarray(0, end).every((byte) => byte > 0x20);
}

/** RFC 1950: deflate, a window that exists, a check of both bytes; no preset dictionary. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  const isDeflate = (first & 0x0f) === 8 && first >> 4 <= 7;
  return isDeflate && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0;
}

async function zipType(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (indexOf(bytes.subarray(-65_536), 'xl/workbook.bin') >= 0) return 'xlsb';
  const ext = found?.ext ?? 'zip';
  return packages.has(ext) ? (spellings[ext] ?? ext) : 'zip';
}

function compoundType(bytes: Uint8Array): string {
  try {
    return readCompoundFile(bytes).type;
  } catch {
    return 'compound-file';
  }
}

function textType(text: string): string {
  const start = text.trimStart().slice(0, 4096);
  if (/^\{\\rtf/.test(start)) return 'rtf';
  if (isWebArchive(start)) return 'web-archive';
  if (isMail(start)) return 'eml';
  if (/^<(?:!doctype html|html|head|body|!--[\s\S]*?-->\s*<(?:!doctype )?html)/i.test(start))
    return 'html';
  if (/<office:document[\s>]/.test(start)) return 'flat-odf';
  if (/^<\?xml|^<[a-z][\w:.-]*[\s>/]/i.test(start))
    return /<html[\s>]/i.test(start) ? 'html' : 'xml';
  if (/^[{[]/.test(start) && /^(?:\{\s*(?:"|\})|\[\s*(?:[[{"\]\d-]|true|false|null))/.test(start))
    return 'json';
  return delimiterOf(text) === null ? 'text' : 'csv';
}

/** Header fields at the beginning, two of those that mail has. */
function isMail(start: string): boolean {
  const [head = ''] = start.split(/\r?\n\r?\n/, 1);
  const fields = head.match(
    /^(?:Received|Return-Path|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|From|To|Subject|Date|Delivered-To|X-[\w-]+):/gim,
  );
  return (fields?.length ?? 0) >= 2 && /^[\w-]+: ?/.test(start);
}

/** What separates the cells of the first lines: as often in nearly every line. */
export function delimiterOf(text: string): string | null {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  // The last one may be cut.
  if (lines.length > 2) lines.pop();
  if (lines.length < 2) return null;
  const regular = ['\t', ',', ';', '|'].filter((delimiter) => {
    const counts = lines.map((line) => outsideQuotes(line).split(delimiter).length - 1);
    const [usual = 0] = [...counts].sort((a, b) => b - a).slice(Math.floor(counts.length / 2));
    const same = counts.filter(
      (count) => Math.abs(count - usual) <= (delimiter === ',' ? 0 : 1),
    ).length;
    return usual >= 1 && same >= lines.length * 0.8;
  });
  const [first = null, second] = regular;
  // `Chuo 1, Yokote; 0182-…`: such commas stand inside cells.
  const isProse = first === ',' && lines.every((line) => !/,(?! )/.test(outsideQuotes(line)));
  return isProse && second !== undefined ? second : first;
}

function outsideQuotes(line: string): string {
  return line.replace(/"(?:[^"]|"")*"?/g, '');
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, at) => bytes[at] === character.charCodeAt(0));
}

function indexOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, 'latin1');
}
