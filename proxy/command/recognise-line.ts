/** One line of `sekisho recognise` → its answer. Every line gets one, whatever is wrong with it. */
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import {
  type PolicyServices,
  type Recognition,
  recognise,
} from '../../shared/posting/recognise.ts';
import type { Attachment, Posting } from '../../shared/posting/service.ts';
import type { Line } from './lines.ts';

/** Base64 of uploads stands in one line. */
export const maximumLineBytes = 134_217_728;

type ShownAttachment = Omit<Attachment, 'data'>;
interface ShownPosting {
  readonly act: Posting['act'] | null;
  readonly account?: string;
  readonly text?: string;
  readonly attachments?: readonly ShownAttachment[];
}
export interface Answer extends ShownPosting {
  readonly service: string | null;
  /** Where one request holds several. */
  readonly posts?: readonly ShownPosting[];
}

const headerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
/**
 * Keys that are not known are left to later versions. A body may also be given as JSON itself.
 * Headers or bytes that cannot be read leave what method and URL say.
 */
const askedSchema = z.object({
  method: z.string().nullish(),
  url: z.string(),
  headers: z
    .union([
      z.record(z.string(), headerValue.nullish()),
      z.array(z.tuple([z.string(), headerValue])),
    ])
    .nullish()
    .catch(null),
  body: z.unknown().optional(),
  bodyBase64: z.string().nullish().catch(null),
});
type Asked = z.infer<typeof askedSchema>;

const nothing: Answer = { service: null, act: null };

/**
 * @param number counted from 1, for the note
 * @param note takes a sentence on what a line could not be read by
 */
export function recogniseLine(
  { text, tooLong }: Line,
  number: number,
  note: (sentence: string) => void,
  services?: PolicyServices,
): Answer {
  if (tooLong) {
    note(`${number}: 行が長すぎます。/ The line is too long.`);
    return nothing;
  }
  const read = askedSchema.safeParse(readJson(text));
  if (!read.success) {
    note(
      `${number}: {"method", "url", "headers", "body"} の形で書いてください。/ Write it as {"method", "url", "headers", "body"}.`,
    );
    return nothing;
  }
  const { method, url, headers } = read.data;
  try {
    const lower = lowerCase(headers);
    const body = withoutEncoding(bodyOf(read.data), lower['content-encoding'] ?? '');
    const asked = { method: method ?? 'GET', url, headers: lower, body };
    return shown(recognise(asked, services));
  } catch {
    // A body given as JSON can be nested deeper than JSON.stringify goes.
    note(`${number}: 読み取れない要求です。/ The request could not be read.`);
    return nothing;
  }
}

function bodyOf({ body, bodyBase64 }: Asked): Uint8Array {
  if (typeof bodyBase64 === 'string') return Buffer.from(bodyBase64, 'base64');
  if (body === undefined || body === null) return new Uint8Array();
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}

const decoders: Readonly<Record<string, typeof gunzipSync>> = Object.assign(Object.create(null), {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
});

/** As it was sent. A body that was written without its encoding is left as it is. */
function withoutEncoding(body: Uint8Array, contentEncoding: string): Uint8Array {
  const decode = decoders[contentEncoding.trim().toLowerCase()];
  if (decode === undefined || body.length === 0) return body;
  try {
    return decode(body, { maxOutputLength: maximumLineBytes });
  } catch {
    return body;
  }
}

function lowerCase(headers: Asked['headers']): Record<string, string> {
  const lower: Record<string, string> = Object.create(null);
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers ?? {});
  for (const [name, value] of pairs) {
    if (value === null || value === undefined) continue;
    lower[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return lower;
}

function shown({ service, act, postings, ...found }: Recognition): Answer {
  if (act === null) return { service, act };
  const posts = postings.length > 1 ? { posts: postings.map(shownPosting) } : {};
  return { service, ...shownPosting({ act, ...found }), ...posts };
}

function shownPosting({ act, account, text, attachments }: Posting): ShownPosting {
  return {
    act,
    ...(account === null ? {} : { account }),
    ...(text === '' ? {} : { text }),
    ...(attachments.length === 0
      ? {}
      : { attachments: attachments.map(({ data: _, ...rest }) => rest) }),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
