/** What people say of a posting: the queue of reviews, orders to correct and their end, comments. */
import { maskText } from '../../../shared/audit/mask.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import { postingToSay } from '../postings/own-posting.ts';
import { ownServices } from '../postings/own-services.ts';
import { dueOf, reviewTerms } from '../postings/review-terms.ts';
import { shownCorrection, shownReview } from '../postings/shown-posting.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { StoredPosting } from '../store/content-stores.ts';
import type { Store } from '../store/store.ts';

type NoteCalls = 'reviewQueue' | 'orderCorrection' | 'endCorrection' | 'commentPosting';

const mostWaiting = 200;
const dayMs = 86_400_000;
const farthest = 366;

export function postingNoteHandlers(options: {
  store: Pick<Store, 'postings'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, NoteCalls> {
  const { store, publisher, audit, now } = options;
  const policy = () => publisher.current().policy;
  const iso = () => new Date(now()).toISOString();

  function leave(
    act: 'correction-ordered' | 'correction-done' | 'posting-commented',
    actor: string,
    { decision, posting: { service, act: posted } }: StoredPosting,
    detail: string,
  ) {
    return audit.left({ act, actor, subject: `${service} ${posted}`, detail, decision });
  }

  async function corrections(id: string) {
    const posting = await store.postings.byId(id);
    if (posting === null) throw new Refusal('not-found');
    return { corrections: posting.corrections.map((each) => shownCorrection(each, iso())) };
  }

  return {
    async reviewQueue({ caller: { account } }) {
      const terms = reviewTerms(policy(), now());
      const services = ownServices(policy(), account, now());
      const rows = await store.postings.queue(services, mostWaiting);
      const waiting = rows.flatMap((row) => {
        const { state } = shownReview(row, policy(), terms);
        if (state !== 'open' && state !== 'overdue') return [];
        return [{ id: row.id, due: dueOf(policy(), row.posting.service, row.at), state }];
      });
      return {
        waiting: waiting.toSorted((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due))),
        ...(await store.postings.countOpen(services, terms)),
        corrections: await store.postings.countCorrections(services, terms.now),
      };
    },

    async orderCorrection({ id, body, caller }) {
      const { account } = caller;
      const posting = await postingToSay(store.postings, policy(), id, caller, now());
      const today = japanDate(now());
      const farAway = japanDate(now() + farthest * dayMs);
      if (body.due < today || body.due > farAway) {
        const sentence = `${today} から1年以内の日にしてください / choose a day from ${today} on, within a year`;
        throw new Refusal('invalid', { fields: { due: sentence } });
      }
      const reason = maskText(body.reason);
      const left = leave(
        'correction-ordered',
        account.id,
        posting,
        `${dayWord(body.due)} ${reason}`,
      );
      const dueAt = new Date(Date.parse(`${body.due}T00:00:00+09:00`) + dayMs).toISOString();
      const order = { at: iso(), by: account.id, reason, due: body.due, dueAt };
      const outcome = await store.postings.orderCorrection(id, order, [left]);
      if (outcome === 'missing') throw new Refusal('not-found');
      if (outcome !== 'ordered') throw new Refusal('correction-open');
      await audit.settle();
      return corrections(id);
    },

    async endCorrection({ id, body, caller }) {
      const { account } = caller;
      const posting = await postingToSay(store.postings, policy(), id, caller, now());
      const word = maskText(body.word);
      const left = leave('correction-done', account.id, posting, word);
      const done = { at: iso(), by: account.id, word };
      const outcome = await store.postings.endCorrection(id, body.number, done, [left]);
      if (outcome === 'missing') throw new Refusal('not-found');
      if (outcome !== 'done') throw new Refusal('correction-ended');
      await audit.settle();
      return corrections(id);
    },

    async commentPosting({ id, body, caller }) {
      const { account } = caller;
      const posting = await postingToSay(store.postings, policy(), id, caller, now());
      const text = maskText(body.text);
      const left = leave('posting-commented', account.id, posting, text);
      const comment = { at: iso(), by: account.id, text };
      const outcome = await store.postings.comment(id, comment, [left]);
      if (outcome === 'missing') throw new Refusal('not-found');
      await audit.settle();
      return { comments: await store.postings.comments(id) };
    },
  };
}

/** Records take a run of digits for a number of somebody. */
function dayWord(due: string): string {
  return `期限 ${Number(due.slice(5, 7))}月${Number(due.slice(8))}日`;
}
