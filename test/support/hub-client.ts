/** Calls the hub's console API as its own pages do; answers are checked by their schemas. */
import type { z } from 'zod';
import {
  type ConsoleAnswer,
  type ConsoleBody,
  type ConsoleCall,
  type ConsoleError,
  consoleCalls,
} from '../../shared/protocol/console.ts';

/** What a call is given: its body's fields, its query's fields, and `:id` of its path. */
export interface CallExtras {
  readonly id?: string;
  readonly query?: Record<string, string | number | undefined>;
}

export class HubCallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ConsoleError;
  constructor(status: number, body: ConsoleError) {
    super(`${status} ${body.error?.code}`);
    this.status = status;
    this.code = body.error?.code;
    this.body = body;
  }
}

export interface HubClient {
  /** @throws HubCallError for every status but 200 */
  call<C extends ConsoleCall>(
    name: C,
    body?: ConsoleBody<C>,
    extras?: CallExtras,
  ): Promise<ConsoleAnswer<C>>;
  /** The same without judging the answer. */
  raw(method: string, path: string, init?: RawInit): Promise<Response>;
  /** `name=value` of the session, or '' */
  cookie(): string;
}

export interface RawInit {
  readonly headers?: Record<string, string>;
  /** Text is JSON; bytes are a file. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface CallShape {
  readonly method: string;
  readonly path: string;
  readonly answer: z.ZodType;
}

export function createHubClient(origin: string): HubClient {
  let cookie = '';

  async function raw(method: string, path: string, init: RawInit = {}): Promise<Response> {
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(init.body === undefined ? {} : { 'content-type': typeOf(init.body) }),
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(';', 1)[0] ?? '';
    return response;
  }

  return {
    raw,
    cookie: () => cookie,
    async call(name, body, { id = '', query = {} } = {}) {
      const { method, path, answer }: CallShape = consoleCalls[name];
      const search = new URLSearchParams();
      for (const [key, value] of Object.entries(query)) {
        if (value !== undefined) search.set(key, String(value));
      }
      const address = path.replace(':id', encodeURIComponent(id));
      const full = search.size === 0 ? address : `${address}?${search}`;
      const isBytes = body instanceof Uint8Array;
      const bytes = body as unknown as Uint8Array<ArrayBuffer>;
      const sent = body === undefined ? {} : { body: isBytes ? bytes : JSON.stringify(body) };
      const response = await raw(method, full, sent);
      const received: unknown = await response.json();
      if (response.status !== 200) {
        throw new HubCallError(response.status, received as ConsoleError);
      }
      return answer.parse(received) as never;
    },
  };
}

function typeOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? 'application/json' : 'application/octet-stream';
}
