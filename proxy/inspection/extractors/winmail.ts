/** winmail.dat: TNEF ([MS-OXTNEF]), in which Outlook sends a message to others: body and attachments. */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { unpackRtf } from '../outlook-rtf.ts';
import { attempt } from './office-package.ts';

const attribute = {
  subject: 0x00018004,
  body: 0x0002800c,
  messageProperties: 0x00069003,
  beginAttachment: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const;
/** MAPI properties and types. */
const tag = { body: 0x1000, rtf: 0x1009, html: 0x1013, longName: 0x3707, data: 0x3701 };
const kind = { ansi: 0x1e, wide: 0x1f, binary: 0x102, object: 0x0d };

export const winmail: Extractor = {
  types: ['tnef'],
  async *extract(bytes, extraction) {
    let attachment: { name: string; content: Uint8Array | null } | null = null;
    for (const { id, data } of attributesOf(bytes, extraction)) {
      extraction.budget.spend(data.length);
      switch (id) {
        case attribute.subject:
          yield textPart(text(data), { ...extraction.place, corner: 'header' });
          break;
        case attribute.body:
          yield* extraction.inner('', data);
          break;
        case attribute.messageProperties:
          yield* message(propertiesOf(data, extraction), extraction);
          break;
        case attribute.beginAttachment:
          if (attachment !== null) yield* extraction.inner(attachment.name, attachment.content);
          attachment = { name: '', content: null };
          break;
        case attribute.attachmentTitle:
          if (attachment !== null) attachment.name ||= text(data);
          break;
        case attribute.attachmentData:
          if (attachment !== null) attachment.content = data;
          break;
        case attribute.attachmentProperties:
          for (const property of propertiesOf(data, extraction)) {
            if (attachment === null) break;
            if (property.tag === tag.longName) attachment.name = propertyText(property);
            // A message or an OLE object behind the sixteen bytes of its class.
            if (property.tag === tag.data && property.type === kind.object)
              attachment.content = property.value.subarray(16);
          }
          break;
      }
    }
    if (attachment !== null) yield* extraction.inner(attachment.name, attachment.content);
  },
};

/** Level, id, length, data, sum of its bytes. */
function* attributesOf(bytes: Uint8Array, { problem }: Extraction) {
  const view = viewOf(bytes);
  let at = 6;
  while (at + 9 <= bytes.length) {
    const id = view.getUint32(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (data.length < length) {
      problem('truncated');
      return;
    }
    yield { id, data };
    at += 11 + length;
  }
}

interface Property {
  readonly tag: number;
  readonly type: number;
  readonly value: Uint8Array;
}

async function* message(
  properties: readonly Property[],
  extraction: Extraction,
): AsyncGenerator<Part> {
  for (const property of properties) {
    const { tag: each, type, value } = property;
    if (type === kind.ansi || type === kind.wide) {
      const place =
        each === tag.body ? extraction.place : { ...extraction.place, corner: 'header' as const };
      const said = propertyText(property);
      if (said !== '') yield textPart(said, place);
    } else if (each === tag.html) yield* extraction.inner('', value);
    else if (each === tag.rtf) {
      const rtf = await attempt(extraction, async () => unpackRtf(value, extraction.budget));
      if (rtf !== null) yield* extraction.inner('', rtf);
    }
  }
}

const fixedBytes: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const several = 0x1000;

/** [MS-OXTNEF] 2.1.3.4. What cannot be told apart ends the reading. */
function propertiesOf(data: Uint8Array, { problem }: Extraction): Property[] {
  const view = viewOf(data);
  const properties: Property[] = [];
  try {
    let at = 4;
    for (let left = view.getUint32(0, true); left > 0; left--) {
      const type = view.getUint16(at, true);
      const id = view.getUint16(at + 2, true);
      at += 4;
      if (id >= 0x8000) at = afterName(view, at);
      const base = type & ~several;
      const fixed = fixedBytes[base];
      const isCounted = fixed === undefined || (type & several) !== 0;
      const count = isCounted ? view.getUint32(at, true) : 1;
      if (isCounted) at += 4;
      for (let each = 0; each < count; each++) {
        const length = fixed ?? view.getUint32(at, true);
        if (fixed === undefined) at += 4;
        if (at + length > data.length) throw new RangeError('end');
        properties.push({ tag: id, type: base, value: data.subarray(at, at + length) });
        at += Math.ceil(length / 4) * 4;
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problem('broken');
  }
  return properties;
}

/** A property of one's own has a name: a number, or a text. */
function afterName(view: DataView, at: number): number {
  const isNumber = view.getUint32(at + 16, true) === 0;
  if (isNumber) return at + 24;
  return at + 24 + Math.ceil(view.getUint32(at + 20, true) / 4) * 4;
}

function propertyText({ type, value }: Property): string {
  return type === kind.wide ? decode(value, 'utf-16le').replaceAll('\0', '') : text(value);
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const said = end < 0 ? bytes : bytes.subarray(0, end);
  return decode(said, detectCharset(said) ?? 'shift_jis');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
