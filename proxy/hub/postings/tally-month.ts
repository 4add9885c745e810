/** The postings of one service in one month, counted. It takes each once, in any order. */
import type { Reason } from '../../../shared/policy/decision.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import type { Act } from '../../../shared/posting/service.ts';
import type { ServiceReport } from '../../../shared/protocol/posting-report.ts';
import type { StoredPosting } from '../store/content-stores.ts';
import { delaysOf } from './delays.ts';
import type { Month } from './report-month.ts';
import { shownCorrection } from './shown-posting.ts';

type Counted = Pick<
  ServiceReport,
  | 'published'
  | 'edited'
  | 'deleted'
  | 'warned'
  | 'stopped'
  | 'notTaken'
  | 'outside'
  | 'days'
  | 'acts'
  | 'topics'
  | 'accounts'
  | 'reasons'
  | 'outsideHours'
  | 'reviews'
  | 'disaster'
  | 'corrections'
>;

export interface TallyWith {
  readonly month: Month;
  readonly now: number;
  /** By the hours of its rules. */
  readonly isOpen: (at: number) => boolean;
  /** @param at ISO */
  readonly dueOf: (at: string) => string;
}

/** Sent ahead of a post, or no posting at all. */
const accompanying: ReadonlySet<Act> = new Set(['upload', 'sign-in']);
/** Neither a publication nor a change of one. */
const unpublished: ReadonlySet<Act> = new Set(['unknown-write', 'profile']);

export function createTally({ month, now, isOpen, dueOf }: TallyWith) {
  const sums = {
    published: 0,
    edited: 0,
    deleted: 0,
    warned: 0,
    stopped: 0,
    notTaken: 0,
    outside: 0,
  };
  const days = new Map(month.days.map((day) => [day, { day, sent: 0, warned: 0, stopped: 0 }]));
  const acts = new Map<Act, { sent: number; held: number }>();
  const topics = new Map<string | null, number>();
  const accounts = new Map<string | null, number>();
  const reasons = new Map<Reason, { stopped: number; warned: number; wentOn: number }>();
  const outsideHours = { left: 0, held: 0 };
  const reviews = { wanted: 0, reviewed: 0, late: 0, open: 0, overdue: 0 };
  const disaster = { posted: 0, confirmed: 0, open: 0 };
  const corrections = { ordered: 0, done: 0, open: 0, overdue: 0 };
  const delays: number[] = [];

  function add(row: StoredPosting): void {
    const { posting, fate, taken, at } = row;
    const isSent = fate === 'sent' || fate === 'outside';
    if (fate === 'outside') sums.outside++;
    bump(acts, posting.act, () => ({ sent: 0, held: 0 }))[isSent ? 'sent' : 'held']++;
    addReason(row);
    addReview(row);
    addCorrections(row);
    if (accompanying.has(posting.act)) return;
    const day = days.get(japanDate(Date.parse(at)));
    if (day !== undefined) day[fate === 'outside' ? 'sent' : fate]++;
    if (fate === 'warned' || fate === 'stopped') {
      sums[fate]++;
      if (posting.reason === 'outside-hours') outsideHours.held++;
    } else if (taken === false) sums.notTaken++;
    else addSent(row);
  }

  function addSent({ posting, at }: StoredPosting): void {
    const { act, account } = posting;
    const topic = posting.topic ?? null;
    if (!isOpen(Date.parse(at)) && act !== 'delete') outsideHours.left++;
    if (act === 'delete') sums.deleted++;
    else if (act === 'edit') sums.edited++;
    else if (!unpublished.has(act)) {
      sums.published++;
      topics.set(topic, (topics.get(topic) ?? 0) + 1);
      accounts.set(account, (accounts.get(account) ?? 0) + 1);
    }
  }

  /** Of a request with several postings each has its own: those that were good have none. */
  function addReason({ posting: { action, reason }, fate }: StoredPosting): void {
    if (action === 'allow') return;
    const known = bump(reasons, reason, () => ({ stopped: 0, warned: 0, wentOn: 0 }));
    if (fate === 'sent') known.wentOn++;
    else if (fate !== 'outside') known[fate]++;
  }

  function addReview({ wantsReview, reviewed, at, posting }: StoredPosting): void {
    if (!wantsReview && reviewed === null) return;
    if (posting.disaster !== undefined) {
      disaster.posted++;
      disaster[reviewed === null ? 'open' : 'confirmed']++;
    }
    const due = Date.parse(dueOf(at));
    reviews.wanted++;
    if (reviewed === null) {
      reviews.open++;
      if (now >= due) reviews.overdue++;
      return;
    }
    reviews.reviewed++;
    const then = Date.parse(reviewed.at);
    if (then > due) reviews.late++;
    delays.push(then - Date.parse(at));
  }

  /** Those that are overdue are open too. */
  function addCorrections(row: StoredPosting): void {
    for (const order of row.corrections) {
      const { state } = shownCorrection(order, new Date(now).toISOString());
      corrections.ordered++;
      if (state === 'overdue') corrections.overdue++;
      corrections[state === 'done' ? 'done' : 'open']++;
    }
  }

  return {
    add,
    counted(): Counted {
      const picked = [...topics].map(([topic, count]) => ({ topic, count }));
      return {
        ...sums,
        days: [...days.values()],
        acts: most(
          [...acts].map(([act, each]) => ({ act, ...each })),
          ({ sent, held }) => sent + held,
        ),
        topics: most(picked, ({ count }) => count),
        accounts: most(
          [...accounts].map(([account, published]) => ({ account, published })),
          ({ published }) => published,
        ),
        reasons: most(
          [...reasons].map(([reason, each]) => ({ reason, ...each })),
          ({ stopped, warned, wentOn }) => stopped + warned + wentOn,
        ),
        outsideHours: { ...outsideHours },
        reviews: { ...reviews, ...delaysOf(delays) },
        disaster: { ...disaster },
        corrections: { ...corrections },
      };
    },
  };
}

function bump<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

function most<T>(rows: T[], of: (row: T) => number): T[] {
  return rows.sort((a, b) => of(b) - of(a));
}
