/** The drafts of one service in one month, counted: what was asked for and answered in it. */
import type { ServiceReport } from '../../../shared/protocol/posting-report.ts';
import type { StoredDraft } from '../store/draft-store.ts';
import { delaysOf } from './delays.ts';
import type { Month } from './report-month.ts';

type Draft = Pick<StoredDraft, 'state' | 'events'>;

export function createDraftTally({ begin, end }: Pick<Month, 'begin' | 'end'>) {
  const sums = { asked: 0, approved: 0, changed: 0, sentBack: 0, waiting: 0 };
  const delays: number[] = [];
  const isIn = (at: string) => begin <= Date.parse(at) && Date.parse(at) < end;

  function add({ state, events }: Draft): void {
    let askedAt: string | null = null;
    for (const { kind, at } of events) {
      const isCounted = isIn(at);
      switch (kind) {
        case 'written':
        case 'revised':
          askedAt = at;
          if (isCounted) sums.asked++;
          break;
        case 'approved':
          if (!isCounted) break;
          sums.approved++;
          if (askedAt !== null) delays.push(Date.parse(at) - Date.parse(askedAt));
          break;
        case 'changed':
          if (isCounted) sums.changed++;
          break;
        case 'sent-back':
          if (isCounted) sums.sentBack++;
          break;
        case 'withdrawn':
          break;
        default:
          kind satisfies never;
      }
    }
    if (state === 'open' && askedAt !== null && isIn(askedAt)) sums.waiting++;
  }

  return {
    add,
    counted: (): ServiceReport['drafts'] => ({ ...sums, ...delaysOf(delays) }),
  };
}
