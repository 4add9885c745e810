/** Small documents of every format that can be made here, each with the same words planted in it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { cabOf, lzhOf, rar5Of } from './build-archives.ts';
import { compoundOf, docOf } from './build-compound.ts';
import {
  docxOf,
  encoded,
  individual,
  paragraph,
  pdfOf,
  pptxOf,
  sheetData,
  utf8,
  xlsxOf,
  zipOf,
} from './build-documents.ts';
import { agileOf, cryptoApiKind, rc4Kind } from './build-encrypted.ts';
import {
  documentRecord,
  encryptedDoc,
  encryptedPpt,
  encryptedXls,
  slideOf,
} from './build-encrypted-97.ts';
import { encryptedPdf } from './build-encrypted-pdf.ts';

export interface FuzzDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * `sum`: a check sum tells every change. `cut`: a table, or a length, tells where its end is
   * missing. null: what is left of it is a document as well, or nobody here knows its text.
   */
  readonly tells: 'sum' | 'cut' | null;
  readonly password?: string;
}

/** The first stands at the beginning, the last at the end. */
export const plantedWords = ['Hajimarinokotoba', 'Naninanikotoba', 'Owarinokotoba'];
export const plantedNumber = individual('28463719502');
const password = 'himitsu-no-kotoba';

const filler = Array.from({ length: 40 }, (_, at) => `line ${at} of nothing in particular`);
const [first, middle, last] = plantedWords as [string, string, string];
const lines = [first, ...filler, `${middle} My Number ${plantedNumber}`, ...filler, last];
const text = `${lines.join('\n')}\n`;
/** As Word ends them. */
const paragraphs = text.replaceAll('\n', '\r');
/** What fits where a length is one byte. */
const short = `${first}\n${middle}\nMy Number ${plantedNumber}\n${last}\n`;
const japanese = `個人番号 ${plantedNumber}\n${text}`;

function bookOf(bookType: 'biff8' | 'xlsb'): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(lines.map((line) => [line])), 'List');
  return Uint8Array.from(write(book, { type: 'buffer', bookType }));
}

export async function ownDocuments(): Promise<FuzzDocument[]> {
  const of = (
    name: string,
    bytes: Uint8Array,
    tells: FuzzDocument['tells'] = null,
    more: { password?: string } = {},
  ): FuzzDocument => ({ name, bytes, tells, ...more });
  const docx = await docxOf(lines.map(paragraph).join(''));
  const xls = bookOf('biff8');
  const pdf = pdfOf(lines);
  const slides = lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('');
  const table = lines.map((line) => `<tr><td>${line}</td></tr>`).join('');
  const entries = [{ name: utf8('a.txt'), content: utf8(text) }];
  const ppt = [documentRecord(), ...lines.map(slideOf)];
  return [
    of('text', utf8(japanese)),
    of('text in Shift_JIS', encoded(japanese, 'SJIS')),
    of('text in UTF-16', Buffer.from(`\ufeff${japanese}`, 'utf16le')),
    of('csv', utf8(`name,My Number\n${lines.map((line) => `"${line}",1`).join('\n')}`)),
    of('json', utf8(JSON.stringify({ lines, inner: Buffer.from(text).toString('base64') }))),
    of('html', utf8(`<!doctype html><html><body><table>${table}</table></body></html>`)),
    of(
      'xml',
      utf8(`<?xml version="1.0"?><a>${lines.map((line) => `<b c="${line}"/>`).join('')}</a>`),
    ),
    of('rtf', utf8(`{\\rtf1\\ansi ${lines.join('\\par ')}}`)),
    of(
      'eml',
      utf8(
        `From: a@example.jp\r\nTo: b@example.jp\r\nSubject: ${first}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--q\r\nContent-Type: application/octet-stream; name=a.docx\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.docx\r\n\r\n${Buffer.from(docx).toString('base64')}\r\n--q--\r\n`,
      ),
    ),
    of('docx', docx, 'sum'),
    of('xlsx', await xlsxOf({ List: sheetData(lines.map((line) => [line])) }), 'sum'),
    of('pptx', await pptxOf([slides]), 'sum'),
    of('zip', await zipOf({ 'a.txt': text, 'b/c.docx': docx }), 'sum'),
    of('zip in a zip', await zipOf({ 'a.zip': await zipOf({ 'b.txt': text }) }), 'sum'),
    of('zip with a password', await zipOf({ 'a.txt': text }, { password }), 'sum', { password }),
    of('zip with AES', await zipOf({ 'a.txt': text }, { password, isAes: true }), 'sum', {
      password,
    }),
    of('docx with a password', agileOf(docx, password), 'cut', { password }),
    of('pdf', pdf, 'cut'),
    of('pdf with a password', encryptedPdf(pdf, utf8(password), utf8('o')), 'cut', { password }),
    of('doc', docOf(paragraphs), 'cut'),
    of('xls', xls, 'cut'),
    of('xlsb', bookOf('xlsb'), 'sum'),
    of('ppt', compoundOf({ 'PowerPoint Document': Buffer.concat(ppt) }), 'cut'),
    of('doc with a password', encryptedDoc(docOf(paragraphs), cryptoApiKind(password)), 'cut', {
      password,
    }),
    of('xls with a password', encryptedXls(xls, rc4Kind(password)), 'cut', { password }),
    of('ppt with a password', encryptedPpt(ppt, cryptoApiKind(password)), 'cut', { password }),
    of('embedded', compoundOf({ Package: docx }), 'cut'),
    of('gz', gzipSync(text), 'sum'),
    of('zst', zstdCompressSync(text), 'cut'),
    of('br', brotliCompressSync(text), 'cut'),
    of('zlib', deflateSync(text), 'sum'),
    of('lzh', lzhOf(2, entries), 'cut'),
    of('cab', cabOf(entries), 'cut'),
    of('rar', rar5Of([{ name: utf8('a.txt'), content: utf8(short) }]), 'cut'),
  ];
}

const longest = 40_000;

/** Documents that others collected, the small ones. */
export function collectedDocuments(): FuzzDocument[] {
  const data = path.join(projectRoot, '../shared/data/docs');
  const index = path.join(data, 'index.json');
  if (!existsSync(index)) return [];
  const { files } = JSON.parse(readFileSync(index, 'utf8')) as {
    files: readonly { file: string; group: string }[];
  };
  // A hundred thousand turns for one key are no inspection of a piece.
  return files
    .filter(({ group }) => group !== 'encrypted')
    .map(({ file }) => ({ file, whole: path.join(data, 'files', file) }))
    .filter(({ whole }) => statSync(whole).size <= longest)
    .map(({ file, whole }) => ({ name: file, bytes: readFileSync(whole), tells: null }));
}
