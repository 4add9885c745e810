/** Dedicated, shared and service worker in one: fetches what a port tells it, and says what came. */
interface Told {
  readonly url: string;
  readonly text: string;
}

function serve({ ports }: MessageEvent): void {
  const [port] = ports;
  if (port === undefined) return;
  port.onmessage = async ({ data: { url, text } }: MessageEvent<Told>) => {
    const outcome = await fetch(url, { method: 'POST', body: text }).then(
      ({ status }) => `answered ${status}`,
      () => 'failed',
    );
    port.postMessage(outcome);
  };
}

addEventListener('message', serve);
addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) port.onmessage = serve;
});
