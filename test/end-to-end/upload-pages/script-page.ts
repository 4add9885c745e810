/**
 * Every way by which a page's script sends. `send(channel, text)` resolves to what came of it:
 * `answered STATUS`, `failed`, `sent` (nobody tells the script), or `not supported`; it also stands
 * in the attributes data-channel and data-outcome of an `<output>` of its own.
 */
const place = (channel: string) => `${location.origin}/sent/${channel}`;
const asked = (channel: string, text: string) => `${place(channel)}?q=${encodeURIComponent(text)}`;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const blobOf = (text: string) => new Blob([text], { type: 'text/plain' });

function formOf(text: string): FormData {
  const form = new FormData();
  form.append('note', 'script');
  form.append('file', new File([text], 'sent.txt', { type: 'text/plain' }));
  return form;
}

function fetched(channel: string, body: BodyInit, more: RequestInit = {}): Promise<string> {
  return fetch(place(channel), { method: 'POST', body, ...more }).then(
    ({ status }) => `answered ${status}`,
    () => 'failed',
  );
}

function requested(channel: string, body: XMLHttpRequestBodyInit): Promise<string> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', place(channel));
    request.onload = () => resolve(`answered ${request.status}`);
    request.onerror = () => resolve('failed');
    request.send(body);
  });
}

const beaconed = (channel: string, body: BodyInit): string =>
  navigator.sendBeacon(place(channel), body) ? 'sent' : 'failed';

/** A browser that knows no streams takes them for strings. */
function streamed(channel: string, text: string): Promise<string> {
  let asksDuplex = false;
  const probe = new Request(place(channel), {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      asksDuplex = true;
      return 'half';
    },
  } as RequestInit);
  if (!asksDuplex || probe.headers.has('content-type')) return Promise.resolve('not supported');
  const body = new Blob([text]).stream();
  return fetched(channel, body, { duplex: 'half' } as RequestInit);
}

/** The worker fetches, and says what came of it. */
function ported(channel: string, text: string, worker: (port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  return new Promise<string>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker(port2);
    port1.postMessage({ url: place(channel), text });
  });
}

async function serviceWorker(): Promise<ServiceWorker> {
  await navigator.serviceWorker.register('/service-worker.js');
  return (await navigator.serviceWorker.ready).active as ServiceWorker;
}

function socketed(channel: string, data: string | BufferSource): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(place(channel).replace('https', 'wss'));
    socket.onopen = () => socket.send(data);
    socket.onmessage = () => {
      resolve('answered 101');
      socket.close();
    };
    socket.onclose = () => resolve('failed');
  });
}

function framed(channel: string, text: string, frame: (page: string) => HTMLIFrameElement) {
  return new Promise<string>((resolve) => {
    addEventListener('message', ({ data }) => resolve(data), { once: true });
    const [url, body] = [place(channel), text].map((each) => JSON.stringify(each));
    const script = `fetch(${url}, { method: 'POST', body: ${body} })
      .then(({ status }) => 'answered ' + status, () => 'failed')
      .then((outcome) => parent.postMessage(outcome, '*'));`;
    document.body.append(frame(`<!doctype html><script>${script}</script>`));
  });
}

const made = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), properties);

function submitted(channel: string, text: string): Promise<string> {
  const frame = made('iframe', { name: channel });
  const form = made('form', {
    action: place(channel),
    method: 'post',
    enctype: 'multipart/form-data',
    target: channel,
  });
  form.append(made('input', { type: 'hidden', name: 'text', value: text }));
  document.body.append(frame, form);
  return new Promise((resolve) => {
    form.submit();
    frame.onload = () => resolve('sent');
  });
}

function pictured(channel: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    const image = made('img', { src: asked(channel, text) });
    image.onload = image.onerror = () => resolve('sent');
  });
}

const channels: Record<string, (channel: string, text: string) => string | Promise<string>> = {
  'fetch-string': (channel, text) => fetched(channel, text),
  'fetch-blob': (channel, text) => fetched(channel, blobOf(text)),
  'fetch-buffer': (channel, text) => fetched(channel, bytesOf(text).buffer),
  'fetch-form-data': (channel, text) => fetched(channel, formOf(text)),
  'fetch-search-params': (channel, text) => fetched(channel, new URLSearchParams({ text })),
  'fetch-json-base64': (channel, text) => {
    const content = btoa(String.fromCharCode(...bytesOf(text)));
    const headers = { 'content-type': 'application/json' };
    return fetched(channel, JSON.stringify({ name: 'sent.txt', content }), { headers });
  },
  'fetch-stream': streamed,
  'fetch-keepalive': (channel, text) => fetched(channel, text, { keepalive: true }),
  'fetch-put': (channel, text) => fetched(channel, text, { method: 'PUT' }),
  'fetch-query': (channel, text) =>
    fetch(asked(channel, text)).then(
      ({ status }) => `answered ${status}`,
      () => 'failed',
    ),
  'xhr-string': requested,
  'xhr-blob': (channel, text) => requested(channel, blobOf(text)),
  'xhr-form-data': (channel, text) => requested(channel, formOf(text)),
  'beacon-string': beaconed,
  'beacon-blob': (channel, text) => beaconed(channel, blobOf(text)),
  'beacon-form-data': (channel, text) => beaconed(channel, formOf(text)),
  'worker-fetch': (channel, text) =>
    ported(channel, text, (port) => new Worker('/worker.js').postMessage(null, [port])),
  'shared-worker-fetch': (channel, text) =>
    ported(channel, text, (port) => new SharedWorker('/worker.js').port.postMessage(null, [port])),
  'service-worker-fetch': async (channel, text) => {
    const worker = await serviceWorker();
    return ported(channel, text, (port) => worker.postMessage(null, [port]));
  },
  'websocket-text': socketed,
  'websocket-binary': (channel, text) => socketed(channel, bytesOf(text)),
  'form-built': submitted,
  'image-query': pictured,
  'link-ping': (channel, text) => {
    const link = made('a', { href: '#pinged', ping: asked(channel, text) });
    document.body.append(link);
    link.click();
    return 'sent';
  },
  'srcdoc-frame': (channel, text) => framed(channel, text, (srcdoc) => made('iframe', { srcdoc })),
  'blob-frame': (channel, text) =>
    framed(channel, text, (page) =>
      made('iframe', { src: URL.createObjectURL(new Blob([page], { type: 'text/html' })) }),
    ),
};

async function send(channel: string, text: string): Promise<string> {
  const outcome = (await channels[channel]?.(channel, text)) ?? 'not supported';
  const output = made('output', { textContent: `${channel}: ${outcome}` });
  Object.assign(output.dataset, { channel, outcome });
  document.body.append(output);
  return outcome;
}

Object.assign(window, { send, channels: Object.keys(channels) });
