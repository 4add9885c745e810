/** Requests for access: who asked for what, granted for a scope and a term, or declined with a word. */
import { maskText } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { Handlers } from '../console-routes.ts';
import { grantRequest } from '../policy/grant-request.ts';
import type { Published, Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { withStanding } from '../requests/standing.ts';
import type { Store } from '../store/store.ts';
import { countWords } from './policy.ts';

/** Others may publish at the same moment: the grant is then done on top of theirs. */
const tries = 10;

export function accessRequestHandlers(options: {
  store: Pick<Store, 'requests'>;
  publisher: Publisher;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, 'accessRequests' | 'grant' | 'decline'> {
  const { store, publisher, audit, now } = options;

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

  return {
    async accessRequests({ query: { state }, caller }) {
      const { role, user } = caller.account;
      const reads = role === 'administrator' || role === 'auditor';
      if (!reads && user === null) return { requests: [] };
      const requests = await store.requests.list({
        ...(state === 'all' ? {} : { state }),
        ...(reads || user === null ? {} : { user }),
      });
      return { requests: withStanding(requests, publisher.current(), now()) };
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
        const published: Published = await publisher.publish({
          base: revision.revision,
          changes: grant.changes,
          note: `申請 ${id} の許可`,
          by,
          answer: { request: id, state: 'granted', at, by, word, until: grant.until },
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
        if (published.outcome === 'answered') throw new Refusal('already-answered');
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
        return { request: await answered(id), revision: published.revision };
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
      return { request: await answered(id) };
    },
  };
}

function hostOf(url: string): string | null {
  const parsed = parseDestination(url);
  return parsed.ok ? parsed.destination.host : null;
}
