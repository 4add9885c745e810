/**
 * destination ─answer→ browser, unchanged and unhindered; beside it a copy of its beginning, without
 * content encoding.
 */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';

export interface TappedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** null: longer than what is kept, cut off, or in an encoding that is not known. */
  readonly body: Buffer | null;
}

/** Resolves when the answer is over, however it ends; never rejects. */
export async function tapAnswer(answer: IncomingMessage, most: number): Promise<TappedAnswer> {
  const status = answer.statusCode ?? 0;
  const headers = {
    'content-type': answer.headers['content-type'],
    location: answer.headers.location,
  };
  const encoding = answer.headers['content-encoding'] ?? '';
  const raw = await copyOf(answer, most);
  const body = raw === null ? null : await decoded(raw, encoding, most);
  return { status, headers, body };
}

function copyOf(answer: IncomingMessage, most: number): Promise<Buffer | null> {
  let chunks: Buffer[] | null = [];
  let length = 0;
  answer.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > most) chunks = null;
    else chunks?.push(chunk);
  });
  return new Promise((resolve) => {
    const settle = () => resolve(answer.complete && chunks !== null ? Buffer.concat(chunks) : null);
    answer.once('end', settle).once('close', settle);
  });
}

const decoders: Readonly<
  Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

async function decoded(bytes: Buffer, encoding: string, most: number): Promise<Buffer | null> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity' || bytes.length === 0) return bytes;
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  try {
    return (await decode?.(bytes, { maxOutputLength: most })) ?? null;
  } catch {
    return null; // not what it said, or more than is kept
  }
}
