/** A typed client of the hub's console API, with a session cookie of its own. */
import {
  type ConsoleAnswer,
  type ConsoleBody,
  type ConsoleCall,
  consoleCalls,
} from '../../shared/protocol/console.ts';

export interface ConsoleClient {
  /** @throws where the hub answers with anything but 200 */
  call<C extends ConsoleCall>(name: C, options?: CallOptions<C>): Promise<ConsoleAnswer<C>>;
  /** What the browser would save: an export of the audit log. */
  download(place: string): Promise<string>;
  /** A picture. */
  bytes(place: string): Promise<Uint8Array>;
}

export interface CallOptions<C extends ConsoleCall> {
  readonly body?: ConsoleBody<C>;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
}

export function consoleClient(hubUrl: string): ConsoleClient {
  let cookie = '';
  async function read(place: string): Promise<Response> {
    const response = await fetch(`${hubUrl}${place}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`);
    return response;
  }
  return {
    async call(name, { body, params = {}, query = {} } = {}) {
      const { method, path } = consoleCalls[name];
      const place = path.replace(/:(\w+)/g, (_, key) => encodeURIComponent(params[key] ?? ''));
      const response = await fetch(`${hubUrl}${place}?${new URLSearchParams(query)}`, {
        method,
        headers: {
          origin: hubUrl,
          ...(cookie === '' ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    download: async (place) => (await read(place)).text(),
    bytes: async (place) => (await read(place)).bytes(),
  };
}

/** Makes the first administrator by the printed link; the client is signed in. */
export async function firstAdministrator(
  hubUrl: string,
  setupLink: string,
): Promise<ConsoleClient> {
  const client = consoleClient(hubUrl);
  const token = new URL(setupLink).hash.slice(1);
  const password = ['correct', 'horse', 'battery', 'staple'].join(' ');
  await client.call('useLink', { body: { token, id: 'kanri', name: '管理者', password } });
  return client;
}
