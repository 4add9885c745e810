/** A person's drafts: sent out of a stopped posting, or written in the popup; and the topic of a posting. */
import { randomBytes } from 'node:crypto';
import { postingText } from '../../../shared/audit/posting-text.ts';
import { typedReason } from '../../../shared/audit/typed-reason.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import {
  draftHindrance,
  draftObjections,
  draftPlaces,
} from '../../../shared/policy/draft-places.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import { topicName } from '../../../shared/policy/register-schema.ts';
import { draftText } from '../../../shared/posting/draft-text.ts';
import {
  type AskedDraft,
  type DraftBody,
  draftActSchema,
  mostDraftBytes,
  mostPictureBytes,
} from '../../../shared/protocol/drafts.ts';
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import { draftDigest, newDraftKey } from '../../platform/draft-digest.ts';
import type { Log } from '../../platform/log.ts';
import { writtenText } from '../../platform/written-draft.ts';
import type { HeldFile, HeldPosting, HeldPostings } from '../../record/held-postings.ts';
import type { Caller } from '../credentials.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import type { PostingDrafts } from '../posting-drafts.ts';
import { createRateLimit } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';

type DraftCall =
  | 'drafts'
  | 'send-draft'
  | 'write-draft'
  | 'revise-draft'
  | 'withdraw-draft'
  | 'pick-topic';

/** The popup waits no longer for the hub. */
const longestLook = 1_500;

export function draftRoutes(options: {
  drafts: PostingDrafts;
  postings: HeldPostings;
  policy: PolicyHolder;
  now: () => number;
  log: Log;
}): {
  [C in DraftCall]: (body: LinkBody<C>, caller: Caller) => Promise<LinkAnswer<C> | Refusal>;
} {
  const { drafts, postings, policy, now, log } = options;
  const calls = createRateLimit({ limit: 20, windowMs: 60_000, now });
  const newId = () => decisionId(now(), randomBytes(5));

  /** Whether what was written may wait for an approval: nothing but that stands against it. */
  function mayWait(
    { findings, level, whole }: ReturnType<typeof writtenText>,
    { posting }: CompiledPolicy,
    { service, account, act, topic }: Pick<DraftBody, 'service' | 'account' | 'act' | 'topic'>,
    person: Pick<Caller['person'], 'user' | 'unit'>,
  ): boolean {
    const objections = draftObjections(
      posting,
      { service, account, act, text: whole },
      { ...person, at: now(), findings, level, topic },
    );
    return draftHindrance(objections) === null && draftText(whole) !== '';
  }

  async function send(write: () => Promise<AskedDraft>): Promise<AskedDraft | Refusal> {
    if (calls.exceeded()) return refuse('too-many-attempts');
    calls.count();
    try {
      return await write();
    } catch (error) {
      const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
      log.warn({ reason: code }, 'draft not taken');
      if (status === 429) return refuse('too-many-requests');
      return refuse(code === 'refused' ? 'draft-impossible' : 'hub-unreachable');
    }
  }

  return {
    async drafts(_, { person }) {
      const state = policy.current();
      await drafts.refresh(longestLook);
      const places =
        state.state === 'none'
          ? []
          : draftPlaces(state.policy, state.compiled.posting, person, now());
      return { drafts: drafts.list(person.user), places };
    },

    async 'send-draft'({ decision, topic, word }, { person: { user, unit } }) {
      const held = postings.of(user, decision);
      const [posting] = held;
      const act = draftActSchema.safeParse(posting?.act);
      // Of several in one request nobody could say which of them is meant.
      if (posting === undefined || held.length > 1) return refuse('posting-unknown');
      if (posting.account === null || posting.files === null || !act.success) {
        return refuse('draft-impossible');
      }
      const key = newDraftKey();
      const text = postingText(posting.text, posting.isFound);
      const body: DraftBody = {
        ...{ id: newId(), decision, user, unit, topic, key, text },
        service: posting.service,
        account: posting.account,
        act: act.data,
        replyTo: null,
        word: wordOf(word),
        masked: text !== posting.text,
        textDigest: draftDigest(key, draftText(posting.text)),
        findings: [...posting.findings],
        pictures: picturesOf(key, posting.files),
      };
      const sent = await send(() => drafts.write(body));
      if (!('refused' in sent)) postings.sent(user, decision, sent.id);
      return sent;
    },

    async 'write-draft'(body, { person: { user, unit } }) {
      const state = policy.current();
      if (state.state === 'none') return refuse('draft-impossible');
      const { service, account, act, replyTo, topic, word } = body;
      const key = newDraftKey();
      const made = writtenText(key, body.text, [], state.compiled);
      const place = { service, account, act, topic };
      if (!mayWait(made, state.compiled, place, { user, unit })) return refuse('draft-impossible');
      const { text, masked, textDigest, findings } = made;
      const draft: DraftBody = {
        ...{ id: newId(), decision: null, user, unit, service, account, act, topic, key },
        replyTo: replyTo === '' ? null : replyTo,
        word: wordOf(word),
        ...{ text, masked, textDigest, findings: [...findings], pictures: [] },
      };
      return send(() => drafts.write(draft));
    },

    async 'revise-draft'({ draft: id, text: said, word }, { person: { user, unit } }) {
      const state = policy.current();
      const draft = drafts.byId(user, id);
      if (state.state === 'none' || draft === null || drafts.asked(draft).words === null) {
        return refuse('draft-impossible');
      }
      const { service, account, act, topic, key, alts, version } = draft;
      const made = writtenText(key, said, alts, state.compiled);
      const place = { service, account, act, topic };
      if (!mayWait(made, state.compiled, place, { user, unit })) return refuse('draft-impossible');
      const { text, masked, textDigest, findings } = made;
      const revision = { user, version, text, masked, textDigest, findings: [...findings] };
      return send(() => drafts.revise(id, { ...revision, word: wordOf(word) }));
    },

    async 'withdraw-draft'({ draft }, { person: { user } }) {
      try {
        return await drafts.withdraw(user, draft);
      } catch (error) {
        const { code } = (error ?? {}) as { code?: unknown };
        return refuse(code === 'refused' ? 'draft-impossible' : 'hub-unreachable');
      }
    },

    async 'pick-topic'({ decision, topic }, { person: { user } }) {
      const held = postings.of(user, decision);
      if (held.length === 0) return refuse('posting-unknown');
      if (!topicsFor(held, policy).includes(topic)) {
        return refuse('body-malformed', 'topic: 決められた話題 / one of the topics of the service');
      }
      return { until: new Date(postings.pick(user, decision, topic)).toISOString() };
    },
  };
}

/** Of the service's rules as they are now. */
export function topicsFor(
  [posting]: readonly HeldPosting[],
  policy: Pick<PolicyHolder, 'current'>,
): string[] {
  const state = policy.current();
  if (state.state === 'none' || posting === undefined) return [];
  const rule = postingRuleOf(state.policy, posting.service);
  return (rule?.topics ?? []).map(topicName);
}

function wordOf(word: string | null): string | null {
  return word === null || word.trim() === '' ? null : typedReason(word.trim());
}

function picturesOf(key: string, files: readonly HeldFile[]): DraftBody['pictures'] {
  let room = mostDraftBytes;
  return files.map(({ name, type, bytes, sha256, data }) => {
    const fits = data !== null && data.length <= Math.min(room, mostPictureBytes);
    if (fits) room -= data.length;
    return {
      name: name === null ? null : typedReason(name).slice(0, 300),
      type,
      bytes,
      alt: '',
      digest: draftDigest(key, sha256),
      data: fits ? Buffer.from(data).toString('base64') : null,
    };
  });
}
