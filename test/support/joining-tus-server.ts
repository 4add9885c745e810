/** A small server of tus 1.0 that joins pieces (its `concatenation`), which the reference server does not. */
import type { ServerResponse } from 'node:http';
import { type Arrived, type ReceivingSite, startReceivingSite } from './receiving-site.ts';

export interface JoiningTusServer extends AsyncDisposable {
  readonly port: number;
  readonly endpoint: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly site: ReceivingSite;
}

export async function startJoiningTusServer(): Promise<JoiningTusServer> {
  const files = new Map<string, Buffer>();
  const end = (res: ServerResponse, status: number, headers: Record<string, string> = {}) =>
    res.writeHead(status, { 'Tus-Resumable': '1.0.0', ...headers }).end();

  function create({ headers }: Arrived, res: ServerResponse): void {
    const at = `/files/${files.size}`;
    const concat = String(headers['upload-concat'] ?? '');
    const names = concat.startsWith('final;') ? concat.slice(6).split(' ') : [];
    const pieces = names.map((name) => files.get(new URL(name, 'http://x').pathname));
    files.set(at, Buffer.concat(pieces.map((piece) => piece ?? Buffer.alloc(0))));
    end(res, 201, { Location: at });
  }

  const site = await startReceivingSite((arrived, res) => {
    const { method, url, headers, body } = arrived;
    const file = files.get(url);
    if (method === 'POST') create(arrived, res);
    else if (file === undefined) end(res, 404);
    else if (method !== 'PATCH' || Number(headers['upload-offset']) !== file.length) end(res, 409);
    else {
      const longer = Buffer.concat([file, body]);
      files.set(url, longer);
      end(res, 204, { 'Upload-Offset': String(longer.length) });
    }
  });
  return {
    port: site.port,
    endpoint: `http://city.localhost:${site.port}/files`,
    files,
    site,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}
