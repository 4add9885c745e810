/** The posting log as a download: a JSON array, or CSV that Excel opens (csvCell in export.ts). */
import type { PostingDetail, PostingRow } from '../../../shared/protocol/postings.ts';
import { csvLine, japanTime } from './export.ts';

export type ExportedPosting = PostingRow & Pick<PostingDetail, 'attached'>;
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
];

export async function* postingChunks(
  portions: AsyncIterable<ExportedPosting[]>,
  format: 'json' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield `\ufeff${csvLine(columns.map(([title]) => title))}`;
    for await (const rows of portions) {
      yield rows.map((row) => csvLine(columns.map(([, value]) => value(row)))).join('');
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

function timeOf(iso: string | null): string | null {
  return iso === null ? null : japanTime.format(new Date(iso));
}
