/** A multipart body → its files and its fields, also of multiparts inside. */
import { decodeText } from '../../../shared/posting/content/decode-text.ts';
import {
  boundaryOf,
  headerField,
  type MultipartPart,
  splitMultipart,
} from '../../../shared/posting/content/multipart.ts';
import { sniff } from '../sniff.ts';
import type { Field } from './field.ts';
import { type DecodeField, fieldDecoder } from './form-charset.ts';
import type { Form, Piece } from './split-body.ts';
import { undoTransferEncoding } from './transfer-encoding.ts';

/** Multiparts in multiparts. */
const deepest = 4;
/** Bytes from which a field may be a file that came without a name. */
const smallestFile = 64;

interface OpenedPart {
  readonly part: MultipartPart;
  readonly bytes: Uint8Array;
  /** Of a form: a part without a name is a field. */
  readonly isField: boolean;
}

export async function splitParts(
  body: Uint8Array,
  contentType: string,
): Promise<{ pieces: Piece[]; form: Form | null; isWhole: boolean }> {
  const headers: Uint8Array[] = [];
  const first = openParts(body, contentType, (bytes) => {
    headers.push(bytes);
    return decodeText(bytes);
  });
  const told = first.parts.find(({ part }) => part.name === '_charset_')?.bytes;
  const values = first.parts.filter(({ isField }) => isField).map(({ bytes }) => bytes);
  const text = fieldDecoder(
    [...headers, ...values],
    told === undefined ? undefined : decodeText(told).trim(),
  );
  const { parts, isWhole } = headers.every(isAscii) ? first : openParts(body, contentType, text);
  const pieces: Piece[] = [];
  const fields: Field[] = [];
  const digested: Uint8Array[] = [];
  for (const { part, bytes, isField } of parts) {
    const more = otherHeaders(part.headers);
    if (more !== '') {
      fields.push({ name: '', value: more });
      digested.push(Buffer.from(`\0${more}\0`));
    }
    if (!isField || (bytes.length >= smallestFile && (await sniff(bytes)).charset === null)) {
      // An input in which no file was chosen sends an empty one.
      if (bytes.length > 0 || part.fileName)
        pieces.push({ kind: 'file', name: part.fileName, bytes });
      if (speaks(part.name)) fields.push({ name: part.name, value: '' });
      continue;
    }
    fields.push({ name: part.name, value: text(bytes) });
    digested.push(Buffer.from(`${part.name}\0${bytes.length}\0`), bytes);
  }
  return { pieces, form: fields.length === 0 ? null : { fields, digested }, isWhole };
}

/** Names of files' fields are looked at only where they may hold something. */
const speaks = (name: string) => /(?:\p{Nd}.?){10}/u.test(name);
const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80 && byte !== 0x1b);

function openParts(
  body: Uint8Array,
  contentType: string,
  decodeHeaders: DecodeField,
  depth = 1,
): { parts: OpenedPart[]; isWhole: boolean } {
  const split = splitMultipart(body, boundaryOf(contentType), decodeHeaders);
  // Two boundaries are two ways to read it.
  let isWhole = split.isWhole && (contentType.match(/boundary=/gi)?.length ?? 0) < 2;
  const isForm = /^\s*multipart\/form-data/i.test(contentType);
  const parts: OpenedPart[] = [];
  for (const part of split.parts) {
    const type = headerField(part.headers, 'content-type') ?? '';
    if (/^multipart\//i.test(type) && depth < deepest) {
      const inner = openParts(part.bytes, type, decodeHeaders, depth + 1);
      for (const each of inner.parts) parts.push(each);
      isWhole &&= inner.isWhole;
      continue;
    }
    const encoding = headerField(part.headers, 'content-transfer-encoding');
    const bytes = undoTransferEncoding(part.bytes, encoding);
    parts.push({ part, bytes, isField: part.fileName === null && isFieldType(part.type, isForm) });
  }
  return { parts, isWhole };
}

/** What stands beside the text of a message is a file, whether it has a name or not. */
function isFieldType(type: string | null, isForm: boolean): boolean {
  if (isForm || type === null) return true;
  return /^(?:text\/plain|application\/(?:[\w.-]+\+)?json)$/.test(type);
}

const usual = /^content-(?:disposition|type|length|transfer-encoding)[ \t]*:/i;

/** Header fields that say something else than what a part is. */
function otherHeaders(headers: string): string {
  return headers
    .split(/\r?\n/)
    .filter((line) => line !== '' && !usual.test(line))
    .join('\n');
}
