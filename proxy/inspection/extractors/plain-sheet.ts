/**
 * What Excel writes of nearly all strings, cells and rows, read character by character:
 *
 *   <si><t>text</t><phoneticPr fontId="1"/></si>
 *   <row r="7" spans="1:3"><c r="A7" s="1" t="s"><v>12</v></c><c r="B7"/></row>
 *
 * Each function says where the element ends that begins at `start`; -1: it is written otherwise, and
 * a pass over any XML has to read it.
 */
import { unescapeXml } from '../xml-cursor.ts';

export interface PlainCell {
  /** From 0. */
  column: number;
  style: number;
  type: 's' | 'n' | 'str';
  value: string;
  /** Of type `s`, where its value is digits alone: it, and `value` is empty; else -1. */
  index: number;
}

export interface PlainRow {
  /** 0: it has none. */
  number: number;
  /** What is done with each of its cells. */
  readonly put: (cell: PlainCell) => void;
}

const space = 0x20;
const quote = 0x22;
const slash = 0x2f;
const less = 0x3c;
const equals = 0x3d;
const greater = 0x3e;
const ampersand = 0x26;

/** @param take its text, entities replaced */
export function plainString(xml: string, start: number, take: (text: string) => void): number {
  if (!isAt(xml, start, '<si><t')) return -1;
  let from = start + 6;
  if (isAt(xml, from, ' xml:space="preserve"')) from += 21;
  if (xml.charCodeAt(from) !== greater) return -1;
  const to = xml.indexOf('<', ++from);
  if (to < 0 || !isAt(xml, to, '</t>')) return -1;
  let at = to + 4;
  if (isAt(xml, at, '<phoneticPr')) {
    at += 11;
    while (at < xml.length && !isMark(xml.charCodeAt(at))) at++;
    if (xml.charCodeAt(at) !== greater || xml.charCodeAt(at - 1) !== slash) return -1;
    at++;
  }
  if (!isAt(xml, at, '</si>')) return -1;
  take(unescapeXml(xml.slice(from, to)));
  return at + 5;
}

/** @param cell is filled */
export function plainCell(xml: string, start: number, cell: PlainCell): number {
  if (!isCell(xml, start)) return -1;
  let at = start + 6;
  const lettersEnd = at + 3;
  let column = 0;
  for (; at < lettersEnd; at++) {
    const letter = xml.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  const rowEnd = digitsEnd(xml, at, 7);
  if (column === 0 || rowEnd === at || xml.charCodeAt(rowEnd) !== quote) return -1;
  at = rowEnd + 1;
  let style = 0;
  if (isAttribute(xml, at, 0x73)) {
    const end = digitsEnd(xml, at + 4, 6);
    if (end === at + 4 || xml.charCodeAt(end) !== quote) return -1;
    style = numberAt(xml, at + 4, end);
    at = end + 1;
  }
  cell.column = column - 1;
  cell.style = style;
  cell.type = 'n';
  if (isAttribute(xml, at, 0x74)) {
    if (isAt(xml, at + 4, 's"')) cell.type = 's';
    else if (isAt(xml, at + 4, 'str"')) cell.type = 'str';
    else if (!isAt(xml, at + 4, 'n"')) return -1;
    at += cell.type.length + 5;
  }
  if (isValue(xml, at)) return valueEnd(xml, at + 4, cell);
  cell.value = '';
  cell.index = -1;
  return isAt(xml, at, '/>') ? at + 2 : -1;
}

function valueEnd(xml: string, from: number, cell: PlainCell): number {
  let hasEntity = false;
  let to = from;
  for (; to < xml.length; to++) {
    const unit = xml.charCodeAt(to);
    if (unit === less) break;
    if (unit === ampersand) hasEntity = true;
  }
  if (!isValueEnd(xml, to)) return -1;
  cell.value = '';
  cell.index = cell.type === 's' ? indexAt(xml, from, to) : -1;
  if (cell.index >= 0) return to + 8;
  const value = xml.slice(from, to);
  cell.value = hasEntity ? unescapeXml(value) : value;
  return to + 8;
}

/** @param row is filled as far as it is plain, also where the answer is -1 */
export function plainRow(xml: string, start: number, row: PlainRow, cell: PlainCell): number {
  if (!isAt(xml, start, '<row r="')) return -1;
  const numberEnd = digitsEnd(xml, start + 8, 7);
  if (numberEnd === start + 8 || xml.charCodeAt(numberEnd) !== quote) return -1;
  row.number = numberAt(xml, start + 8, numberEnd);
  let at = tagEnd(xml, numberEnd + 1);
  if (at < 0 || xml.charCodeAt(at - 1) === slash) return -1;
  at++;
  for (;;) {
    const end = plainCell(xml, at, cell);
    if (end < 0) break;
    row.put(cell);
    at = end;
  }
  return isAt(xml, at, '</row>') ? at + 6 : -1;
}

/** `>` may stand in a quoted value. */
function tagEnd(xml: string, from: number): number {
  let open = 0;
  for (let at = from; at < xml.length; at++) {
    const unit = xml.charCodeAt(at);
    if (open !== 0) open = unit === open ? 0 : open;
    else if (unit === quote || unit === 0x27) open = unit;
    else if (unit === greater) return at;
  }
  return -1;
}

// Of each cell: one by one, which is several times faster than isAt().

/** `<c r="` */
const isCell = (xml: string, at: number) =>
  xml.charCodeAt(at) === less &&
  xml.charCodeAt(at + 1) === 0x63 &&
  xml.charCodeAt(at + 2) === space &&
  xml.charCodeAt(at + 3) === 0x72 &&
  xml.charCodeAt(at + 4) === equals &&
  xml.charCodeAt(at + 5) === quote;

/** ` s="` */
const isAttribute = (xml: string, at: number, name: number) =>
  xml.charCodeAt(at) === space &&
  xml.charCodeAt(at + 1) === name &&
  xml.charCodeAt(at + 2) === equals &&
  xml.charCodeAt(at + 3) === quote;

/** `><v>` */
const isValue = (xml: string, at: number) =>
  xml.charCodeAt(at) === greater &&
  xml.charCodeAt(at + 1) === less &&
  xml.charCodeAt(at + 2) === 0x76 &&
  xml.charCodeAt(at + 3) === greater;

/** `</v></c>` */
const isValueEnd = (xml: string, at: number) =>
  xml.charCodeAt(at) === less &&
  xml.charCodeAt(at + 1) === slash &&
  xml.charCodeAt(at + 2) === 0x76 &&
  xml.charCodeAt(at + 3) === greater &&
  xml.charCodeAt(at + 4) === less &&
  xml.charCodeAt(at + 5) === slash &&
  xml.charCodeAt(at + 6) === 0x63 &&
  xml.charCodeAt(at + 7) === greater;

function isAt(xml: string, start: number, word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    if (xml.charCodeAt(start + at) !== word.charCodeAt(at)) return false;
  }
  return true;
}

function digitsEnd(xml: string, from: number, most: number): number {
  let at = from;
  for (; at < from + most; at++) {
    const unit = xml.charCodeAt(at);
    if (!(unit >= 0x30 && unit <= 0x39)) break;
  }
  return at;
}

function numberAt(xml: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + xml.charCodeAt(at) - 0x30;
  return number;
}

function indexAt(xml: string, from: number, to: number): number {
  return to > from && digitsEnd(xml, from, 9) === to ? numberAt(xml, from, to) : -1;
}

const isMark = (unit: number) => unit === less || unit === greater;
