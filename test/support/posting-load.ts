/**
 * People who post, edit, delete, send twice and try again, through a gateway that may die at any
 * moment; and a site that stands for a Bluesky server and keeps what reached it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createLinkClient } from './link-client.ts';
import { requestThrough } from './proxy-request.ts';
import { type ReceivingSite, startReceivingSite } from './receiving-site.ts';
import type { System } from './start-system.ts';
import { until } from './until.ts';

export const postingAccount = 'did:plc:yokote';

export type LoadedAct = 'post' | 'edit' | 'delete';
/** `''` for a deletion: it says nothing. */
export interface LoadedPosting {
  readonly act: LoadedAct;
  readonly text: string;
}

export interface PostingSite extends AsyncDisposable {
  readonly site: ReceivingSite;
  /** What reached it, in whole requests. */
  arrived(): LoadedPosting[];
  /** What was said of a key at its own time: addresses end with it. */
  textOf(key: string): string | undefined;
}

/** @param pause milliseconds before each answer */
export async function startPostingSite(pause: () => number): Promise<PostingSite> {
  const texts = new Map<string, string>();
  let next = 0;
  const keep = (text: string) => {
    const key = `k${(next++).toString(36)}`;
    texts.set(key, text);
    return `at://${postingAccount}/app.bsky.feed.post/${key}`;
  };
  const site = await startReceivingSite(async ({ body }, response) => {
    const uris = postingsIn(JSON.parse(body.toString())).map(({ text }) => keep(text));
    await wait(pause());
    const answer = uris.length === 1 ? { uri: uris[0] } : { results: uris.map((uri) => ({ uri })) };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  return {
    site,
    arrived: () => site.arrived.flatMap(({ body }) => postingsIn(JSON.parse(body.toString()))),
    textOf: (key) => texts.get(key),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

interface Sent {
  readonly record?: { readonly text: string };
  readonly rkey?: string;
  readonly writes?: readonly { readonly value: { readonly text: string } }[];
}

function postingsIn({ record, rkey, writes }: Sent): LoadedPosting[] {
  if (writes !== undefined) return writes.map(({ value }) => ({ act: 'post', text: value.text }));
  if (record === undefined) return [{ act: 'delete', text: '' }];
  return [{ act: rkey === undefined ? 'post' : 'edit', text: record.text }];
}

export interface PostingLoad extends AsyncDisposable {
  readonly answered: number;
  /** How often each was sent, whatever came of it. */
  readonly attempts: readonly LoadedPosting[];
}

export async function startPostingLoad(
  system: System,
  port: number,
  random: () => number,
): Promise<PostingLoad> {
  const argv = ['enroll', '--user', 'tanaka', '--unit', '総務企画部', '--json'];
  const client = await createLinkClient({ port: system.linkPort });
  await client.enroll(JSON.parse((await system.run(argv)).stdout).code);
  await client.renew();
  const { proxyPort } = system;
  const attempts: LoadedPosting[] = [];
  let [answered, said, going] = [0, 0, true];
  const words = () => `雪まつり ${lettersOf(said++)}`;
  const common = { repo: postingAccount, collection: 'app.bsky.feed.post' };
  const record = () => ({ $type: 'app.bsky.feed.post', text: words() });
  const next = (): [method: string, body: Sent] => {
    const dice = random();
    if (dice < 0.55) return ['createRecord', { ...common, record: record() }];
    if (dice < 0.7) return ['putRecord', { ...common, rkey: 'k0', record: record() }];
    if (dice < 0.8) return ['deleteRecord', { ...common, rkey: 'k0' }];
    const count = 2 + Math.floor(random() * 3);
    const write = () => ({
      $type: 'com.atproto.repo.applyWrites#create',
      collection: common.collection,
      value: record(),
    });
    const writes = Array.from({ length: count }, write);
    return ['applyWrites', { ...common, writes } as Sent];
  };
  const send = async (method: string, body: Sent): Promise<number | null> => {
    const url = `http://city.localhost:${port}/xrpc/com.atproto.repo.${method}`;
    const { proxyAuthorization: authorization } = client;
    attempts.push(...postingsIn(body));
    const answer = await requestThrough({ proxyPort, authorization }, url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer?.status === 200) answered++;
    if (answer?.status === 407) await client.renew().catch(() => null); // the link may be down
    return answer?.status ?? null;
  };
  const person = async () => {
    while (going) {
      const [method, body] = next();
      // Some press twice.
      const times = random() < 0.1 ? 2 : 1;
      let statuses = await Promise.all(Array.from({ length: times }, () => send(method, body)));
      // Who was told nothing tries again, and mostly gives up after a while.
      for (let tries = 0; tries < 4 && going && !statuses.includes(200); tries++) {
        await wait(50 + random() * 200);
        if (random() < 0.3) break;
        statuses = [await send(method, body)];
      }
      await wait(random() * 10);
    }
  };
  const people = Array.from({ length: 5 }, person);
  await until(() => answered > 20);
  return {
    get answered() {
      return answered;
    },
    attempts,
    async [Symbol.asyncDispose]() {
      going = false;
      await Promise.all(people);
    },
  };
}

/** 0 → a, 25 → z, 26 → ba: a number without digits, which would be masked. */
function lettersOf(n: number): string {
  const rest = Math.floor(n / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(97 + (n % 26));
}
