/**
 * Who is signed in, read from the services' own answers about the session. Kept in memory by the
 * caller, so that a posting that does not name its account is tied to one (session-key.ts).
 */
import { type Destination, parseDestination } from '../destination/destination.ts';
import { fieldValues, readJson } from './content/field-values.ts';
import { type Digest, type SessionRequest, sessionKey, tokenKey } from './session-key.ts';

export interface Answer {
  readonly status: number;
  /** Without content encoding. */
  readonly body: Uint8Array;
}

export interface KnownAccount {
  readonly service: string;
  /** As people know it. */
  readonly account: string;
  /** Every other spelling: ids, addresses. */
  readonly aliases: readonly string[];
  /** What later requests of the same session have: sessionKey. */
  readonly key: string;
}

interface Session {
  readonly names: readonly (string | undefined)[];
  /** A token that the answer itself gives. */
  readonly token?: string | undefined;
}
interface Reader {
  readonly service: string;
  readonly path: RegExp;
  readonly hosts?: RegExp;
  readonly read: (value: unknown, destination: Destination, text: string) => Session;
}

/** The largest answer that is read: a page's initial state. */
export const maximumAnswerBytes = 4_000_000;

const first = (value: unknown, path: string): string | undefined => {
  const [found] = fieldValues(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
};
const at = (name: string | undefined, { host }: Destination) =>
  name === undefined ? undefined : name.includes('@') ? name : `${name}@${host}`;

const readers: readonly Reader[] = [
  {
    service: 'bluesky',
    path: /^\/xrpc\/com\.atproto\.server\.(?:createSession|refreshSession|getSession|createAccount)$/i,
    read: (value) => ({
      names: [first(value, 'handle'), first(value, 'did')],
      token: first(value, 'accessJwt'),
    }),
  },
  {
    service: 'x',
    hosts: /(?:^|\.)(?:x|twitter)\.com$/,
    path: /^(?:\/i\/api)?\/1\.1\/account\/(?:verify_credentials|settings)(?:\.json)?$/i,
    read: (value) => ({ names: [first(value, 'screen_name'), first(value, 'id_str')] }),
  },
  {
    service: 'x',
    hosts: /(?:^|\.)(?:x|twitter)\.com$/,
    path: /\/graphql\/[\w-]+\/Viewer$/i,
    read: (value) => {
      const result = 'data.viewer.user_results.result';
      const name = first(value, `${result}.core.screen_name`);
      return {
        names: [
          name ?? first(value, `${result}.legacy.screen_name`),
          first(value, `${result}.rest_id`),
        ],
      };
    },
  },
  {
    service: 'x',
    hosts: /(?:^|\.)(?:x|twitter)\.com$/,
    path: /^\/2\/users\/me$/i,
    read: (value) => ({ names: [first(value, 'data.username'), first(value, 'data.id')] }),
  },
  {
    service: 'mastodon',
    path: /^\/api\/v1\/accounts\/(?:verify_credentials|update_credentials)$/i,
    read: (value, destination) => ({
      names: [at(first(value, 'acct'), destination), first(value, 'url')],
    }),
  },
  {
    service: 'mastodon', // the page itself brings its token along
    path: /^\/(?:home|deck\/.*|@[\w.]+|public\/?.*|notifications|explore\/?.*)?$/i,
    read: (_, destination, text) => readInitialState(text, destination),
  },
];

/** Whether the answer to a request for this may say who is signed in: cheap, for every request. */
export function mayTellAccount(destination: Destination): boolean {
  return readerFor(destination) !== undefined;
}

function readerFor({ host, path: asked }: Destination): Reader | undefined {
  return readers.find(({ hosts, path }) => path.test(asked) && hosts?.test(host) !== false);
}

export function accountFromAnswer(
  request: SessionRequest,
  { status, body }: Answer,
  digest: Digest,
): KnownAccount | null {
  if (status < 200 || status > 299 || body.length === 0 || body.length > maximumAnswerBytes)
    return null;
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return null;
  const { destination } = parsed;
  const reader = readerFor(destination);
  if (reader === undefined) return null;
  const text = new TextDecoder().decode(body);
  const { names, token } = reader.read(readJson(text), destination, text);
  const [account, ...aliases] = names.filter((name) => name !== undefined && name !== '');
  if (account === undefined || names[0] === undefined) return null;
  const key =
    token === undefined
      ? sessionKey(reader.service, request, digest)
      : tokenKey(reader.service, token, digest);
  if (key === null) return null;
  return {
    service: reader.service,
    account: account.slice(0, 500),
    aliases: aliases.flatMap((alias) => (alias === undefined ? [] : [alias.slice(0, 500)])),
    key,
  };
}

/** `<script id="initial-state" type="application/json">{"meta": {"access_token", "me"}, "accounts": {…}}` */
function readInitialState(text: string, destination: Destination): Session {
  const mark = text.indexOf('id="initial-state"');
  const start = mark < 0 ? -1 : text.indexOf('{', mark);
  const end = start < 0 ? -1 : text.indexOf('</script>', start);
  if (end < 0) return { names: [] };
  const state = readJson(text.slice(start, end));
  const me = first(state, 'meta.me');
  const token = first(state, 'meta.access_token');
  if (me === undefined || token === undefined || !/^\d{1,30}$/.test(me)) return { names: [] };
  const account = `accounts.${me}`;
  return {
    names: [at(first(state, `${account}.acct`), destination), first(state, `${account}.url`)],
    token,
  };
}
