/** A posting as the store gives it. */
import type { StoredPosting } from '../../proxy/hub/store/content-stores.ts';
import type { PostingRecord } from '../../shared/audit/content-record.ts';
import { posting } from './content-records.ts';

export interface StoredChanges extends Partial<Omit<StoredPosting, 'posting'>> {
  readonly posting?: Partial<PostingRecord>;
}

/** It left on a Tuesday morning in Japan, and nobody has to look at it. */
export function storedPosting(changes: StoredChanges = {}): StoredPosting {
  return {
    id: 'terminal-1-0',
    terminal: 'terminal',
    seq: 1,
    decision: '0000-0000-0000-0001',
    at: '2026-11-24T01:00:00.000Z',
    user: 'tanaka',
    unit: '総務企画部',
    fate: 'sent',
    would: null,
    taken: true,
    address: null,
    wantsReview: false,
    reviewed: null,
    editedAt: null,
    deletedAt: null,
    goneAt: null,
    corrections: [],
    ...changes,
    posting: posting(changes.posting),
  };
}
