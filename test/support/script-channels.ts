/** What is known beforehand of the channels of the page /script (upload-pages/script-page.ts). */
import type { BrowserName } from './guarded-terminal.ts';
import type { ReceivedUpload } from './received-upload.ts';

/** What comes of a channel where nothing stops it, unless it is `answered 200`. */
export const outcomes: Readonly<Record<string, string>> = {
  'beacon-string': 'sent',
  'beacon-blob': 'sent',
  'beacon-buffer': 'sent',
  'beacon-form-data': 'sent',
  'beacon-search-params': 'sent',
  'websocket-text': 'answered 101',
  'websocket-binary': 'answered 101',
  'websocket-blob': 'answered 101',
  'worker-websocket': 'answered 101',
  'shared-worker-websocket': 'answered 101',
  'service-worker-websocket': 'answered 101',
  'event-source': 'sent',
  'form-urlencoded': 'sent',
  'form-multipart': 'sent',
  'form-file': 'sent',
  'form-plain-text': 'sent',
  'form-query': 'sent',
  'form-requested': 'sent',
  'image-query': 'sent',
  'script-query': 'sent',
  'style-query': 'sent',
  'link-ping': 'sent',
  'frame-query': 'sent',
  'window-query': 'sent',
  'data-frame': 'sent',
  'sandboxed-frame': 'sent',
};

const quic = 'runs over QUIC, which no HTTP proxy carries';

/** Channels by which a browser may send nothing at all, and why. */
export const silent: Readonly<Record<BrowserName, Readonly<Record<string, string>>>> = {
  Chromium: {
    'fetch-stream': 'streams go over HTTP/2 alone',
    webtransport: quic,
  },
  Firefox: {
    'fetch-stream': 'Firefox knows no streams as bodies',
    'link-ping': 'off unless somebody sets browser.send_pings',
    webtransport: quic,
  },
};

/** Channels that carry a file's bytes; the others carry a text. */
export const carriesBytes = (channel: string): boolean =>
  /blob|fetch-(?:file|buffer|bytes|form-data|json|request|stream|other)|xhr-(?:buffer|form-data)|beacon-(?:buffer|form-data)|binary|form-file/.test(
    channel,
  ) && channel !== 'blob-frame';

/** Whether exactly this came, in whatever the channel wraps it. */
export function cameWhole(upload: ReceivedUpload, sent: Uint8Array): boolean {
  const { path, files, fields, raw, headers } = upload;
  const body = Buffer.from(raw);
  const wrapped = [body, ...files.map(({ bytes }) => bytes), ...Object.values(fields)];
  const query = new URL(path, 'https://upload.localhost').searchParams.get('q');
  if (query !== null) wrapped.push(query);
  const type = headers['content-type'] ?? '';
  if (type.includes('json')) wrapped.push(Buffer.from(JSON.parse(`${body}`).content, 'base64'));
  if (type.includes('xml')) wrapped.push(`${body}`.replace(/<[^>]*>/g, ''));
  if (type.startsWith('text/plain')) wrapped.push(`${body}`.replace(/^q=|\r\n$/g, ''));
  return wrapped.some((each) => Buffer.from(each).equals(Buffer.from(sent)));
}
