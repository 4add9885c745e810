/**
 * The life of a draft at the hub:
 *
 *   written ─► open ─┬─ approve ────► approved ─► used (its terminal's record says so)
 *      ▲             ├─ send back ──► sent-back ─┐
 *      └── revise ◄──┴───────────────────────────┘      withdraw, from any of them ─► withdrawn
 *
 * Every change names the step that it was made on, so that of two at once one comes too late; its
 * audit record stands in the same transaction.
 */
import { maskText } from '../../../shared/audit/mask.ts';
import { typedReason } from '../../../shared/audit/typed-reason.ts';
import type { Judgement } from '../../../shared/policy/decision.ts';
import { draftHindrance, draftObjections } from '../../../shared/policy/draft-places.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import { topicName } from '../../../shared/policy/register-schema.ts';
import type { DraftEvent } from '../../../shared/protocol/drafts.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { PolicyOfNow } from '../requests/standing.ts';
import type { NewPicture, PictureReports, StoredDraft } from '../store/draft-store.ts';
import type { Store } from '../store/store.ts';
import { latestEnd } from './draft-rules.ts';
import { foundLevel, type MadeVersion, makeVersion } from './draft-version.ts';
import type { PictureInspection } from './inspect-pictures.ts';

export type NewDraft = Omit<StoredDraft, 'at' | 'state' | 'step' | 'versions' | 'events'>;

export interface Drafts {
  /** The same id of the same person again is the same draft. */
  write(draft: NewDraft, made: MadeVersion, word: string | null): Promise<StoredDraft>;
  revise(draft: StoredDraft, made: MadeVersion, word: string | null): Promise<StoredDraft>;
  approve(
    draft: StoredDraft,
    answer: { by: string; until: string; word: string | null; text: string | null },
  ): Promise<StoredDraft>;
  sendBack(draft: StoredDraft, answer: { by: string; word: string }): Promise<StoredDraft>;
  withdraw(draft: StoredDraft, by: string): Promise<StoredDraft>;
  claim(draft: StoredDraft, terminal: string): Promise<StoredDraft>;
  /** Whether the last version left, or may have. */
  isUsed(draft: StoredDraft): Promise<boolean>;
  /** What the rules say now of the last version, and of what was found in its pictures. */
  objections(draft: StoredDraft, reports: PictureReports): readonly Judgement[];
}

const openAtMost = 20;
const dailyAtMost = 50;
const dayMs = 86_400_000;

