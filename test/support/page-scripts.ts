/**
 * What a page of a web site tries, for `page.evaluate`: each function runs in the browser and takes
 * what it needs with it.
 */

/** Chromium gives a web site's page one, without `runtime` where no extension lets pages call it. */
declare const chrome: { runtime?: unknown } | undefined;

/** Workers ask for what the page tells them. A SharedWorker's sockets are seen by no extension. */
export const workerScripts = {
  '/service-worker.js': [
    'text/javascript',
    `onmessage = async ({ data, ports }) => {
      await fetch(data, { mode: 'no-cors' }).catch(() => null);
      ports[0].postMessage('done');
    };
    onactivate = (event) => event.waitUntil(clients.claim());`,
  ],
  '/worker.js': [
    'text/javascript',
    'onmessage = ({ data }) => { new WebSocket(data).onclose = () => postMessage("done"); };',
  ],
  '/shared-worker.js': [
    'text/javascript',
    `onconnect = ({ ports }) => {
      ports[0].onmessage = ({ data }) => {
        new WebSocket(data).onclose = () => ports[0].postMessage('done');
      };
    };`,
  ],
} as const;

/** In the page. Resolves when each part has failed, or loaded. */
export async function askForParts(origin: string): Promise<void> {
  const element = (tag: 'img' | 'iframe', place: string) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(tag), { src: origin + place });
      made.onload = made.onerror = resolve;
      document.body.append(made);
    });
  const socket = (place: string) =>
    new Promise((resolve) => {
      new WebSocket(origin.replace('http', 'ws') + place).onclose = resolve;
    });
  const serviceWorker = async (place: string) => {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    active?.postMessage(origin + place, [port2]);
    await new Promise((resolve) => {
      port1.onmessage = resolve;
    });
  };
  const sharedWorker = (place: string) =>
    new Promise((resolve) => {
      const { port } = new SharedWorker('/shared-worker.js');
      port.onmessage = resolve;
      port.postMessage(origin.replace('http', 'ws') + place);
    });
  const worker = (place: string) =>
    new Promise((resolve) => {
      const made = new Worker('/worker.js');
      made.onmessage = resolve;
      made.postMessage(origin.replace('http', 'ws') + place);
    });
  const events = (place: string) =>
    new Promise((resolve) => {
      new EventSource(origin + place).onerror = resolve;
    });
  navigator.sendBeacon(`${origin}/beacon`, 'text');
  await Promise.all([
    element('img', '/image'),
    element('iframe', '/frame'),
    fetch(`${origin}/fetch`, { mode: 'no-cors' }).catch(() => null),
    fetch(`/to?${encodeURIComponent(`${origin}/redirected-fetch`)}`).catch(() => null),
    events('/events'),
    socket('/socket'),
    worker('/worker-socket'),
    serviceWorker('/service-worker-fetch'),
    sharedWorker('/shared-worker-socket'),
  ]);
}

/** In the page: all that a script can try on an extension of this id. */
export async function lookForExtension(id: string) {
  const files = ['manifest.json', 'blocked.html', 'icon/16.png'].map(
    (file) => `chrome-extension://${id}/${file}`,
  );
  const ended = (made: HTMLElement) =>
    new Promise<string>((resolve) => {
      made.onload = () => resolve('load');
      made.onerror = () => resolve('error');
      document.body.append(made);
    });
  const create = (tag: 'iframe' | 'img' | 'script', src: string) =>
    ended(Object.assign(document.createElement(tag), { src }));
  const fetched = await Promise.all(
    files.map((file) => fetch(file).then(String, (error: Error) => error.message)),
  );
  const frames = await Promise.all(files.map((file) => create('iframe', file)));
  const images = await Promise.all(files.map((file) => create('img', file)));
  const scripts = await Promise.all(files.map((file) => create('script', file)));
  const inside = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument);
  return { fetched, frames, images, scripts, inside, runtime: typeof chrome?.runtime };
}

/** In the page: every way to a local service that a script has. */
export function callLink(link: string): Promise<string[]> {
  const call = (place: string, init: RequestInit) =>
    fetch(link + place, init).then(
      ({ status }) => `answered ${status}`,
      () => 'refused',
    );
  const body = JSON.stringify({});
  const authorization = 'Bearer guessed';
  return Promise.all([
    call('/v1/status', {}),
    call('/v1/status', { mode: 'no-cors' }),
    call('/v1/credential', { method: 'POST', mode: 'no-cors', body }),
    call('/v1/decisions', { method: 'POST', headers: { authorization }, body }),
  ]);
}
