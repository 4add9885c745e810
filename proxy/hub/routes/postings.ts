/**
 * The posting log: read, exported, and looked at afterwards (review). Each reading of texts is
 * recorded, before it is given; the counts by day hold none.
 */
import { Readable } from 'node:stream';
import { maskText } from '../../../shared/audit/mask.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import { isHoliday } from '../../../shared/posting/holidays.ts';
import type { PostingFilter } from '../../../shared/protocol/postings.ts';
import type { Caller } from '../accounts/sessions.ts';
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import { ownPosting } from '../postings/own-posting.ts';
import { mayReview, ownServices } from '../postings/own-services.ts';
import { fillDays, spanOf } from '../postings/posting-days.ts';
import { reviewTerms } from '../postings/review-terms.ts';
import { serviceTitle } from '../postings/service-title.ts';
import { shownCorrection, shownPosting, shownReview } from '../postings/shown-posting.ts';
import { thumbnailStates } from '../postings/thumbnail-states.ts';
import { exportedPosting, postingChunks } from '../records/export-postings.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { StoredPosting } from '../store/content-stores.ts';
import { BadPlace } from '../store/record-page.ts';
import type { Store } from '../store/store.ts';
import { filterWords } from './records.ts';
import { acknowledgement } from './uploads.ts';

type PostingCalls = 'postings' | 'posting' | 'reviewPosting' | 'postingDays' | 'exportPostings';

const exportTypes = { csv: 'text/csv', json: 'application/json', jsonl: 'application/x-ndjson' };

export function postingHandlers(options: {
  store: Pick<Store, 'postings' | 'uploads' | 'thumbnails'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, PostingCalls> {
  const { store, publisher, audit, now } = options;
  const policy = () => publisher.current().policy;
  const terms = () => reviewTerms(policy(), now());
  const scoped = (filter: PostingFilter, { account }: Caller) => ({
    ...filter,
    services: ownServices(policy(), account, now()),
    terms: terms(),
  });

  const own = (id: string, caller: Caller) =>
    ownPosting(store.postings, policy(), id, caller, now());

  function inThread(posting: StoredPosting) {
    const { id, at, act, who, text, fate, outcome } = shownPosting(posting, policy(), terms());
    return { id, at, act, who, text, fate, taken: outcome.taken };
  }

  async function services({ account }: Caller) {
    const { posting = [] } = policy();
    const ids = ownServices(policy(), account, now()) ?? [
      ...new Set([...posting.map(({ service }) => service), ...(await store.postings.services())]),
    ];
    return ids.map((id) => ({ id, title: serviceTitle(policy(), id) }));
  }

  return {
    async postings({ query: { before = null, limit, ...filter }, caller }) {
      const detail = `postings ${filterWords(filter)}`;
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail });
      try {
        const query = scoped(filter, caller);
        const { postings, next } = await store.postings.page(query, before, limit);
        return {
          postings: postings.map((each) => shownPosting(each, policy(), query.terms)),
          next,
          services: await services(caller),
        };
      } catch (error) {
        throw error instanceof BadPlace ? new Refusal('bad-place') : error;
      }
    },

    async postingDays({ query: { service, ...asked }, caller }) {
      const span = spanOf(asked, now());
      if (span === null) {
        const sentence = '1日から366日までの期間にしてください / choose a span of 1 to 366 days';
        throw new Refusal('invalid', { fields: { since: sentence } });
      }
      const all = ownServices(policy(), caller.account, now());
      const chosen =
        service === undefined ? all : all === null || all.includes(service) ? [service] : [];
      const days = fillDays(await store.postings.days({ ...span, services: chosen }), span);
      return {
        days,
        holidays: days.map(({ day }) => day).filter(isHoliday),
        services: await services(caller),
      };
    },

    async posting({ id, caller }) {
      const stored = await own(id, caller);
      const { terminal, seq, at, decision } = stored;
      const detail = 'posting';
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail, decision });
      const record = await store.uploads.decision(terminal, seq, at);
      const related =
        record === null ? null : await store.uploads.related([{ terminal, seq, record }]);
      const upload = record?.upload ?? null;
      const { attachments } = stored.posting;
      const digests = attachments.flatMap(({ digest }) => digest ?? []);
      const kept = await store.thumbnails.kept(terminal, digests);
      return {
        ...shownPosting(stored, policy(), terms()),
        attached: attachments,
        thumbnails: thumbnailStates(stored, upload, kept, policy(), now()),
        clause: record?.clause ?? null,
        destination: record?.destination ?? null,
        revision: record?.revision ?? null,
        terminal,
        seq,
        upload,
        acknowledged: related === null ? null : acknowledgement(related(terminal, decision)),
        mayReview: mayReview(policy(), caller.account, stored.posting.service, now()),
        thread: (await store.postings.thread(id)).map(inThread),
        corrections: stored.corrections.map((each) => shownCorrection(each, terms().now)),
        comments: await store.postings.comments(id),
      };
    },

    async reviewPosting({ id, body, caller: { account }, caller }) {
      const { decision, posting } = await own(id, caller);
      const { service, act } = posting;
      if (!mayReview(policy(), account, service, now())) throw new Refusal('forbidden');
      const note = maskText(body.note);
      const at = new Date(now()).toISOString();
      const left = audit.left({
        act: 'posting-reviewed',
        actor: account.id,
        subject: `${service} ${act}`,
        detail: note === '' ? null : note,
        decision,
      });
      const outcome = await store.postings.review(id, { at, by: account.id, note }, [left]);
      if (outcome === 'missing') throw new Refusal('not-found');
      if (outcome === 'not-open') throw new Refusal('nothing-to-review');
      const stored = await own(id, caller);
      const review = shownReview(stored, policy(), terms());
      if (outcome !== 'done') throw new Refusal('already-reviewed', { reviewed: review });
      await audit.settle();
      return { review };
    },

    async exportPostings({ query: { format, ...filter }, caller, reply }) {
      const detail = `postings ${format} ${filterWords(filter)}`;
      await audit.record({ act: 'audit-exported', actor: caller.account.id, detail });
      const query = scoped(filter, caller);
      const shown = async function* () {
        for await (const rows of store.postings.walk(query)) {
          yield rows.map((row) =>
            exportedPosting(shownPosting(row, policy(), query.terms), row.posting.attachments),
          );
        }
      };
      const type = `${exportTypes[format]}; charset=utf-8`;
      const name = `sekisho-postings-${japanDate(now())}.${format}`;
      return reply
        .header('content-type', type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(postingChunks(shown(), format)));
    },
  };
}
