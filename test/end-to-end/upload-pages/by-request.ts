/** Channels of script-page.ts by which the page itself makes a request, or keeps a socket open. */
import {
  asked,
  blobOf,
  type Channels,
  fetched,
  fileOf,
  formOf,
  type Payload,
  told,
} from './sending.ts';

function requested(place: string, body: XMLHttpRequestBodyInit | Document): Promise<string> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', place);
    request.onload = () => resolve(`answered ${request.status}`);
    request.onerror = () => resolve('failed');
    request.send(body);
  });
}

function requestedAndWaited(place: string, text: string): string {
  const request = new XMLHttpRequest();
  request.open('POST', place, false);
  try {
    request.send(text);
    return `answered ${request.status}`;
  } catch {
    return 'failed';
  }
}

const documentOf = ({ text }: Payload): Document => {
  const document = new DOMParser().parseFromString('<sent/>', 'application/xml');
  document.documentElement.textContent = text;
  return document;
};

const beaconed = (place: string, body: BodyInit): string =>
  navigator.sendBeacon(place, body) ? 'sent' : 'failed';

/** A browser that knows no streams takes them for strings. */
function streamed(place: string, payload: Payload): Promise<string> {
  let asksDuplex = false;
  const probe = new Request(place, {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      asksDuplex = true;
      return 'half';
    },
  } as RequestInit);
  if (!asksDuplex || probe.headers.has('content-type')) return Promise.resolve('not supported');
  return fetched(place, blobOf(payload).stream(), { duplex: 'half' } as RequestInit);
}

export function socketed(place: string, data: string | BufferSource | Blob): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(place.replace('https', 'wss'));
    socket.onopen = () => socket.send(data);
    socket.onmessage = () => {
      resolve('answered 101');
      socket.close();
    };
    socket.onclose = () => resolve('failed');
  });
}

function listened(url: string): Promise<string> {
  return new Promise((resolve) => {
    const source = new EventSource(url);
    source.onopen = source.onerror = () => {
      source.close();
      resolve('sent');
    };
  });
}

/** QUIC, which no HTTP proxy carries. */
async function transported(place: string, { text }: Payload): Promise<string> {
  const { WebTransport } = window as { WebTransport?: typeof globalThis.WebTransport };
  if (WebTransport === undefined) return 'not supported';
  try {
    const transport = new WebTransport(place);
    const late = new Promise<never>((_, reject) => setTimeout(reject, 3_000));
    await Promise.race([transport.ready, late]);
    const writer = (await transport.createUnidirectionalStream()).getWriter();
    await writer.write(new TextEncoder().encode(text));
    return 'sent';
  } catch {
    return 'failed';
  }
}

export const byRequest: Channels = {
  'fetch-string': (place, { text }) => fetched(place, text),
  'fetch-blob': (place, payload) => fetched(place, blobOf(payload)),
  'fetch-file': (place, payload) => fetched(place, fileOf(payload)),
  'fetch-buffer': (place, { bytes }) => fetched(place, bytes.buffer),
  'fetch-bytes': (place, { bytes }) => fetched(place, bytes),
  'fetch-form-data': (place, payload) => fetched(place, formOf(payload)),
  'fetch-search-params': (place, { text }) => fetched(place, new URLSearchParams({ text })),
  'fetch-json-base64': (place, { bytes }) => {
    const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const headers = { 'content-type': 'application/json' };
    return fetched(place, JSON.stringify({ name: 'sent.txt', content }), { headers });
  },
  'fetch-request': (place, payload) =>
    told(fetch(new Request(place, { method: 'POST', body: blobOf(payload) }))),
  'fetch-stream': streamed,
  'fetch-keepalive': (place, { text }) => fetched(place, text, { keepalive: true }),
  'fetch-put': (place, { text }) => fetched(place, text, { method: 'PUT' }),
  'fetch-query': (place, payload) => told(fetch(asked(place, payload))),
  'fetch-other-site': (place, payload) => {
    const elsewhere = place.replace(location.origin, payload.other);
    return fetched(elsewhere, blobOf(payload), { mode: 'no-cors' });
  },
  'xhr-string': (place, { text }) => requested(place, text),
  'xhr-blob': (place, payload) => requested(place, blobOf(payload)),
  'xhr-buffer': (place, { bytes }) => requested(place, bytes.buffer),
  'xhr-form-data': (place, payload) => requested(place, formOf(payload)),
  'xhr-search-params': (place, { text }) => requested(place, new URLSearchParams({ text })),
  'xhr-document': (place, payload) => requested(place, documentOf(payload)),
  'xhr-synchronous': (place, { text }) => requestedAndWaited(place, text),
  'beacon-string': (place, { text }) => beaconed(place, text),
  'beacon-blob': (place, payload) => beaconed(place, blobOf(payload)),
  'beacon-buffer': (place, { bytes }) => beaconed(place, bytes.buffer),
  'beacon-form-data': (place, payload) => beaconed(place, formOf(payload)),
  'beacon-search-params': (place, { text }) => beaconed(place, new URLSearchParams({ text })),
  'websocket-text': (place, { text }) => socketed(place, text),
  'websocket-binary': (place, { bytes }) => socketed(place, bytes),
  'websocket-blob': (place, payload) => socketed(place, blobOf(payload)),
  'event-source': (place, payload) => listened(asked(place, payload)),
  webtransport: transported,
};
