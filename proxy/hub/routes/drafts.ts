/** Drafts in the console: written, answered and withdrawn, each by whom the policy names for it. */
import { randomBytes } from 'node:crypto';
import { maskUrl } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import { draftPlaces } from '../../../shared/policy/draft-places.ts';
import { mostPictures } from '../../../shared/protocol/drafts.ts';
import { newDraftKey } from '../../platform/draft-digest.ts';
import type { Caller } from '../accounts/sessions.ts';
import type { Handlers } from '../console-routes.ts';
import { isOwn, mayAnswer, writerOf } from '../drafts/draft-rules.ts';
import { makeVersion } from '../drafts/draft-version.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { lastVersion, shownDraft } from '../drafts/shown-draft.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { StoredDraft } from '../store/draft-store.ts';
import type { Store } from '../store/store.ts';

type DraftCalls =
  | 'drafts'
  | 'draft'
  | 'writeDraft'
  | 'reviseDraft'
  | 'approveDraft'
  | 'sendBackDraft'
  | 'withdrawDraft'
  | 'draftPicture';

const recentDays = 90;
const dayMs = 86_400_000;

export function draftHandlers(options: {
  store: Pick<Store, 'drafts'>;
  drafts: Drafts;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, DraftCalls> {
  const { store, drafts, publisher, audit, now } = options;
  const policy = () => publisher.current().policy;

  function maySee(draft: StoredDraft, { account }: Caller): boolean {
    const reads = account.role === 'administrator' || account.role === 'auditor';
    return reads || isOwn(draft, account) || mayAnswer(policy(), draft, account, now());
  }

  /** Whom it does not concern learns not even that there is one. */
  async function find(id: string, caller: Caller): Promise<StoredDraft> {
    const draft = await store.drafts.byId(id);
    if (draft === null || !maySee(draft, caller)) throw new Refusal('not-found');
    return draft;
  }

  async function toAnswer(id: string, version: number, caller: Caller): Promise<StoredDraft> {
    const draft = await find(id, caller);
    if (!mayAnswer(policy(), draft, caller.account, now())) throw new Refusal('forbidden');
    if (draft.versions.length !== version) throw new Refusal('draft-changed');
    return draft;
  }

  async function own(id: string, version: number, caller: Caller): Promise<StoredDraft> {
    const draft = await find(id, caller);
    if (!isOwn(draft, caller.account) || caller.account.role === 'auditor') {
      throw new Refusal('forbidden');
    }
    if (draft.versions.length !== version) throw new Refusal('draft-changed');
    return draft;
  }

  async function show(found: readonly StoredDraft[], { account }: Caller) {
    const ids = found.map(({ id }) => id);
    const [uses, kept, all] = await Promise.all([
      store.drafts.uses(ids),
      store.drafts.kept(ids),
      store.drafts.reports(ids),
    ]);
    return found.map((draft) => {
      const reports = all.get(draft.id) ?? new Map();
      return shownDraft(draft, {
        policy: policy(),
        account,
        objections: drafts.objections(draft, reports),
        uses: uses.filter((use) => use.draft === draft.id),
        kept: kept.get(draft.id) ?? new Set(),
        reports,
        now: now(),
      });
    });
  }

  async function one(draft: StoredDraft, caller: Caller) {
    const [shown] = await show([draft], caller);
    if (shown === undefined) throw new Refusal('not-found');
    return { draft: shown };
  }

  function personOf({ account }: Caller) {
    const user = writerOf(account);
    const unit = policy().users?.find(({ id }) => id === user)?.unit ?? null;
    return { user, unit };
  }

  return {
    async drafts({ query: { state }, caller }) {
      const since = new Date(now() - recentDays * dayMs).toISOString();
      const states = state === 'open' ? (['open', 'approved', 'sent-back'] as const) : undefined;
      const found = await store.drafts.list(states === undefined ? { since } : { states });
      const seen = await show(
        found.filter((draft) => maySee(draft, caller)),
        caller,
      );
      const isClosed = (each: (typeof seen)[number]) =>
        each.state === 'used' || each.state === 'withdrawn' || each.state === 'ended';
      await audit.record({
        act: 'audit-read',
        actor: caller.account.id,
        detail: `drafts state=${state}`,
      });
      const places =
        caller.account.role === 'auditor'
          ? []
          : draftPlaces(policy(), publisher.current().compiled.posting, personOf(caller), now());
      return { drafts: seen.filter((each) => isClosed(each) === (state === 'closed')), places };
    },

    async draft({ id, caller }) {
      return one(await find(id, caller), caller);
    },

    async writeDraft({ body, caller }) {
      if (caller.account.role === 'auditor') throw new Refusal('forbidden');
      const { service, account, act, topic, text, word, pictures } = body;
      const key = newDraftKey();
      const made = makeVersion(
        key,
        { text, topic, kept: [], pictures },
        publisher.current().compiled,
      );
      const id = decisionId(now(), randomBytes(5));
      const replyTo = body.replyTo === null || body.replyTo === '' ? null : keptUrl(body.replyTo);
      const draft = { id, service, account, act, key, replyTo, decision: null, terminal: null };
      return one(await drafts.write({ ...draft, ...personOf(caller) }, made, word), caller);
    },

    async reviseDraft({ id, body, caller }) {
      const draft = await own(id, body.version, caller);
      const before = lastVersion(draft).pictures;
      const kept = body.keep.flatMap(({ place, alt }) => {
        const picture = before[place];
        return picture === undefined ? [] : [{ ...picture, alt }];
      });
      if (kept.length + body.pictures.length > mostPictures) throw new Refusal('too-large');
      const { text, topic, pictures, word } = body;
      const { compiled } = publisher.current();
      const made = makeVersion(draft.key, { text, topic, kept, pictures }, compiled);
      return one(await drafts.revise(draft, made, word), caller);
    },

    async approveDraft({ id, body: { version, until, word, text }, caller }) {
      const draft = await toAnswer(id, version, caller);
      const by = caller.account.id;
      return one(await drafts.approve(draft, { by, until, word, text }), caller);
    },

    async sendBackDraft({ id, body: { version, word }, caller }) {
      const draft = await toAnswer(id, version, caller);
      return one(await drafts.sendBack(draft, { by: caller.account.id, word }), caller);
    },

    async withdrawDraft({ id, body: { version }, caller }) {
      const draft = await own(id, version, caller);
      return one(await drafts.withdraw(draft, draft.user), caller);
    },

    async draftPicture({ id, query: { place }, caller, reply }) {
      const picture = lastVersion(await find(id, caller)).pictures[place];
      const bytes = picture === undefined ? null : await store.drafts.picture(id, picture.digest);
      if (picture?.type == null || bytes === null) throw new Refusal('not-found');
      return reply
        .header('content-type', picture.type)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline')
        .send(Buffer.from(bytes));
    },
  };
}

/** Of the posting that is answered; kept masked, without query. */
function keptUrl(url: string): string {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Refusal('invalid', { fields: { replyTo: parsed.problem } });
  return maskUrl(parsed.destination);
}
