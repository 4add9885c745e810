/** The policy: read, draft, check, publish, try. */
import { maskText } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { publishingRule } from '../../../shared/policy/publishing.ts';
import type { Explained } from '../../../shared/protocol/explained.ts';
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import type { Handlers, Input } from '../console-routes.ts';
import { countWords } from '../policy/count-difference.ts';
import { difference } from '../policy/difference.ts';
import type { Proposals } from '../policy/proposals.ts';
import type { Publisher } from '../policy/publisher.ts';
import { suggest } from '../policy/suggest.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';

/** The latest decisions, whose hosts show what an entry catches besides what it names. */
const sampleRecords = 2_000;

type PolicyCalls = 'policy' | 'revisions' | 'revision' | 'suggest' | 'check' | 'publish' | 'test';

export function policyHandlers(options: {
  store: Pick<Store, 'records' | 'revisions'>;
  publisher: Publisher;
  proposals: Pick<Proposals, 'settle'>;
  audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, PolicyCalls> {
  const { store, publisher, proposals, audit, now } = options;
  return {
    async policy() {
      return publisher.current().revision;
    },

    async revisions() {
      const revisions = await store.revisions.list();
      return {
        revisions: revisions.map((each) => ({ ...each, signatures: [...each.signatures] })),
      };
    },

    async revision({ id }) {
      const number = Number(id);
      const found = Number.isSafeInteger(number) ? await store.revisions.byNumber(number) : null;
      if (found === null) throw new Refusal('not-found');
      const earlier = await store.revisions.byNumber(number - 1);
      const { proposal = null, signatures = [] } = found;
      const signed = { proposal, signatures: [...signatures] };
      return { ...found, ...signed, difference: earlier && differenceOf(earlier.yaml, found.yaml) };
    },

    async suggest({ body: { text, as } }) {
      return { lines: suggest(publisher.current().compiled, text, as, now()) };
    },

    async check({ body: { base, changes }, caller }) {
      await refuseStale(publisher, base);
      const sampleHosts = await recentHosts(store.records);
      const { problems, difference } = await publisher.draft(
        changes,
        caller.account.id,
        sampleHosts,
      );
      return { problems: [...problems], difference };
    },

    async publish({ body: { base, changes, note: typed }, caller }) {
      const actor = caller.account.id;
      const note = maskText(typed);
      // The rule of the policy that this one follows: publishing refuses every other base.
      if (publishingRule(publisher.current().policy.publishing).signatures > 0) {
        const act = 'policy-publish-refused';
        await audit.record({ act, actor, detail: 'another person has to sign' });
        throw new Refusal('signature-needed');
      }
      const published = await publisher.publish({
        base,
        changes,
        note,
        by: actor,
        record: (revision, difference) => [
          audit.left({
            act: 'policy-published',
            actor,
            subject: `revision ${revision}`,
            detail: `${note} (${countWords(difference)})`,
          }),
        ],
      });
      switch (published.outcome) {
        case 'published': {
          const { revision, difference } = published;
          await audit.settle();
          await proposals.settle();
          return { revision, difference };
        }
        case 'stale': {
          const { current, difference } = published;
          const detail = `stale: based on ${base}, current is ${current}`;
          await audit.record({ act: 'policy-publish-refused', actor, detail });
          throw new Refusal('stale-base', { current, difference });
        }
        case 'problems': {
          const errors = published.problems.filter(({ severity }) => severity === 'error');
          const detail = `problems: ${errors.map(({ path }) => path).join(', ')}`.slice(0, 500);
          await audit.record({ act: 'policy-publish-refused', actor, detail });
          throw new Refusal('policy-problems', { problems: [...published.problems] });
        }
        case 'answered':
        case 'closed':
          throw new Refusal('already-answered');
      }
    },

    async test(input) {
      const {
        url,
        user,
        unit,
        terminal = null,
        method,
        initiator,
        at,
        changes = [],
      } = asCaller(input);
      const parsed = parseDestination(url.trim());
      if (!parsed.ok) throw new Refusal('invalid', { fields: { url: parsed.problem } });
      const time = at === null ? now() : Date.parse(at);
      if (Number.isNaN(time)) {
        const sentence =
          '日時は 2026-11-23T09:00:00+09:00 のように書いてください / write a time such as 2026-11-23T09:00:00+09:00';
        throw new Refusal('invalid', { fields: { at: sentence } });
      }
      const { policy, problems } =
        changes.length === 0
          ? { policy: publisher.current().policy, problems: [] }
          : await publisher.draft(changes, input.caller.account.id);
      if (policy === null) throw new Refusal('policy-problems', { problems: [...problems] });
      const { compiled } =
        changes.length === 0 ? publisher.current() : { compiled: publisher.compile(policy) };
      const request = {
        destination: parsed.destination,
        ...(method !== undefined && { method }),
        ...(initiator != null && { initiator }),
        user,
        unit,
        terminal,
        at: time,
      };
      const revision = changes.length === 0 ? publisher.current().revision.revision : null;
      const explained = explainDestination(compiled, request, revision);
      // Clause 12(2): how the lists are made is not for everybody.
      return input.caller.account.role === 'staff' ? withoutLists(explained) : explained;
    },
  };
}

async function recentHosts(records: Store['records']): Promise<string[]> {
  const page = await records.page({ type: 'decision' }, null, sampleRecords);
  return page.records.flatMap(({ record }) =>
    record.type === 'decision' && record.destination !== null ? [record.destination.host] : [],
  );
}

/** What was decided on which page, and not by which of the lists. */
function withoutLists(explained: Explained): Explained {
  const copies = explained.copies.map((copy) => ({ ...copy, matched: [] }));
  return { ...explained, owner: null, listReason: null, matched: [], copies };
}

/** Staff try what would happen to themselves, on the policy as it is. */
function asCaller({ body, caller }: Input<'test'>) {
  const { role, user } = caller.account;
  if (role !== 'staff') return body;
  if (body.changes !== undefined && body.changes.length > 0) throw new Refusal('forbidden');
  return { ...body, user, unit: null, changes: [] };
}

/** null where either can no longer be read. */
function differenceOf(earlier: string, later: string): Difference | null {
  const before = parsePolicy(earlier).policy;
  const after = parsePolicy(later).policy;
  return before && after && difference(before, after);
}

/** @throws Refusal `stale-base`, with what others published meanwhile */
export async function refuseStale(
  publisher: Pick<Publisher, 'current' | 'since'>,
  base: number,
): Promise<void> {
  const current = publisher.current().revision.revision;
  if (base === current) return;
  throw new Refusal('stale-base', { current, difference: await publisher.since(base) });
}
