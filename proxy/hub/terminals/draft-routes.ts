/** What terminals ask about drafts: each of its own, and of the people who work at it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { maskLongNumbers, maskText, maskUrl } from '../../../shared/audit/mask.ts';
import { postingText } from '../../../shared/audit/posting-text.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { draftText, wholeDraftText } from '../../../shared/posting/draft-text.ts';
import {
  type DraftBody,
  draftBodySchema,
  draftRevisionSchema,
  draftUserSchema,
  mostDraftBytes,
} from '../../../shared/protocol/drafts.ts';
import { draftDigest, fileSha256 } from '../../platform/draft-digest.ts';
import { checkInput } from '../check-input.ts';
import { foundLevel, type MadeVersion } from '../drafts/draft-version.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { lastVersion, terminalDraft } from '../drafts/shown-draft.ts';
import { createTurns } from '../records/turns.ts';
import { Refusal } from '../refusals.ts';
import type { PolicyOfNow } from '../requests/standing.ts';
import type { StoredDraft } from '../store/draft-store.ts';
import type { Store, StoredTerminal } from '../store/store.ts';

type Versioned = Pick<
  DraftBody,
  'key' | 'text' | 'masked' | 'textDigest' | 'topic' | 'findings' | 'pictures'
>;

const dayMs = 86_400_000;
const shownDays = 60;

export function addDraftRoutes(
  app: FastifyInstance,
  options: {
    store: Pick<Store, 'drafts'>;
    drafts: Drafts;
    current: () => PolicyOfNow;
    now: () => number;
  },
): void {
  const { store, drafts, current, now } = options;
  const inTurn = createTurns();

  const bodyLimit = Math.ceil((mostDraftBytes / 3) * 4) + 1024 * 1024;
  app.post('/terminal/v1/drafts', { bodyLimit }, async (request) => {
    const body = checkInput(draftBodySchema, request.body);
    const terminal = terminalOf(request).id;
    const made = versionOf(body);
    const { id, decision, user, unit, service, account, act, key } = body;
    const replyTo = body.replyTo === null ? null : keptUrl(body.replyTo);
    const draft = {
      ...{ service, account, act, key, replyTo, terminal },
      id: maskLongNumbers(id),
      decision: decision && maskLongNumbers(decision),
      user: maskLongNumbers(user),
      unit: unit && maskLongNumbers(unit),
    };
    return inTurn(terminal, async () => terminalDraft(await drafts.write(draft, made, body.word)));
  });

  app.get('/terminal/v1/drafts', async (request) => {
    const { id, people } = terminalOf(request);
    const since = new Date(now() - shownDays * dayMs).toISOString();
    const [own, theirs] = await Promise.all([
      store.drafts.list({ terminal: id, since }),
      people.length === 0 ? [] : store.drafts.list({ users: people, since }),
    ]);
    const free = theirs.filter(({ terminal }) => terminal === null);
    return { drafts: [...own, ...free].map(terminalDraft) };
  });

  app.post('/terminal/v1/drafts/:id/claim', async (request) => {
    const terminal = terminalOf(request);
    const draft = await find(request.params, draftUserSchema.parse(request.body).user);
    return terminalDraft(await drafts.claim(draft, terminal.id));
  });

  app.post('/terminal/v1/drafts/:id/withdraw', async (request) => {
    const terminal = terminalOf(request);
    const draft = await find(request.params, draftUserSchema.parse(request.body).user);
    if (draft.terminal !== null && draft.terminal !== terminal.id) throw new Refusal('not-found');
    return terminalDraft(await drafts.withdraw(draft, draft.user));
  });

  app.post('/terminal/v1/drafts/:id/revise', async (request) => {
    const terminal = terminalOf(request);
    const body = checkInput(draftRevisionSchema, request.body);
    const draft = await find(request.params, body.user);
    if (draft.terminal !== null && draft.terminal !== terminal.id) throw new Refusal('not-found');
    if (draft.versions.length !== body.version) throw new Refusal('draft-changed');
    const { topic, pictures } = lastVersion(draft);
    const kept = pictures.map((picture) => ({ ...picture, data: null }));
    const made = versionOf({ ...body, key: draft.key, topic, pictures: kept });
    return terminalDraft(await drafts.revise(draft, made, body.word));
  });

  async function find(params: unknown, user: string): Promise<StoredDraft> {
    const { id } = checkInput(z.object({ id: z.string().max(40) }), params);
    const draft = await store.drafts.byId(id);
    if (draft === null || draft.user !== user) throw new Refusal('not-found');
    return draft;
  }

  /** A terminal masks what it sends, and digests it; the hub does not rely on either where it can tell. */
  function versionOf(body: Versioned): MadeVersion {
    const { key, text, masked, textDigest, topic, findings, pictures } = body;
    const alts = pictures.map(({ alt }) => alt);
    const whole = wholeDraftText(text, alts);
    const isOwnDigest = draftDigest(key, draftText(whole)) === textDigest;
    const kept = postingText(text, masked);
    if (!masked && (!isOwnDigest || kept !== text)) {
      throw new Refusal('invalid', { fields: { text: 'digest' } });
    }
    const files = pictures.flatMap(({ data, digest }) => {
      if (data === null) return [];
      const bytes = new Uint8Array(Buffer.from(data, 'base64'));
      if (draftDigest(key, fileSha256(bytes)) !== digest) {
        throw new Refusal('invalid', { fields: { pictures: 'digest' } });
      }
      return [{ digest, bytes }];
    });
    return {
      version: {
        text: kept,
        masked,
        textDigest,
        topic,
        findings,
        pictures: pictures.map(({ data: _, ...picture }) => ({
          ...picture,
          name: picture.name === null ? null : maskText(picture.name),
        })),
      },
      files,
      text: whole,
      level: foundLevel(findings, current().compiled),
    };
  }
}

function terminalOf({ terminal }: FastifyRequest): StoredTerminal {
  if (terminal === null) throw new Refusal('token-refused');
  return terminal;
}

function keptUrl(url: string): string {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Refusal('invalid', { fields: { replyTo: parsed.problem } });
  return maskUrl(parsed.destination);
}
