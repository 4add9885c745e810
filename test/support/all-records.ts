import type { RecordRow } from '../../shared/protocol/record-filter.ts';
import type { ConsoleClient } from './console-client.ts';

/** Every record that the hub has, newest first, page by page as the console reads them. */
export async function allRecords(
  admin: ConsoleClient,
  filter: Record<string, string> = {},
): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  let before: string | null = null;
  do {
    const query: Record<string, string> = { ...filter, limit: '500', ...(before && { before }) };
    const page: Awaited<ReturnType<typeof admin.call<'records'>>> = await admin.call('records', {
      query,
    });
    rows.push(...page.records);
    before = page.next;
  } while (before !== null);
  return rows;
}
