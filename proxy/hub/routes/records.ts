/** The audit log, read and exported. Each reading and export is itself recorded, before it is given. */
import { Readable } from 'node:stream';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import type { Handlers } from '../console-routes.ts';
import { exportChunks } from '../records/export.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { BadPlace } from '../store/record-page.ts';
import type { Store } from '../store/store.ts';

export function recordHandlers(options: {
  store: Pick<Store, 'records'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, 'records' | 'exportRecords'> {
  const { store, audit, now } = options;
  return {
    async records({ query: { before = null, limit, ...filter }, caller }) {
      const detail = filterWords(filter);
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail });
      try {
        return await store.records.page(filter, before, limit);
      } catch (error) {
        throw error instanceof BadPlace ? new Refusal('bad-place') : error;
      }
    },

    async exportRecords({ query: { format, ...filter }, caller, reply }) {
      const detail = `${format} ${filterWords(filter)}`;
      await audit.record({ act: 'audit-exported', actor: caller.account.id, detail });
      const day = japanDate(now());
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
      const { records } = store;
      const walk = format === 'csv' ? records.walk(filter) : records.walkChain(filter);
      return reply
        .header('content-type', type)
        .header('content-disposition', `attachment; filename="sekisho-audit-${day}.${format}"`)
        .send(Readable.from(exportChunks(walk, format)));
    },
  };
}

/** A filter as it is kept in the audit log (the mask is hub-audit.ts's part). */
export function filterWords(filter: Readonly<Record<string, string | undefined>>): string {
  const words = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`);
  return words.length === 0 ? 'all' : words.join(' ');
}
