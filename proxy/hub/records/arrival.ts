/** Records as they arrive from a terminal: whole, in order, and continuing what the hub has. */
import { nextHash } from '../../../shared/audit/chain.ts';
import type { StoredRecord } from '../../../shared/audit/record.ts';
import { sha256 } from '../../record/sha256.ts';
import { Refusal } from '../refusals.ts';
import type { ArrivedRecord, RecordStore } from '../store/store.ts';

export function toArrived(stored: StoredRecord): ArrivedRecord {
  const { terminal, seq, previous, hash, record } = stored;
  return { terminal, seq, previous, hash, json: JSON.stringify(record) };
}

/**
 * Stores what is new. Records that the hub has already are passed over; behind a gap nothing is
 * stored, and the terminal hears what the hub has.
 * @returns the sequence number up to which the hub has everything, durably
 * @throws Refusal `forbidden` for another terminal's records, `chain-broken` where hashes do not fit
 */
export async function takeArrived(
  store: Pick<RecordStore, 'cursor' | 'hashOf' | 'ingest'>,
  terminal: string,
  records: readonly StoredRecord[],
): Promise<number> {
  if (records.some((record) => record.terminal !== terminal)) throw new Refusal('forbidden');
  const arrived = records.map(toArrived);
  if (!arrived.every(isItsHash) || !arrived.every(followsIn(arrived))) {
    throw new Refusal('chain-broken');
  }
  const cursor = await store.cursor(terminal);
  const known = records.findLast(({ seq }) => seq <= cursor.seq);
  if (known !== undefined) {
    const hash =
      known.seq === cursor.seq
        ? cursor.hash
        : await store.hashOf(terminal, known.seq, known.record.at);
    // A log that was started anew has other records under the same numbers: never passed over silently.
    if (hash !== null && hash !== known.hash) throw new Refusal('chain-broken');
  }
  const fresh = arrived.filter(({ seq }) => seq > cursor.seq);
  const first = fresh[0];
  // All known: confirmed as far as was asked, so that a terminal whose cursor was lost goes on.
  if (first === undefined) return known?.seq ?? cursor.seq;
  if (first.seq > cursor.seq + 1) return cursor.seq;
  if (first.previous !== cursor.hash) throw new Refusal('chain-broken');
  await store.ingest(terminal, fresh);
  return fresh.at(-1)?.seq ?? cursor.seq;
}

function isItsHash({ terminal, seq, previous, hash, json }: ArrivedRecord): boolean {
  return nextHash(sha256, previous, terminal, seq, json) === hash;
}

function followsIn(all: readonly ArrivedRecord[]) {
  return ({ seq, previous }: ArrivedRecord, index: number): boolean => {
    const before = all[index - 1];
    return before === undefined || (before.seq + 1 === seq && before.hash === previous);
  };
}
