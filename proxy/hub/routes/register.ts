/**
 * The register of postings: read, edited by its responsible persons within what an administrator
 * opened, and its terms of use compared. An edit is a revision of its own.
 */
import { maskText } from '../../../shared/audit/mask.ts';
import { failureWords } from '../../../shared/destination/feeds/feed-words.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { publishingRule } from '../../../shared/policy/publishing.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { surroundingsOf } from '../../../shared/policy/warn-of-register.ts';
import type { RegisterEdit } from '../../../shared/protocol/register.ts';
import type { Caller } from '../accounts/sessions.ts';
import type { Handlers } from '../console-routes.ts';
import { noDifference } from '../policy/make-draft.ts';
import type { Proposals } from '../policy/proposals.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { checkEdits, placeOf } from '../register/check-edit.ts';
import { editPosting } from '../register/edit-posting.ts';
import type { ReadTerms } from '../register/read-terms.ts';
import { registerDifference } from '../register/register-difference.ts';
import { shownService } from '../register/shown-service.ts';
import { editableFields, readableServices } from '../register/who-edits.ts';
import type { Store } from '../store/store.ts';

type Calls = 'register' | 'registerHistory' | 'editRegister' | 'checkTerms';

/** Others may publish at the same moment: it is then done on top of theirs. */
const tries = 10;

const sentences = {
  noTerms:
    '約款のアドレスがありません。先に書いてください / the terms have no address: write it first',
  notPlain:
    'ポリシーの書き方のため、ここでは変えられません。管理者に依頼してください / the policy is written in a way that cannot be edited here: ask an administrator',
};