export function createDrafts(options: {
  store: Pick<Store, 'drafts'>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  pictures: Pick<PictureInspection, 'ready'>;
  current: () => PolicyOfNow;
  now: () => number;
}): Drafts {
  const { store, audit, pictures, current, now } = options;
  const time = () => new Date(now()).toISOString();
  const subjectOf = ({ id, service, account }: NewDraft) => `draft ${id}, ${service} ${account}`;

  function objectionsTo(
    { service, account, act, user, unit }: NewDraft,
    { text, level, version }: Pick<MadeVersion, 'text' | 'level' | 'version'>,
  ): readonly Judgement[] {
    const { findings, topic } = version;
    const own = current().compiled.people?.get(user)?.unit ?? unit;
    const context = { user, unit: own, at: now(), findings, level, topic };
    return draftObjections(current().compiled.posting, { service, account, act, text }, context);
  }

  /** @throws Refusal: not even the responsible person could let it go */
  function admit(draft: NewDraft, made: MadeVersion): void {
    if (postingRuleOf(current().policy, draft.service)?.approval !== 'before') {
      throw new Refusal('draft-refused', {
        fields: {
          service:
            'このサービスの投稿に、事前の承認はいりません / postings to this service need no approval',
        },
      });
    }
    const { topics } = postingRuleOf(current().policy, draft.service) ?? {};
    const { topic } = made.version;
    if (topic !== null && !(topics ?? []).map(topicName).includes(topic)) {
      throw new Refusal('invalid', {
        fields: { topic: '決められた話題から選んでください / choose one of the topics' },
      });
    }
    refuseHindrance(objectionsTo(draft, made));
  }

  function objections(draft: StoredDraft, reports: PictureReports): readonly Judgement[] {
    const version = draft.versions.at(-1);
    if (version === undefined) return [];
    const inPictures = version.pictures.flatMap(
      ({ digest }) => reports.get(digest)?.findings ?? [],
    );
    const findings = [...version.findings, ...inPictures];
    const level = foundLevel(findings, current().compiled);
    const { text } = version;
    return objectionsTo(draft, { text, level, version: { ...version, findings } });
  }

  async function change(
    before: StoredDraft,
    next: Omit<StoredDraft, 'step'>,
    pictures: readonly NewPicture[],
    records: readonly Parameters<HubAudit['left']>[0][],
  ): Promise<StoredDraft> {
    const left = records.map((record) => audit.left(record));
    if (!(await store.drafts.change(before, next, pictures, left))) {
      throw new Refusal('draft-changed');
    }
    await audit.settle();
    return { ...next, step: before.step + 1 };
  }

  async function isUsed({ id, versions }: StoredDraft): Promise<boolean> {
    const uses = await store.drafts.uses([id]);
    return uses.some(({ version, taken }) => version === versions.length && taken !== false);
  }

  async function stillOpen(draft: StoredDraft, states: readonly StoredDraft['state'][]) {
    if (!states.includes(draft.state) || (await isUsed(draft))) throw new Refusal('draft-closed');
  }

  async function mayWriteMore(user: string): Promise<void> {
    const since = new Date(now() - dayMs).toISOString();
    const open = await store.drafts.list({ users: [user], states: ['open'] });
    const today = await store.drafts.list({ users: [user], since });
    if (open.length >= openAtMost || today.length >= dailyAtMost) {
      throw new Refusal('too-many-requests');
    }
  }

  return {
    isUsed,
    objections,

    async write(draft, made, word) {
      const known = await store.drafts.byId(draft.id);
      if (known !== null && known.user === draft.user) return known;
      admit(draft, made);
      await mayWriteMore(draft.user);
      const at = time();
      const event = eventOf('written', 1, at, draft.user, word);
      const next: StoredDraft = {
        ...draft,
        ...{ at, state: 'open', step: 1, versions: [made.version], events: [event] },
      };
      const left = audit.left({
        act: 'draft-written',
        actor: draft.user,
        subject: subjectOf(draft),
        detail: event.word,
        decision: draft.decision,
      });
      if (!(await store.drafts.add(next, made.files, [left]))) throw new Refusal('draft-changed');
      await audit.settle();
      return next;
    },

    async revise(draft, made, word) {
      await stillOpen(draft, ['open', 'sent-back', 'approved']);
      admit(draft, made);
      const versions = [...draft.versions, made.version];
      const event = eventOf('revised', versions.length, time(), draft.user, word);
      const next: StoredDraft = {
        ...draft,
        state: 'open',
        versions,
        events: [...draft.events, event],
      };
      const record = {
        act: 'draft-revised',
        actor: draft.user,
        subject: subjectOf(draft),
        detail: event.word,
      } as const;
      return change(draft, next, made.files, [record]);
    },

    async approve(draft, { by, until, word, text }) {
      await stillOpen(draft, ['open']);
      const end = Date.parse(until);
      if (!(end > now() && end <= latestEnd(now()))) {
        throw new Refusal('invalid', {
          fields: {
            until:
              'いまより後で、30 日以内の日時にしてください / write a moment after now, within 30 days',
          },
        });
      }
      refuseHindrance(objections(draft, await pictures.ready(draft.id)));
      const at = time();
      const last = draft.versions.at(-1);
      if (last === undefined) throw new Refusal('not-found');
      const isChanged = text !== null && text !== last.text;
      const versions = [...draft.versions];
      const events = [...draft.events];
      if (isChanged) {
        // Of a masked text nobody at the hub knows what stands there.
        if (last.masked) throw new Refusal('draft-refused', { fields: { text: 'masked' } });
        const kept = last.pictures;
        const made = makeVersion(
          draft.key,
          { text, topic: last.topic, kept, pictures: [] },
          current().compiled,
        );
        admit(draft, made);
        versions.push(made.version);
        events.push(eventOf('changed', versions.length, at, by, null));
      }
      const event = eventOf('approved', versions.length, at, by, word, new Date(end).toISOString());
      const next: StoredDraft = {
        ...draft,
        state: 'approved',
        versions,
        events: [...events, event],
      };
      const detail = [isChanged ? 'text changed' : null, event.word].filter(Boolean).join(': ');
      const record = {
        act: 'draft-approved',
        actor: by,
        subject: subjectOf(draft),
        detail: detail === '' ? null : detail,
        decision: draft.decision,
      } as const;
      return change(draft, next, [], [record]);
    },

    async sendBack(draft, { by, word }) {
      await stillOpen(draft, ['open']);
      const event = eventOf('sent-back', draft.versions.length, time(), by, word);
      const next: StoredDraft = { ...draft, state: 'sent-back', events: [...draft.events, event] };
      const record = {
        act: 'draft-sent-back',
        actor: by,
        subject: subjectOf(draft),
        detail: event.word,
        decision: draft.decision,
      } as const;
      return change(draft, next, [], [record]);
    },

    async withdraw(draft, by) {
      await stillOpen(draft, ['open', 'sent-back', 'approved']);
      const event = eventOf('withdrawn', draft.versions.length, time(), by, null);
      const next: StoredDraft = { ...draft, state: 'withdrawn', events: [...draft.events, event] };
      const record = { act: 'draft-withdrawn', actor: by, subject: subjectOf(draft) } as const;
      const done = await change(draft, next, [], [record]);
      await store.drafts.dropPictures(draft.id);
      return done;
    },

    async claim(draft, terminal) {
      if (draft.terminal === terminal) return draft;
      if (draft.terminal !== null) throw new Refusal('draft-closed');
      await stillOpen(draft, ['approved']);
      return change(draft, { ...draft, terminal }, [], []);
    },
  };
}

/** @throws Refusal: what nobody could approve away */
function refuseHindrance(objections: readonly Judgement[]): void {
  const hindrance = draftHindrance(objections);
  if (hindrance === null) return;
  const { reason, rule } = hindrance;
  throw new Refusal('draft-refused', { fields: { [reason]: rule ?? '' } });
}

function eventOf(
  kind: DraftEvent['kind'],
  version: number,
  at: string,
  by: string,
  word: string | null,
  until: string | null = null,
): DraftEvent {
  const said = word === null || word.trim() === '' ? null : typedReason(word.trim());
  return { kind, version, at, by: maskText(by), word: said, until };
}
