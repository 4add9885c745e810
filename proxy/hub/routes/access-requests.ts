/** Requests for access: who asked for what, granted for a scope and a term, or declined with a word. */
import { maskText } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { endOf } from '../../../shared/policy/japan-time.ts';
import { isGrantedAlone, publishingRule } from '../../../shared/policy/publishing.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ConsoleBody } from '../../../shared/protocol/console.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { Handlers } from '../console-routes.ts';
import { countWords } from '../policy/count-difference.ts';
import { grantRequest } from '../policy/grant-request.ts';
import type { Proposals } from '../policy/proposals.ts';
import type { Published, Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { withStanding } from '../requests/standing.ts';
import type { Store } from '../store/store.ts';

/** Others may publish at the same moment: the grant is then done on top of theirs. */
const tries = 10;

export function accessRequestHandlers(options: {
  store: Pick<Store, 'requests' | 'proposals'>;
  publisher: Publisher;
  proposals: Pick<Proposals, 'propose' | 'settle'>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, 'accessRequests' | 'grant' | 'decline'> {
  const { store, publisher, proposals, audit, now } = options;

  async function open(id: string) {
    const request = await store.requests.byId(id);
    if (request === null) throw new Refusal('not-found');
    if (request.state !== 'open') throw new Refusal('already-answered');
    return request;
  }

  async function answered(id: string) {
    const request = await store.requests.byId(id);
    if (request === null) throw new Refusal('not-found');
    const [stands = request] = withStanding([request], publisher.current(), now());
    return stands;
  }

  /** Requests of others that the same entry answers: open ones for the same host. */
  async function together(request: AccessRequest, ids: readonly string[]) {
    const others = await Promise.all(
      ids.filter((each) => each !== request.id).map((each) => store.requests.byId(each)),
    );
    const found = others.filter((each) => each !== null);
    const fits = found.every(({ url }) => hostOf(url) === hostOf(request.url));
    if (!fits || found.length < others.length) {
      const also =
        'まとめて答えられるのは、同じホストの申請だけです。画面を読み込み直してください / only requests for the same host can be answered together: reload the page';
      throw new Refusal('invalid', { fields: { also } });
    }
    return found.filter(({ state }) => state === 'open');
  }

  function isAlone(
    policy: Policy,
    { user }: AccessRequest,
    whom: ConsoleBody<'grant'>['for'],
    until: string | null,
    own: string | null,
  ): boolean {
    const ownRequest = user !== null && user === own;
    const end = until === null ? null : endOf(until);
    return isGrantedAlone(
      publishingRule(policy.publishing),
      { for: whom, until: end, ownRequest },
      now(),
    );
  }

  return {
    async accessRequests({ query: { state }, caller }) {
      const { role, user } = caller.account;
      const reads = role === 'administrator' || role === 'auditor';
      if (!reads && user === null) return { requests: [] };
      const requests = await store.requests.list({
        ...(state === 'all' ? {} : { state }),
        ...(reads || user === null ? {} : { user }),
      });
      const waiting = await store.proposals.list('open');
      return {
        requests: withStanding(requests, publisher.current(), now()).map((each) => {
          const proposal = waiting.find(({ request }) => request === each.id)?.number ?? null;
          return { ...each, proposal };
        }),
      };
    },

    async grant({ id, body, caller }) {
      const request = await open(id);
      const also = await together(request, body.also ?? []);
      const by = caller.account.id;
      for (let attempt = 0; attempt < tries; attempt++) {
        const { policy, revision } = publisher.current();
        const grant = grantRequest(request, body, policy, by, now(), also);
        if (!grant.ok) throw new Refusal('invalid', { fields: grant.fields });
        const at = new Date(now()).toISOString();
        const word = body.word && maskText(body.word);
        const note = `申請 ${id} の許可`;
        const answer = { request: id, state: 'granted' as const, at, by, word, until: grant.until };
        if (!isAlone(policy, request, body.for, grant.until, caller.account.user)) {
          try {
            const wish = { base: revision.revision, changes: grant.changes, note, by, answer };
            const proposal = await proposals.propose(wish);
            return { request: await answered(id), revision: null, proposal };
          } catch (error) {
            if (error instanceof Refusal && error.code === 'stale-base') continue;
            throw error;
          }
        }
        const published: Published = await publisher.publish({
          base: revision.revision,
          changes: grant.changes,
          note,
          by,
          answer,
          record: (revision, difference) => {
            const subject = `request ${id}`;
            // No moment: the mask takes a date for a number. The revision tells it.
            const detail = `for ${body.for}, as ${body.as}, term ${body.term}; revision ${revision}`;
            const { decision } = request;
            return [
              audit.left({ act: 'access-granted', actor: by, subject, detail, decision }),
              audit.left({
                act: 'policy-published',
                actor: by,
                subject: `revision ${revision}`,
                detail: `${subject} (${countWords(difference)})`,
              }),
            ];
          },
        });
        if (published.outcome === 'stale') continue;
        if (published.outcome === 'answered' || published.outcome === 'closed')
          throw new Refusal('already-answered');
        if (published.outcome === 'problems') {
          throw new Refusal('policy-problems', { problems: [...published.problems] });
        }
        for (const other of also) {
          const answer = { state: 'granted' as const, at, by, word, until: grant.until };
          const change = {
            act: 'access-granted',
            actor: by,
            subject: `request ${other.id}`,
            detail: `with request ${id}; revision ${published.revision}`,
            decision: other.decision,
          } as const;
          await store.requests.answer({ request: other.id, ...answer }, [audit.left(change)]);
        }
        await audit.settle();
        await proposals.settle();
        return { request: await answered(id), revision: published.revision, proposal: null };
      }
      const current = publisher.current().revision.revision;
      throw new Refusal('stale-base', { current, difference: { lists: [], other: [] } });
    },

    async decline({ id, body, caller }) {
      const { decision } = await open(id);
      const word = maskText(body.word);
      const by = caller.account.id;
      const at = new Date(now()).toISOString();
      const answer = { request: id, state: 'declined' as const, at, by, word, until: null };
      const subject = `request ${id}`;
      const change = {
        act: 'access-declined',
        actor: by,
        subject,
        detail: word,
        decision,
      } as const;
      if (!(await store.requests.answer(answer, [audit.left(change)]))) {
        throw new Refusal('already-answered');
      }
      await audit.settle();
      await proposals.settle();
      return { request: await answered(id) };
    },
  };
}

function hostOf(url: string): string | null {
  const parsed = parseDestination(url);
  return parsed.ok ? parsed.destination.host : null;
}
