/** A site that takes uploads in the ways that pages have: by input, drop, paste, and a plain form. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UploadPage extends AsyncDisposable {
  readonly port: number;
  /** What came, in order. */
  readonly came: { readonly path: string; readonly name: string; readonly body: Buffer }[];
}

/** @param csp of its pages */
export async function startUploadPage(csp?: string): Promise<UploadPage> {
  const came: { path: string; name: string; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    if (request.method === 'POST') {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const name = searchParams.get('name') ?? '';
      came.push({ path: pathname, name, body: Buffer.concat(pieces) });
    }
    const headers: Record<string, string> = { 'content-type': 'text/html; charset=utf-8' };
    if (csp !== undefined) headers['content-security-policy'] = csp;
    if (pathname === '/page.js') headers['content-type'] = 'text/javascript; charset=utf-8';
    response.writeHead(200, headers);
    response.end(pathname === '/page.js' ? script : request.method === 'POST' ? 'ok' : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    came,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const page = `<!doctype html><html lang="ja"><title>資料を送る</title>
<style>div { letter-spacing: 9px; } dialog, button { display: none !important; }</style>
<h1>資料を送る</h1>
<p><label>ファイル <input id="file" type="file" multiple></label>
<p id="zone" style="height:80px;border:2px dashed">ここに置く</p>
<p><label>メモ <textarea id="memo"></textarea></label>
<p><input type="button" id="loose" value="参照…"> <span id="root"></span>
<form id="form" method="post" action="/form"><label>件名 <input name="title"></label>
<label>本文 <textarea name="body"></textarea></label><input type="submit" name="go" value="送る"></form>
<script src="/page.js"></script>`;

const script = `
window.heard = [];
const send = (how, files) => {
  for (const file of files) {
    heard.push(how + ' ' + file.name);
    fetch('/' + how + '?name=' + encodeURIComponent(file.name), { method: 'POST', body: file });
  }
};
const file = document.querySelector('#file');
file.addEventListener('change', () => send('input', file.files));
const zone = document.querySelector('#zone');
zone.addEventListener('dragover', (event) => event.preventDefault());
zone.addEventListener('drop', (event) => { event.preventDefault(); send('drop', event.dataTransfer.files); });
document.querySelector('#memo').addEventListener('paste', (event) => {
  if (event.clipboardData.files.length > 0) { event.preventDefault(); send('paste', event.clipboardData.files); }
});
document.querySelector('#loose').addEventListener('click', () => {
  const loose = document.createElement('input');
  loose.type = 'file';
  loose.onchange = () => send('loose', loose.files);
  loose.click();
});
const root = document.querySelector('#root').attachShadow({ mode: 'closed' });
const inner = document.createElement('input');
inner.type = 'file';
inner.onchange = () => send('shadow', inner.files);
root.append(inner);
`;
