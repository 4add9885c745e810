/** What one request brought to the upload site, as it came and taken apart. */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface ReceivedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Hex. */
  readonly sha256: string;
}

export interface ReceivedUpload {
  /** `WEBSOCKET` for one message of a WebSocket. */
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of multipart bodies; else empty. */
  readonly files: readonly ReceivedFile[];
  /** Of multipart and urlencoded bodies; else empty. */
  readonly fields: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly raw: Uint8Array;
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export async function readUpload(
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  raw: Uint8Array,
): Promise<ReceivedUpload> {
  const files: ReceivedFile[] = [];
  const fields: Record<string, string> = {};
  for (const [field, value] of await formEntries(headers['content-type'] ?? '', raw)) {
    if (typeof value === 'string') {
      fields[field] = value;
      continue;
    }
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ field, name: value.name, bytes, sha256: sha256(bytes) });
  }
  return { method, path, headers, files, fields, raw };
}

async function formEntries(type: string, raw: Uint8Array): Promise<[string, string | File][]> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return [];
  const response = new Response(Buffer.from(raw), { headers: { 'content-type': type } });
  return [...(await response.formData())] as [string, string | File][];
}

/** Whether a text came, wherever in the request it stood. */
export function carries(upload: ReceivedUpload, text: string): boolean {
  const { path, files, fields, raw } = upload;
  const base64 = Buffer.from(text).toString('base64');
  const body = Buffer.from(raw);
  return (
    body.includes(text) ||
    body.includes(base64) ||
    new URL(path, 'https://upload.localhost').searchParams.get('q') === text ||
    Object.values(fields).includes(text) ||
    files.some(({ bytes }) => Buffer.from(bytes).includes(text))
  );
}
