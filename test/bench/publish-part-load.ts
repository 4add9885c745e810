/**
 * A process that sends requests through the proxy at a steady pace and says how long each took. Its
 * own process, so that nothing else in the bench holds up its clock.
 *   argv: proxy port, authorization, URL, requests a second
 */
import { Agent, request } from 'node:http';

export interface Timed {
  /** Epoch ms of the moment at which the request was due. */
  readonly due: number;
  /** Milliseconds from then to the end of the answer; null where there was none. */
  readonly took: number | null;
}

const [port = '', authorization = '', url = '', pace = '50'] = process.argv.slice(2);
const between = 1000 / Number(pace);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const timed: Timed[] = [];
const began = Date.now();
let count = 0;

function send(due: number): void {
  const asked = request({
    ...{ host: '127.0.0.1', port, path: url, agent },
    headers: { host: new URL(url).host, 'proxy-authorization': authorization },
  });
  asked.on('response', (response) => {
    response.resume().on('end', () => timed.push({ due, took: Date.now() - due }));
  });
  asked.on('error', () => timed.push({ due, took: null }));
  asked.end();
}

// Due by the clock, whatever the ones before took: a stall is felt by all who come in it.
const timer = setInterval(() => {
  for (const now = Date.now(); began + count * between <= now; count++) {
    send(began + count * between);
  }
}, 2);

process.on('message', () => {
  clearInterval(timer);
  process.send?.(timed, () => process.exit(0));
});
