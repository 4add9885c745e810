/**
 * msg: a message of Outlook ([MS-OXMSG]). Every property that is text, the body in each of its
 * forms, attachments and messages in messages.
 */
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import { type Charset, decode, detectCharset } from '../charset.ts';
import { compoundBytes, readCompoundFile, type Storage } from '../compound-file.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { unpackRtf } from '../outlook-rtf.ts';
import { attempt } from './office-package.ts';

/** Names of streams: `__substg1.0_` and property, then type. */
const property = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$/i;
const wide = '001F';
const ansi = '001E';
const body = { text: '1000', rtf: '10090102', html: '10130102' };
const attachment = { content: '37010102', storage: '3701000D', names: ['3707', '3704', '3001'] };

export const outlook: Extractor = {
  types: ['msg'],
  async *extract(bytes, extraction) {
    const { root } = readCompoundFile(bytes);
    if (!root.streams.has('__properties_version1.0')) extraction.problem('broken');
    yield* textProperties(root, extraction.place, extraction);
    yield* richBody(root, extraction);
    for (const storage of root.storages) {
      if (storage.name.startsWith('__attach')) yield* attached(storage, extraction);
      else if (storage.name.startsWith('__recip'))
        yield* textProperties(storage, { ...extraction.place, corner: 'header' }, extraction);
    }
  },
};

/** The subject, the body, who sent it: each a text of its own. */
function* textProperties(
  { streams }: Storage,
  place: Place,
  { budget }: Extraction,
): Generator<Part> {
  for (const [name, bytes] of streams) {
    const [, tag, type = ''] = property.exec(name) ?? [];
    const isText = [wide, ansi].includes(type.toUpperCase());
    if (tag === undefined || !isText || bytes.length === 0) continue;
    budget.spend(bytes.length);
    const text = textOf(bytes, type).replaceAll('\u0000', '');
    const corner = tag === body.text ? place.corner : (place.corner ?? 'header');
    yield textPart(text, corner === undefined ? place : { ...place, corner });
  }
}

/** HTML and RTF bodies are documents of their own. */
async function* richBody({ streams }: Storage, extraction: Extraction): AsyncGenerator<Part> {
  const html = streamOf(streams, body.html);
  if (html !== undefined && html.length > 0) yield* extraction.inner('', html);
  const packed = streamOf(streams, body.rtf);
  if (packed === undefined || packed.length === 0) return;
  const rtf = await attempt(extraction, async () => unpackRtf(packed, extraction.budget));
  if (rtf !== null) yield* extraction.inner('', rtf);
}

async function* attached(storage: Storage, extraction: Extraction): AsyncGenerator<Part> {
  const name = nameOf(storage);
  const content = streamOf(storage.streams, attachment.content);
  const inner = storage.storages.find(({ name: each }) => each.endsWith(attachment.storage));
  if (content !== undefined) yield* extraction.inner(name, content);
  else if (inner !== undefined) yield* extraction.inner(name, compoundBytes(inner));
  yield* textProperties(storage, { ...extraction.place, corner: 'properties' }, extraction);
}

function nameOf({ streams }: Storage): string {
  for (const tag of attachment.names) {
    for (const type of [wide, ansi]) {
      const bytes = streamOf(streams, tag + type);
      if (bytes !== undefined) return textOf(bytes, type).replaceAll('\u0000', '');
    }
  }
  return '';
}

function streamOf(streams: Storage['streams'], tag: string): Uint8Array | undefined {
  return streams.get(`__substg1.0_${tag}`);
}

function textOf(bytes: Uint8Array, type: string): string {
  const charset: Charset =
    type.toUpperCase() === wide ? 'utf-16le' : (detectCharset(bytes) ?? 'shift_jis');
  return decode(bytes, charset);
}
