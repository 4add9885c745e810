/**
 * Where the hub is, and the join token for it: `proxy/hub.json` ({url, token}) as whoever installs
 * the terminal puts it there, else the hub of this machine.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Environment } from '../platform/environment.ts';
import type { Paths } from '../platform/paths.ts';
import { StartError } from '../platform/start-error.ts';
import { errorCode } from '../record/audit-log-error.ts';

export interface HubPlace {
  /** Without a slash at the end. */
  readonly url: string;
  /** Read anew for each joining; null where there is none (yet). */
  joinToken(): Promise<string | null>;
}

const hubFileSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1).max(200),
});

/** @throws StartError where hub.json is not usable */
export async function findHub(
  paths: Pick<Paths, 'proxy' | 'joinToken'>,
  environment: Pick<Environment, 'hubPort'>,
): Promise<HubPlace> {
  const file = path.join(paths.proxy, 'hub.json');
  const text = await readIfThere(file);
  if (text === null) {
    return {
      url: `http://127.0.0.1:${environment.hubPort}`,
      joinToken: async () => (await readIfThere(paths.joinToken))?.trim() || null,
    };
  }
  const { url, token } = parseHubFile(file, text);
  return { url: url.replace(/\/+$/, ''), joinToken: async () => token };
}

function parseHubFile(file: string, text: string): z.infer<typeof hubFileSchema> {
  const parsed = hubFileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new StartError(
      `${file} を読み取れません。{"url":"https://…","token":"…"} の形にしてください / ${file} cannot be read: write it as {"url":"https://…","token":"…"}`,
    );
  }
  const { protocol, hostname } = new URL(parsed.data.url);
  // Tokens and records would cross the network for everybody to read.
  if (protocol === 'http:' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) {
    throw new StartError(
      `${file}: 別の機械のハブには https を使ってください / ${file}: a hub on another machine needs an https address`,
    );
  }
  return parsed.data;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
