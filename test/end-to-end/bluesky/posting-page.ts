/**
 * The page that posts, as Bluesky's own app does: by @atproto/api. Reply, edit and delete go to the
 * post that came last. What the server answered stands in the attributes of `<output>`:
 * data-answers (how many came), data-act, data-outcome (`ok` or `failed`), data-status, data-error,
 * data-uri.
 */
import { AtpAgent, RichText } from '@atproto/api';

interface Written {
  readonly uri: string;
  readonly cid: string;
}

const collection = 'app.bsky.feed.post' as const;
const agent = new AtpAgent({ service: location.origin });
const output = document.querySelector('output') as HTMLOutputElement;
let answers = 0;
let last: Written | null = null;

async function answer(act: string, work: () => Promise<Written | null>): Promise<void> {
  let told: Record<string, string>;
  try {
    const written = await work();
    told = { outcome: 'ok', status: '200', error: '', uri: written?.uri ?? '' };
  } catch (error) {
    const { status = 0, message } = error as { status?: number; message: string };
    told = { outcome: 'failed', status: String(status), error: message, uri: '' };
  }
  Object.assign(output.dataset, told, { act, answers: String(++answers) });
  output.textContent = `${act}: ${told.outcome}`;
}

const now = () => new Date().toISOString();

async function record(text: string, image: File | null) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const embed = image && {
    $type: 'app.bsky.embed.images' as const,
    images: [{ image: (await agent.uploadBlob(image)).data.blob, alt: image.name }],
  };
  return {
    $type: collection,
    text: rich.text,
    ...(rich.facets && { facets: rich.facets }),
    ...(embed && { embed }),
    langs: ['ja'],
    createdAt: now(),
  };
}

function lastPost(): Written & { rkey: string } {
  if (last === null) throw new Error('nothing was posted yet');
  return { ...last, rkey: last.uri.slice(last.uri.lastIndexOf('/') + 1) };
}

const acts: Record<string, (text: string, image: File | null) => Promise<Written | null>> = {
  async post(text, image) {
    last = await agent.post(await record(text, image));
    return last;
  },
  async reply(text, image) {
    const { uri, cid } = lastPost();
    const reply = { root: { uri, cid }, parent: { uri, cid } };
    last = await agent.post({ ...(await record(text, image)), reply });
    return last;
  },
  async edit(text, image) {
    const { data } = await agent.com.atproto.repo.putRecord({
      repo: agent.assertDid,
      collection,
      rkey: lastPost().rkey,
      record: await record(text, image),
    });
    last = data;
    return data;
  },
  async several(text) {
    const values = await Promise.all(text.split('\n').map((line) => record(line, null)));
    const { data } = await agent.com.atproto.repo.applyWrites({
      repo: agent.assertDid,
      writes: values.map((value) => ({
        $type: 'com.atproto.repo.applyWrites#create',
        collection,
        value,
      })),
    });
    last = data.results?.at(-1) as unknown as Written;
    return last;
  },
  async delete() {
    const { uri } = lastPost();
    await agent.deletePost(uri);
    last = null;
    return null;
  },
};

const form = (id: string) => document.getElementById(id) as HTMLFormElement;

form('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form('sign-in'));
  void answer('sign-in', async () => {
    await agent.login({
      identifier: String(data.get('handle')),
      password: String(data.get('password')),
    });
    return null;
  });
});

/** Buttons that a script listens to, as the services' own pages have them: no form is submitted. */
form('posting').addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  const data = new FormData(form('posting'));
  const image = data.get('image') as File | null;
  const act = target.value;
  void answer(
    act,
    async () => (await acts[act]?.(String(data.get('text')), image?.size ? image : null)) ?? null,
  );
});
