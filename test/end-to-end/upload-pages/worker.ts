/** Dedicated, shared and service worker in one: sends what a port tells it, and says what came. */
interface Told {
  readonly url: string;
  readonly text: string;
  readonly how: string;
}

const fetched = ({ url, text }: Told): Promise<string> =>
  fetch(url, { method: 'POST', body: text }).then(
    ({ status }) => `answered ${status}`,
    () => 'failed',
  );

const socketed = ({ url, text }: Told): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url.replace('https', 'wss'));
    socket.onopen = () => socket.send(text);
    socket.onmessage = () => {
      resolve('answered 101');
      socket.close();
    };
    socket.onclose = () => resolve('failed');
  });

function serve({ ports }: MessageEvent): void {
  const [port] = ports;
  if (port === undefined) return;
  port.onmessage = async ({ data }: MessageEvent<Told>) => {
    port.postMessage(await (data.how === 'websocket' ? socketed : fetched)(data));
  };
}

addEventListener('message', serve);
addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) port.onmessage = serve;
});
