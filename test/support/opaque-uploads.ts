/**
 * Bodies that a browser shows an extension badly or not at all, for `page.evaluate`: each channel
 * sends a text to a place, and tells nobody what came of it.
 */

/** Of city.localhost: the page that sends, with its workers. */
export const opaquePages = {
  '/sends': [
    'text/html',
    `<!doctype html><title>送るページ</title>
    <iframe name="answer"></iframe>
    <form method="post" enctype="multipart/form-data" target="answer"><input type="file" name="file"></form>
    <form method="post" enctype="multipart/form-data" target="answer">
      <input name="first" value="short"><input type="file" name="file"><input name="last" value="short">
    </form>`,
  ],
  '/sends-worker.js': [
    'text/javascript',
    `const send = async ({ data: { url, text, as }, ports }) => {
      const blob = new Blob([text], { type: 'text/plain' });
      const form = new FormData();
      form.append('file', blob, 'a.txt');
      await fetch(url, { method: 'POST', mode: 'no-cors', body: as === 'form' ? form : blob }).catch(() => null);
      (ports[0] ?? self).postMessage('done');
    };
    onmessage = send;
    onactivate = (event) => event.waitUntil(clients.claim());`,
  ],
} as const;

export const opaqueChannels = [
  'form with a chosen file',
  'fetch of a chosen file',
  'fetch of a form with a chosen file',
  'form with a made file',
  'form with a made file between texts',
  'fetch of a Blob',
  'fetch of a Blob that is kept alive',
  'fetch of a form with a Blob',
  'fetch of a form with a Blob and texts',
  'fetch of a form with a Blob that is called text',
  'fetch of a form with a Blob that is called urlencoded',
  'fetch of a Blob that is called urlencoded',
  'fetch of a Blob that is called a form',
  'fetch of a Blob that is sent on',
  'fetch of a form with a Blob and texts that is sent on',
  'fetch of a stream',
  'PUT of a Blob',
  'XHR of a Blob',
  'XHR of a form with a Blob',
  'beacon of a Blob',
  'beacon of a form with a Blob',
  'worker, Blob',
  'worker, form',
  'service worker, Blob',
  'service worker, form',
] as const;
export type OpaqueChannel = (typeof opaqueChannels)[number];

/** What the browser shows in full, and may go where it is small. */
export const readableChannels = [
  'GET',
  'fetch of a text',
  'fetch of bytes',
  'form of texts',
  'beacon of a text',
] as const;
type Channel = OpaqueChannel | (typeof readableChannels)[number];

/** In the page `/sends`, whose input holds a file of the disk. Resolves when it is over, or stays silent. */
export async function sendOpaque(channel: string, url: string, text: string): Promise<string> {
  const [plain, full] = [...document.forms] as [HTMLFormElement, HTMLFormElement];
  const fileOf = (form: HTMLFormElement) =>
    form.querySelector('input[type=file]') as HTMLInputElement;
  const blob = new Blob([text], { type: 'text/plain' });
  const formOf = (value: Blob, note?: string) => {
    const data = new FormData();
    if (note !== undefined) data.append('note', note);
    data.append('file', value, 'a.txt');
    if (note !== undefined) data.append('after', note);
    return data;
  };
  const chosen = () => fileOf(plain).files?.[0] as File;
  const told = (sent: Promise<unknown>) => sent.then(() => 'sent', String);
  const fetched = (body: BodyInit | null, more: RequestInit = {}) =>
    told(fetch(url, { method: 'POST', mode: 'no-cors', body, ...more }));
  const requested = (body: XMLHttpRequestBodyInit) =>
    new Promise<string>((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', url);
      request.onloadend = () => resolve(`ended ${request.status}`);
      request.send(body);
    });
  const submitted = (form: HTMLFormElement) => {
    form.action = url;
    form.submit();
    return 'submitted';
  };
  const withMade = (form: HTMLFormElement) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'a.txt', { type: 'text/plain' }));
    fileOf(form).files = transfer.files;
    return form;
  };
  const called = (type: string, body: BodyInit) =>
    fetched(body, { headers: { 'content-type': type } });
  const sentOn = (body: BodyInit) =>
    told(fetch(`/on?${encodeURIComponent(url)}`, { method: 'POST', body }));
  const heard = (target: Worker) =>
    new Promise<string>((resolve) => {
      target.onmessage = ({ data }) => resolve(data);
    });
  const worker = (as: string) => {
    const made = new Worker('/sends-worker.js');
    made.postMessage({ url, text, as });
    return heard(made);
  };
  const serviceWorker = async (as: string) => {
    await navigator.serviceWorker.register('/sends-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    active?.postMessage({ url, text, as }, [port2]);
    return new Promise<string>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
  };
  const channels: Record<Channel, () => string | Promise<string>> = {
    'form with a chosen file': () => submitted(plain),
    'fetch of a chosen file': () => fetched(chosen()),
    'fetch of a form with a chosen file': () => fetched(formOf(chosen())),
    'form with a made file': () => submitted(withMade(plain)),
    'form with a made file between texts': () => submitted(withMade(full)),
    'fetch of a Blob': () => fetched(blob),
    'fetch of a Blob that is kept alive': () => fetched(blob, { keepalive: true }),
    'fetch of a form with a Blob': () => fetched(formOf(blob)),
    'fetch of a form with a Blob and texts': () => fetched(formOf(blob, 'short')),
    'fetch of a form with a Blob that is called text': () => called('text/plain', formOf(blob)),
    'fetch of a form with a Blob that is called urlencoded': () =>
      called('application/x-www-form-urlencoded', formOf(blob, 'short')),
    'fetch of a Blob that is called urlencoded': () =>
      called('application/x-www-form-urlencoded', blob),
    'fetch of a Blob that is called a form': () =>
      called('multipart/form-data; boundary=x', new Blob([`--x\r\n\r\n${text}\r\n--x--`])),
    'fetch of a Blob that is sent on': () => sentOn(blob),
    'fetch of a form with a Blob and texts that is sent on': () => sentOn(formOf(blob, 'short')),
    'fetch of a stream': () =>
      fetched(blob.stream(), { mode: 'cors', duplex: 'half' } as RequestInit),
    'PUT of a Blob': () => fetched(blob, { method: 'PUT', mode: 'cors' }),
    'XHR of a Blob': () => requested(blob),
    'XHR of a form with a Blob': () => requested(formOf(blob)),
    'beacon of a Blob': () => `beacon ${navigator.sendBeacon(url, blob)}`,
    'beacon of a form with a Blob': () => `beacon ${navigator.sendBeacon(url, formOf(blob))}`,
    'worker, Blob': () => worker('blob'),
    'worker, form': () => worker('form'),
    'service worker, Blob': () => serviceWorker('blob'),
    'service worker, form': () => serviceWorker('form'),
    GET: () => fetched(null, { method: 'GET' }),
    'fetch of a text': () => fetched(text),
    'fetch of bytes': () => fetched(new TextEncoder().encode(text)),
    'form of texts'() {
      full.enctype = 'application/x-www-form-urlencoded';
      (full.elements[0] as HTMLInputElement).value = text;
      return submitted(full);
    },
    'beacon of a text': () => `beacon ${navigator.sendBeacon(url, text)}`,
  };
  return channels[channel as Channel]();
}