export function registerHandlers(options: {
  store: Pick<Store, 'register' | 'accounts'>;
  publisher: Pick<Publisher, 'current' | 'draft' | 'publish'>;
  proposals: Pick<Proposals, 'propose' | 'settle'>;
  policyOf: (revision: number) => Promise<Policy | null>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  readTerms: (url: string) => Promise<ReadTerms>;
  now: () => number;
}): Pick<Handlers, Calls> {
  const { store, publisher, proposals, policyOf, audit, readTerms, now } = options;

  /** Another's service is told from none by nobody. */
  function own(service: string, { account }: Caller): PostingRule {
    const { policy } = publisher.current();
    const rule = postingRuleOf(policy, service);
    const readable = readableServices(policy, account, now());
    if (rule === undefined || readable?.includes(service) === false) throw new Refusal('not-found');
    return rule;
  }

  /** What others changed meanwhile in the very fields: then the caller has to look again. */
  async function refuseChanged(base: number, service: string, edits: readonly RegisterEdit[]) {
    const { policy, revision } = publisher.current();
    if (base === revision.revision) return;
    const before = await policyOf(base);
    const touched = new Set(edits.map(placeOf));
    const changes = registerDifference(before ?? {}, policy);
    const isSame =
      before !== null &&
      !changes.some((each) => each.service === service && touched.has(placeOf(each)));
    if (isSame) return;
    throw new Refusal('stale-base', { current: revision.revision, difference: noDifference });
  }

  async function edit(
    service: string,
    wished: readonly RegisterEdit[],
    caller: Caller,
    note: string,
    base?: number,
  ): Promise<{ revision: number | null; proposal: number | null }> {
    const by = caller.account.id;
    for (let attempt = 0; attempt < tries; attempt++) {
      const { policy, revision } = publisher.current();
      const rule = own(service, caller);
      const mayEdit = editableFields(policy, caller.account, service, now());
      const edits = checkEdits(rule, wished, mayEdit);
      if (base !== undefined) await refuseChanged(base, service, edits);
      const yaml = editPosting(revision.yaml, service, edits);
      if (yaml === null) throw new Refusal('invalid', { fields: { note: sentences.notPlain } });
      const changes = [{ op: 'replace' as const, yaml }];
      await refuseMore(changes, service, edits, policy, by);
      const wish = { base: revision.revision, changes, note, by };
      const signed = publishingRule(policy.publishing).signatures > 0;
      // What is opened to a responsible person was signed when it was opened.
      if (signed && caller.account.role === 'administrator') {
        return { revision: null, proposal: await proposals.propose(wish) };
      }
      const published = await publisher.publish({
        ...wish,
        record: (next) => [
          audit.left({
            act: 'register-edited',
            actor: by,
            subject: service,
            detail: maskText(`revision ${next}: ${edits.map(placeOf).join(', ')}`),
          }),
        ],
      });
      if (published.outcome === 'stale') continue;
      if (published.outcome === 'problems') {
        throw new Refusal('policy-problems', { problems: [...published.problems] });
      }
      if (published.outcome !== 'published') throw new Refusal('already-answered');
      await audit.settle();
      await proposals.settle();
      return { revision: published.revision, proposal: null };
    }
    const current = publisher.current().revision.revision;
    throw new Refusal('stale-base', { current, difference: noDifference });
  }

  /** Nothing but the wished fields changes, however the document was written. */
  async function refuseMore(
    changes: Parameters<Publisher['draft']>[0],
    service: string,
    edits: readonly RegisterEdit[],
    before: Policy,
    by: string,
  ): Promise<void> {
    const { policy, problems, difference } = await publisher.draft(changes, by);
    if (policy === null) throw new Refusal('policy-problems', { problems: [...problems] });
    const wished = new Set(edits.map(placeOf));
    const isMore =
      difference.lists.length > 0 ||
      difference.other.some((path) => path !== `posting.${service}`) ||
      registerDifference(before, policy).some(
        (each) => each.service !== service || !wished.has(placeOf(each)),
      );
    if (isMore) throw new Refusal('invalid', { fields: { note: sentences.notPlain } });
  }

  return {
    async register({ caller }) {
      const { policy, revision } = publisher.current();
      const { account } = caller;
      const readable = readableServices(policy, account, now());
      const active = (await store.accounts.list()).filter(({ disabled }) => !disabled);
      const surroundings = surroundingsOf(policy, now(), active);
      const { title, phone } = policy.contacts?.helpdesk ?? {};
      return {
        revision: revision.revision,
        organization: policy.organization.name,
        contact: title === undefined ? null : { title, ...(phone !== undefined && { phone }) },
        today: japanDate(now()),
        services: (policy.posting ?? [])
          .filter(({ service }) => readable === null || readable.includes(service))
          .map((rule) => {
            const mayEdit = editableFields(policy, account, rule.service, now());
            return shownService(policy, rule, surroundings, mayEdit);
          }),
        people: peopleOf(policy, active),
      };
    },

    async registerHistory({ id, caller }) {
      own(id, caller);
      return { changes: await store.register.of(id) };
    },

    async editRegister({ id, body: { base, edits, note }, caller }) {
      const fields = [...new Set(edits.map(({ field }) => field))].join(', ');
      const typed = note === '' ? '' : `: ${maskText(note)}`;
      return edit(id, edits, caller, `SNSの運用 ${id} (${fields})${typed}`, base);
    },

    async checkTerms({ id, body: { read }, caller }) {
      const { terms } = own(id, caller);
      const { policy } = publisher.current();
      if (!editableFields(policy, caller.account, id, now()).includes('terms')) {
        throw new Refusal('forbidden');
      }
      if (terms === undefined) throw new Refusal('invalid', { fields: { url: sentences.noTerms } });
      const found = await readTerms(terms.url);
      if ('failure' in found) {
        const { failure } = found;
        return { state: 'failed', failure, message: failureWords(failure).message };
      }
      const { hash } = found;
      const isSame = terms.hash === undefined || terms.hash === hash;
      if (!isSame && read !== hash) return { state: 'changed', hash };
      const checked = japanDate(now());
      const value = { url: terms.url, hash, checked, by: caller.account.id };
      const edits = [{ field: 'terms' as const, account: null, value }];
      const state = terms.hash === undefined ? 'first' : isSame ? 'same' : 'read';
      const done = await edit(id, edits, caller, `SNSの運用 ${id} (約款の確認)`);
      return { state, hash, ...done };
    },
  };
}

/** Whom names stand for: users of the policy, and accounts of the console. */
function peopleOf(
  { users = [] }: Policy,
  accounts: readonly { readonly id: string; readonly name: string }[],
) {
  const known = new Map(
    accounts.map(({ id, name }) => [id, { id, name, unit: null as string | null }]),
  );
  for (const { id, name, unit = null } of users) known.set(id, { id, name, unit });
  return [...known.values()];
}
