/** Documents made when the test runs. Numbers that look real are assembled here too. */

import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import Encoding from 'encoding-japanese';
import {
  type InspectionReport,
  inspectContent,
} from '../../../proxy/inspection/inspect-content.ts';
import { defaultLimits, type Limits } from '../../../proxy/inspection/limits.ts';
import {
  createPictureReader,
  type OcrLimits,
} from '../../../proxy/inspection/ocr/picture-reader.ts';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import type { Finding } from '../../../shared/detection/finding.ts';

export function individual(base = '31415926535'): string {
  return `${base}${individualNumberCheckDigit(base)}`;
}

export function encoded(
  text: string,
  charset: 'SJIS' | 'EUCJP' | 'JIS' | 'UTF8' | 'UTF16BE' | 'UTF16LE',
): Uint8Array {
  return Uint8Array.from(
    Encoding.convert(Encoding.stringToCode(text), { to: charset, from: 'UNICODE' }),
  );
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

export async function zipOf(
  entries: Readonly<Record<string, string | Uint8Array>>,
  options: {
    password?: string | Uint8Array;
    isAes?: boolean;
    comment?: string;
    rawNames?: boolean;
  } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    ...(options.password === undefined
      ? {}
      : {
          ...(typeof options.password === 'string'
            ? { password: options.password }
            : { rawPassword: options.password }),
          zipCrypto: options.isAes !== true,
        }),
    ...(options.rawNames === true
      ? { encodeText: (text: string) => encoded(text, 'SJIS'), useUnicodeFileNames: false }
      : {}),
  });
  for (const [name, content] of Object.entries(entries)) {
    await writer.add(
      name,
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
    );
  }
  return writer.close(options.comment === undefined ? undefined : utf8(options.comment));
}

const typesOf = (main: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;

export function docxOf(
  body: string,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Uint8Array> {
  return zipOf({
    '[Content_Types].xml': typesOf('/word/document.xml', 'wordprocessingml.document'),
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export function xlsxOf(
  sheets: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Uint8Array> {
  const names = Object.keys(sheets);
  return zipOf({
    '[Content_Types].xml': typesOf('/xl/workbook.xml', 'spreadsheetml.sheet'),
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" state="${at === 0 ? 'visible' : 'hidden'}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet>${sheets[name]}</worksheet>`,
      ]),
    ),
    ...more,
  });
}

/** Rows of inline strings and numbers, from A1. */
export function sheetData(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number, row: number, column: number) => {
    const reference = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  return `<sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, at, column)).join('')}</row>`).join('')}</sheetData>`;
}

export function pptxOf(
  slides: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  return zipOf({
    '[Content_Types].xml': typesOf('/ppt/presentation.xml', 'presentationml.presentation'),
    'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
    ...Object.fromEntries(
      slides.map((slide, at) => [
        `ppt/slides/slide${at + 1}.xml`,
        `<p:sld xmlns:a="a" xmlns:p="p">${slide}</p:sld>`,
      ]),
    ),
    ...more,
  });
}

/** One page for each text, in Helvetica; an empty text draws a line. */
export function pdfOf(pages: readonly string[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (const [at, text] of pages.entries()) {
    const content = text === '' ? '10 10 m 90 90 l S' : `BT /F1 12 Tf 20 100 Td (${text}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
    );
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  return pdfFile(objects);
}

/** Objects from number 1 on, the first of them the catalogue. */
export function pdfFile(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

export async function inspect(
  bytes: Uint8Array,
  {
    name = '',
    limits = {},
    withText = true,
    ocr = { time: 0 },
    password,
  }: {
    name?: string;
    limits?: Partial<Limits>;
    withText?: boolean;
    ocr?: OcrLimits;
    password?: string;
  } = {},
): Promise<InspectionReport> {
  const report = await inspectContent(bytes, name, {
    limits: { ...defaultLimits, ...limits },
    detection: {},
    withText,
    pictures: createPictureReader(ocr),
    ...(password === undefined ? {} : { password }),
  });
  // The notice in the pictures is addressed to somebody.
  return ocr.time === 0 ? report : { ...report, findings: report.findings.filter(isNumber) };
}

/** Where numbers stand in a document is asked: the persons beside them have tests of their own. */
const besideNumbers: ReadonlySet<string> = new Set(['person-name', 'address', 'birth-date']);
const isNumber = ({ kind }: Finding) => !besideNumbers.has(kind);

/** `individual-number at {"sheet":"名簿","cell":"B2"}` for each finding but those. */
export async function foundIn(bytes: Uint8Array, name = ''): Promise<string[]> {
  const { findings } = await inspect(bytes, { name });
  return findings
    .filter(({ kind }) => !besideNumbers.has(kind))
    .map(({ kind, place }) => `${kind} at ${JSON.stringify(place)}`);
}
