/** Channels of script-page.ts that send from somewhere else: workers, and every kind of frame. */
import { type Channels, made, type Payload } from './sending.ts';

/** The worker sends, and says what came of it. */
function ported(place: string, { text }: Payload, how: string, give: (port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  return new Promise<string>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    give(port2);
    port1.postMessage({ url: place, text, how });
  });
}

const dedicated =
  (how: string) =>
  (place: string, payload: Payload): Promise<string> =>
    ported(place, payload, how, (port) => new Worker('/worker.js').postMessage(null, [port]));

const shared =
  (how: string) =>
  (place: string, payload: Payload): Promise<string> =>
    ported(place, payload, how, (port) => {
      new SharedWorker('/worker.js').port.postMessage(null, [port]);
    });

const service =
  (how: string) =>
  async (place: string, payload: Payload): Promise<string> => {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    return ported(place, payload, how, (port) => active?.postMessage(null, [port]));
  };

/** Where the page has no origin of its own, the answer is not for it to read. */
function scriptOf(place: string, { text }: Payload, mode: RequestMode = 'cors'): string {
  const [url, body] = [place, text].map((each) => JSON.stringify(each));
  return `fetch(${url}, { method: 'POST', body: ${body}, mode: '${mode}' })
    .then(({ status, type }) => type === 'opaque' ? 'sent' : 'answered ' + status, () => 'failed')
    .then((outcome) => parent.postMessage({ place: ${url}, outcome }, '*'));`;
}

const pageOf = (place: string, payload: Payload, mode?: RequestMode) =>
  `<!doctype html><script>${scriptOf(place, payload, mode)}</script>`;

function outcomeOf(place: string, frame: HTMLIFrameElement, then = () => {}): Promise<string> {
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => {
      if (data?.place === place) resolve(data.outcome);
    });
    document.body.append(frame);
    then();
  });
}

/** A page of a site is in the frame, and sends what it is told. */
function asFramed(place: string, { text }: Payload, site: string): Promise<string> {
  const frame = made('iframe', { src: `${site}/framed` });
  const url = place.replace(location.origin, site);
  frame.onload = () => frame.contentWindow?.postMessage({ place, url, text }, '*');
  return outcomeOf(place, frame);
}

export const byContext: Channels = {
  'worker-fetch': dedicated('fetch'),
  'worker-websocket': dedicated('websocket'),
  'shared-worker-fetch': shared('fetch'),
  'shared-worker-websocket': shared('websocket'),
  'service-worker-fetch': service('fetch'),
  'service-worker-websocket': service('websocket'),
  'same-site-frame': (place, payload) => asFramed(place, payload, location.origin),
  'other-site-frame': (place, payload) => asFramed(place, payload, payload.other),
  'srcdoc-frame': (place, payload) =>
    outcomeOf(place, made('iframe', { srcdoc: pageOf(place, payload) })),
  'blank-frame': (place, payload) => {
    const frame = made('iframe', {});
    return outcomeOf(place, frame, () => {
      const { contentDocument } = frame;
      const script = contentDocument?.createElement('script');
      if (script === undefined) return;
      script.textContent = scriptOf(place, payload);
      contentDocument?.body.append(script);
    });
  },
  'script-frame': (place, payload) => {
    const script = `javascript:void ${scriptOf(place, payload)}`;
    return outcomeOf(place, made('iframe', { src: script }));
  },
  'blob-frame': (place, payload) => {
    const page = new Blob([pageOf(place, payload)], { type: 'text/html' });
    return outcomeOf(place, made('iframe', { src: URL.createObjectURL(page) }));
  },
  'data-frame': (place, payload) => {
    const page = encodeURIComponent(pageOf(place, payload, 'no-cors'));
    return outcomeOf(place, made('iframe', { src: `data:text/html;charset=utf-8,${page}` }));
  },
  'sandboxed-frame': (place, payload) => {
    const frame = made('iframe', { srcdoc: pageOf(place, payload, 'no-cors') });
    frame.sandbox.add('allow-scripts');
    return outcomeOf(place, frame);
  },
};
