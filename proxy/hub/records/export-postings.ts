/** The posting log as a download: a JSON array, JSON lines, or CSV that Excel opens (csvCell in export.ts). */
import type { PostingDetail, PostingRow } from '../../../shared/protocol/postings.ts';
import { csvLine, japanTime } from './export.ts';

/** What not every posting has stands in each line all the same. */
type Optional = 'topic' | 'disaster' | 'approval';
export type ExportedPosting = Omit<PostingRow, Optional> &
  Pick<PostingDetail, 'attached'> & { readonly [K in Optional]: string | null };
type Column = readonly [title: string, value: (row: ExportedPosting) => string | number | null];

const columns: readonly Column[] = [
  ['日時（日本時間）', ({ at }) => japanTime.format(new Date(at))],
  ['日時（UTC）', ({ at }) => at],
  ['参照番号', ({ decision }) => decision],
  ['投稿', ({ id }) => id],
  ['サービス', ({ service }) => service],
  ['サービス名', ({ title }) => title],
  ['アカウント', ({ account }) => account],
  ['種類', ({ act }) => act],
  ['投稿者', ({ who }) => who.user],
  ['氏名', ({ who }) => who.name],
  ['部署', ({ who }) => who.unit],
  ['本文', ({ text }) => text],
  ['添付', ({ attached }) => attached.map(({ name, type }) => name ?? type ?? '-').join(' ')],
  ['結末', ({ fate }) => fate],
  ['判定', ({ action }) => action],
  ['実施時の判定', ({ would }) => would],
  ['理由', ({ reason }) => reason],
  ['決め手', ({ rule }) => rule],
  ['サービスの受け付け', ({ outcome }) => (outcome.taken === null ? null : String(outcome.taken))],
  ['掲載先', ({ outcome }) => outcome.address],
  ['確認', ({ review }) => review.state],
  ['確認の期限（日本時間）', ({ review }) => timeOf(review.due)],
  ['確認した人', ({ review }) => review.by],
  ['確認した日時（日本時間）', ({ review }) => timeOf(review.at)],
  ['確認のメモ', ({ review }) => review.note],
  ['編集（日本時間）', ({ editedAt }) => timeOf(editedAt)],
  ['削除（日本時間）', ({ deletedAt }) => timeOf(deletedAt)],
  ['訂正指示', ({ correction }) => correction],
  ['話題', ({ topic }) => topic],
  ['災害時の投稿（切替の番号）', ({ disaster }) => disaster],
  ['掲載先からなくなった（日本時間）', ({ goneAt }) => timeOf(goneAt)],
  ['承認された下書き', ({ approval }) => approval],
];

export async function* postingChunks(
  portions: AsyncIterable<ExportedPosting[]>,
  format: 'json' | 'jsonl' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield `\ufeff${csvLine(columns.map(([title]) => title))}`;
    for await (const rows of portions) {
      yield rows.map((row) => csvLine(columns.map(([, value]) => value(row)))).join('');
    }
    return;
  }
  if (format === 'jsonl') {
    for await (const rows of portions) {
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
    return;
  }
  let between = '[\n';
  for await (const rows of portions) {
    for (const row of rows) {
      yield between + JSON.stringify(row);
      between = ',\n';
    }
  }
  yield between.startsWith('[') ? '[]\n' : '\n]\n';
}

export function exportedPosting(
  row: PostingRow,
  attached: ExportedPosting['attached'],
): ExportedPosting {
  const { topic = null, disaster = null, approval = null } = row;
  return { ...row, topic, disaster, approval, attached };
}

function timeOf(iso: string | null): string | null {
  return iso === null ? null : japanTime.format(new Date(iso));
}
