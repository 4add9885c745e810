/** The pages of the upload site. Their scripts are bundled when they are first asked for. */
import path from 'node:path';
import { bundlePage } from './bundle-page.ts';
import { apartFolder } from './install-apart.ts';

export interface SitePage {
  readonly type: 'text/html' | 'text/javascript';
  readonly body: string;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const scripted = (title: string, name: string, body: string): string =>
  page(title, `${body}<output></output><script src="/${name}.js"></script>`);

const fields = `
  <label>氏名 <input name="name"></label>
  <label>備考 <textarea name="note"></textarea></label>
  <label><input type="checkbox" name="agreed" value="yes"> 同意する</label>`;

const plainForm = (target: string) => `
  <form action="/upload/plain" method="post" enctype="multipart/form-data" ${target}>
    ${fields}
    <label>ファイル <input type="file" name="file" multiple></label>
    <button id="send">送信</button>
  </form>`;

const typed = (name: string, attributes: string, more = '') => `
  <form id="${name}" action="/upload/${name}" target="answer-${name}" ${attributes}>
    <input name="q" aria-label="${name}">${more}<button>送信</button>
  </form><iframe name="answer-${name}" style="height:20px"></iframe>`;

const multipart = 'method="post" enctype="multipart/form-data"';

/** By every way in which a person hands something over. */
const handed = `
  <p><input type="file" id="input"> <input type="file" id="input-multiple" multiple>
  <input type="file" id="input-folder" webkitdirectory></p>
  <p id="drop" data-drop="files" style="height:40px;border:1px solid">ファイル</p>
  <p id="drop-entries" data-drop="entries" style="height:40px;border:1px solid">フォルダー</p>
  <p id="paste" contenteditable="true" style="height:40px;border:1px solid"></p>
  ${typed('typed-urlencoded', 'method="post"')}
  ${typed('typed-multipart', multipart)}
  ${typed('typed-with-file', multipart, '<input type="file" name="file">')}
  ${typed('typed-plain-text', 'method="post" enctype="text/plain"')}
  ${typed('typed-query', 'method="get"')}`;

/** Path, with its query, → page. */
const documents: Readonly<Record<string, string>> = {
  '/': page('アップロードのサイト', ''),
  '/plain': page('ふつうのフォーム', plainForm('')),
  '/plain?target=iframe': page(
    'ふつうのフォーム',
    `${plainForm('target="answer"')}<iframe name="answer"></iframe>`,
  ),
  '/text': page(
    '文章のフォーム',
    `<form action="/upload/text" method="post">${fields}<button id="send">送信</button></form>`,
  ),
  '/react': scripted('React', 'react-page', '<div id="root"></div>'),
  '/dropzone': scripted(
    'Dropzone',
    'dropzone-page',
    '<form id="drop" style="min-height:150px;border:1px solid">ここにファイルを置く</form>',
  ),
  '/vue': scripted('Vue', 'vue-page', '<div id="root"></div>'),
  '/filepond': scripted('FilePond', 'filepond-page', '<input id="pond" type="file" multiple>'),
  '/uppy': scripted('Uppy', 'uppy-page', '<div id="drop"></div>'),
  '/react-dropzone': scripted('react-dropzone', 'react-dropzone-page', '<div id="root"></div>'),
  '/paste': scripted(
    '貼り付け',
    'paste-page',
    '<div id="paste" contenteditable="true" style="min-height:150px;border:1px solid"></div>',
  ),
  '/script': page('スクリプト', '<script src="/script-page.js"></script>'),
  '/framed': page('枠の中', '<script src="/framed-page.js"></script>'),
  '/handed': scripted('受け取るページ', 'handed-page', handed),
};

const scripts: Readonly<Record<string, string>> = {
  '/react-page.js': 'react-page.tsx',
  '/dropzone-page.js': 'dropzone-page.ts',
  '/react-dropzone-page.js': 'react-dropzone-page.tsx',
  '/vue-page.js': 'vue-page.ts',
  '/filepond-page.js': 'filepond-page.ts',
  '/uppy-page.js': 'uppy-page.ts',
  '/paste-page.js': 'paste-page.ts',
  '/script-page.js': 'script-page.ts',
  '/framed-page.js': 'framed-page.ts',
  '/handed-page.js': 'handed-page.ts',
  '/worker.js': 'worker.ts',
  '/service-worker.js': 'worker.ts',
};

export const uploadPages: readonly string[] = Object.keys(documents);

/** The same for every site of this process. */
const bundled = new Map<string, Promise<string>>();

/** @param url path with query. null: no page of the site */
export async function sitePage(url: string): Promise<SitePage | null> {
  const body = documents[url];
  if (body !== undefined) return { type: 'text/html', body };
  const script = scripts[url];
  if (script === undefined) return null;
  const made = bundled.get(script) ?? bundlePage(path.join(apartFolder('upload-pages'), script));
  bundled.set(script, made);
  return { type: 'text/javascript', body: await made };
}

/** What a form that was submitted is answered: its `<output>` is that of the scripted pages. */
export function answerPage(files: string): string {
  const escaped = files.replaceAll('&', '&amp;').replaceAll("'", '&#39;');
  return page(
    '受け取りました',
    `<output data-answers="1" data-status="200" data-files='${escaped}'>送信しました</output>`,
  );
}
