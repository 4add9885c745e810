/** A service worker that makes the requests it is told to: no page makes them, so no guard sees them. */
import type { Page } from 'puppeteer-core';

export const workerThatPosts = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ data: { url, init }, ports: [port] }) => {
  fetch(url, init).then(
    async (response) => port.postMessage({ status: response.status, body: await response.text() }),
    (error) => port.postMessage({ status: 0, body: String(error) }),
  );
});
`;

/** Registers the worker of `/worker.js` where there is none yet, and has it make a request. */
export async function postByWorker(
  page: Page,
  url: string,
  init: { readonly headers: Record<string, string>; readonly body: string },
): Promise<{ status: number; body: string }> {
  return page.evaluate(
    async (asked, sent) => {
      await navigator.serviceWorker.register('/worker.js');
      const { active } = await navigator.serviceWorker.ready;
      return new Promise<{ status: number; body: string }>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        const request = { method: 'POST', credentials: 'include', ...sent };
        active?.postMessage({ url: asked, init: request }, [port2]);
      });
    },
    url,
    init,
  );
}

/** Opens a WebSocket, says one thing, and tells how it ended: a code, or 0 while it is still open. */
export async function sayByWebSocket(page: Page, url: string, message: string): Promise<number> {
  return page.evaluate(
    (asked, said) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(asked);
        socket.onmessage = () => {
          socket.send(said);
          setTimeout(() => resolve(0), 3_000);
        };
        socket.onclose = ({ code }) => resolve(code);
      }),
    url,
    message,
  );
}
