/** What granting a request would open, and the end of what was granted, moved. */
import { parseDestination } from '../../../shared/destination/destination.ts';
import { registrableDomain } from '../../../shared/destination/public-suffix.ts';
import { endOf } from '../../../shared/policy/japan-time.ts';
import { isGrantedAlone, publishingRule } from '../../../shared/policy/publishing.ts';
import type { Handlers } from '../console-routes.ts';
import type { Proposals } from '../policy/proposals.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { extendException } from '../requests/extend.ts';
import { openingOf } from '../requests/opening.ts';
import { withStanding } from '../requests/standing.ts';
import type { Store } from '../store/store.ts';

const dayMs = 86_400_000;
const openingDays = 14;
/** Others may publish at the same moment: it is then done on top of theirs. */
const tries = 10;

const sentences = {
  'no-exception':
    'この申請の例外はもうありません。画面を読み込み直してください / the exception of this request is gone: reload the page',
  'not-later':
    '今の期限より後の日付か日時にしてください（例 2027-03-31） / write a date or time after the present end, such as 2027-03-31',
};

export function exceptionHandlers(options: {
  store: Pick<Store, 'requests' | 'refusals'>;
  publisher: Pick<Publisher, 'current' | 'publish'>;
  proposals: Pick<Proposals, 'propose' | 'settle'>;
  audit: Pick<HubAudit, 'left' | 'settle' | 'record'>;
  now: () => number;
}): Pick<Handlers, 'opening' | 'extend'> {
  const { store, publisher, proposals, audit, now } = options;

  async function find(id: string) {
    const request = await store.requests.byId(id);
    if (request === null) throw new Refusal('not-found');
    return request;
  }

  /** null: others have published meanwhile. */
  async function propose(wish: Parameters<Proposals['propose']>[0]): Promise<number | null> {
    try {
      return await proposals.propose(wish);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'stale-base') return null;
      throw error;
    }
  }

  return {
    async opening({ id, caller }) {
      const request = await find(id);
      // It names people and what they were refused.
      const detail = `refusals around request ${id}`;
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail });
      const parsed = parseDestination(request.url);
      if (!parsed.ok) throw new Refusal('not-found');
      const { host } = parsed.destination;
      const since = new Date(now() - openingDays * dayMs).toISOString();
      const refused = await store.refusals.below(registrableDomain(host) ?? host, since);
      const { policy, compiled } = publisher.current();
      const lookAlike = (host: string) => compiled.own?.imitatedBy(host) ?? null;
      const given = { policy, compiled, refused, days: openingDays, now: now(), lookAlike };
      const opening = openingOf(request, given);
      if (opening === null) throw new Refusal('not-found');
      return opening;
    },

    async extend({ id, body, caller }) {
      const request = await find(id);
      const by = caller.account.id;
      for (let attempt = 0; attempt < tries; attempt++) {
        const { policy, revision } = publisher.current();
        const extension = extendException(id, body.until, policy, now());
        if (!extension.ok) {
          throw new Refusal('invalid', { fields: { until: sentences[extension.problem] } });
        }
        const wish = {
          base: revision.revision,
          changes: [extension.change],
          note: `申請 ${id} の延長`,
          by,
        };
        const { user } = caller.account;
        const grant = {
          for: extension.for,
          until: endOf(extension.until),
          ownRequest: request.user !== null && request.user === user,
        };
        if (!isGrantedAlone(publishingRule(policy.publishing), grant, now())) {
          const proposal = await propose(wish);
          if (proposal === null) continue;
          return { request, revision: null, proposal };
        }
        const published = await publisher.publish({
          ...wish,
          record: (next) => [
            audit.left({
              act: 'access-extended',
              actor: by,
              subject: `request ${id}`,
              detail: `revision ${next}`,
              decision: request.decision,
            }),
          ],
        });
        if (published.outcome === 'stale') continue;
        if (published.outcome === 'problems') {
          throw new Refusal('policy-problems', { problems: [...published.problems] });
        }
        if (published.outcome !== 'published') throw new Refusal('already-answered');
        await audit.settle();
        const [stands = request] = withStanding([request], publisher.current(), now());
        await proposals.settle();
        return { request: stands, revision: published.revision, proposal: null };
      }
      const current = publisher.current().revision.revision;
      throw new Refusal('stale-base', { current, difference: { lists: [], other: [] } });
    },
  };
}
