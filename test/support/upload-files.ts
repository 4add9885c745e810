/**
 * Files to send, made when the test runs: each kind once clean, and once with an Individual Number
 * in a context that says so. The number is the caller's (see `individual` of build-documents.ts):
 * valid, and on nobody's record.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  docxOf,
  encoded,
  paragraph,
  pdfOf,
  pptxOf,
  sheetData,
  utf8,
  xlsxOf,
  zipOf,
} from '../proxy/inspection/build-documents.ts';
import { sha256 } from './received-upload.ts';

export interface UploadFile {
  /** With letters of both writings, as names of files have here. */
  readonly name: string;
  /** What a browser says it is. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Hex. */
  readonly sha256: string;
}

const office = 'application/vnd.openxmlformats-officedocument';

const fileOf = (name: string, type: string, bytes: Uint8Array): UploadFile => ({
  name,
  type,
  bytes,
  sha256: sha256(bytes),
});

/** One of each kind without anything to find. */
export const cleanFiles = (): Promise<UploadFile[]> => filesWith(['種類', '観光案内'], 'Festival');

/** One of each kind, `number` in each once: txt, csv (UTF-8, Shift_JIS), xlsx, docx, pptx, pdf, zip. */
export const badFiles = (number: string): Promise<UploadFile[]> =>
  // The built-in letters of a PDF have no Japanese among them.
  filesWith(['個人番号', number], `My Number: ${number}`);

async function filesWith(
  [label, value]: readonly [string, string],
  inLatin: string,
): Promise<UploadFile[]> {
  const sentence = `雪まつりのお知らせ\n${label}: ${value}\n市役所の前で行います。\n`;
  const csv = `番号,${label}\r\n1,${value}\r\n`;
  const sheet = sheetData([
    ['項目', label],
    ['本人', value],
  ]);
  const drawn = `<a:p><a:r><a:t>${label}: ${value}</a:t></a:r></a:p>`;
  const docx = await docxOf(paragraph(`${label}: ${value}`));
  const inner = await zipOf({ '書類/お知らせ.docx': docx });
  return [
    fileOf('お知らせ.txt', 'text/plain', utf8(sentence)),
    fileOf('名簿.csv', 'text/csv', utf8(csv)),
    fileOf('名簿 (Shift_JIS).csv', 'text/csv', encoded(csv, 'SJIS')),
    fileOf('表.xlsx', `${office}.spreadsheetml.sheet`, await xlsxOf({ 名簿: sheet })),
    fileOf('文書.docx', `${office}.wordprocessingml.document`, docx),
    fileOf('資料.pptx', `${office}.presentationml.presentation`, await pptxOf([drawn])),
    fileOf('report.pdf', 'application/pdf', pdfOf([inLatin])),
    fileOf('まとめ.zip', 'application/zip', await zipOf({ '中.zip': inner })),
  ];
}

/**
 * A text of that many megabytes (of 1,000,000 bytes), every line another; with a number, it stands
 * in the last line, so that nothing but reading all of it finds it.
 */
export function textOfSize(megabytes: number, number?: string): UploadFile {
  const bytes = Buffer.alloc(megabytes * 1_000_000, '\n');
  const last = number === undefined ? '' : `\n個人番号: ${number}\n`;
  const end = bytes.length - Buffer.byteLength(last);
  let at = 0;
  for (let line = 1; at < end; line += 1) {
    const written = `${line.toString(36)} 雪まつりは市役所の前で行います。\n`;
    if (at + Buffer.byteLength(written) > end) break;
    at += bytes.write(written, at);
  }
  bytes.write(last, end);
  const name = `${megabytes}MB${number === undefined ? '' : ' 番号'}.txt`;
  return fileOf(name, 'text/plain', bytes);
}

/** On disk, for the browser to choose from; removed at the end. Paths are in the order of the files. */
export async function onDisk(
  files: readonly UploadFile[],
): Promise<{ readonly paths: string[] } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
  const paths = files.map(({ name }) => path.join(folder, name));
  await Promise.all(files.map(({ bytes }, at) => writeFile(paths[at] ?? '', bytes)));
  return { paths, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
