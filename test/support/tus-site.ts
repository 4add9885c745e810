/**
 * The part of a site that takes resumable uploads by tus 1.0.0 (creation, and nothing but it):
 *
 *   POST /tus/     Upload-Length, Upload-Metadata ─► 201, Location
 *   HEAD /tus/N    ─► Upload-Offset
 *   PATCH /tus/N   Upload-Offset, bytes ─► 204; the last one makes the file whole
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type ReceivedUpload, sha256 } from './received-upload.ts';

interface Begun {
  readonly name: string;
  readonly length: number;
  bytes: Buffer;
}

/** @returns takes a request below /tus/, and answers it; false: it is none */
export function createTusSite(keep: (upload: ReceivedUpload) => void) {
  const begun = new Map<string, Begun>();

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { method = '', url = '', headers } = request;
    if (!url.startsWith('/tus/')) return false;
    const answer = (status: number, more: Record<string, string> = {}) => {
      const head = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store', ...more };
      response.writeHead(status, head).end();
      return true;
    };
    if (method === 'POST') {
      const place = `/tus/${begun.size + 1}`;
      const name = nameIn(String(headers['upload-metadata'] ?? ''));
      begun.set(place, { name, length: Number(headers['upload-length']), bytes: Buffer.alloc(0) });
      return answer(201, { location: place });
    }
    const upload = begun.get(url);
    if (upload === undefined) return answer(404);
    if (method === 'HEAD') {
      return answer(200, {
        'upload-offset': String(upload.bytes.length),
        'upload-length': String(upload.length),
      });
    }
    if (method !== 'PATCH') return answer(405);
    if (Number(headers['upload-offset']) !== upload.bytes.length) return answer(409);
    const raw = await buffer(request);
    upload.bytes = Buffer.concat([upload.bytes, raw]);
    const { name, bytes, length } = upload;
    const whole = { field: 'tus', name, bytes, sha256: sha256(bytes) };
    const files = bytes.length === length ? [whole] : [];
    keep({ method, path: url, headers, files, fields: {}, raw });
    return answer(204, { 'upload-offset': String(bytes.length) });
  };
}

/** `filename 44GK…,filetype dGV4…` */
function nameIn(metadata: string): string {
  const pairs = metadata.split(',').map((each) => each.trim().split(' '));
  const [, name = ''] = pairs.find(([key]) => key === 'filename') ?? [];
  return Buffer.from(name, 'base64').toString();
}
