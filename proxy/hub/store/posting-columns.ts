/** Decision and outcome lines → the postings of them as rows, and what became of them. */
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { AuditRecord, DecisionRecord } from '../../../shared/audit/record.ts';
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import type { PostingColumns } from './main-tables.ts';
import { foldWords } from './posting-words.ts';
import type { ArrivedRecord } from './store.ts';

export type ArrivedPosting = Omit<
  PostingColumns,
  'taken' | 'address' | 'number' | 'gone_at' | `reviewed_${string}`
>;

export interface PostingOutcome {
  readonly terminal: string;
  readonly decision: string;
  readonly place: number;
  readonly taken: number | null;
  readonly address: string | null;
  /** As the service names it; null: it did not say. */
  readonly post: string | null;
}

export function postingColumns(arrived: readonly ArrivedRecord[]): {
  readonly rows: readonly ArrivedPosting[];
  readonly outcomes: readonly PostingOutcome[];
} {
  const rows: ArrivedPosting[] = [];
  const outcomes: PostingOutcome[] = [];
  for (const { terminal, seq, json } of arrived) {
    // Most records hold none: not parsed a second time.
    if (!json.includes('"postings"')) continue;
    const record = JSON.parse(json) as AuditRecord;
    if (record.type === 'decision') rows.push(...rowsOf(terminal, seq, record));
    else if (record.type === 'outcome') {
      for (const [place, { taken, address, post = null }] of (record.postings ?? []).entries()) {
        const known = taken === null ? null : Number(taken);
        outcomes.push({ terminal, decision: record.id, place, taken: known, address, post });
      }
    }
  }
  return { rows, outcomes };
}

function rowsOf(terminal: string, seq: number, record: DecisionRecord): ArrivedPosting[] {
  const { id, at, who, action, would, postings = [] } = record;
  return postings.map((posting, place) => ({
    terminal,
    seq,
    place,
    decision: id,
    at,
    day: japanDate(Date.parse(at)),
    user: who.user,
    unit: who.unit,
    service: posting.service,
    act: posting.act,
    account: posting.account === null ? null : accountKey(posting.account),
    fate: fateOf(record),
    warned: action === 'warn' ? 1 : 0,
    would,
    review: posting.review ? 1 : 0,
    words: foldWords([posting.text, posting.account, who.user].filter(Boolean).join('\n')),
    posting: JSON.stringify(posting),
    disaster: posting.disaster ?? null,
    ...postNames(posting),
  }));
}

/** What publishes a post that the service has named before is that post itself. */
function postNames({ act, about: named }: PostingRecord): Pick<PostingColumns, 'post' | 'about'> {
  const about = named ?? null;
  const isIt = act === 'post' || act === 'schedule';
  return isIt ? { post: about, about: null } : { post: null, about };
}

/** A request leaves as a whole or not at all: its decision counts, not that on the single posting. */
function fateOf({ action, handling }: DecisionRecord): 'sent' | 'stopped' | 'warned' {
  if (action !== 'block' && handling !== null && handling !== 'refuse') return 'sent';
  return action === 'warn' ? 'warned' : 'stopped';
}
