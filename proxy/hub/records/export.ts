/**
 * Records as a download: JSON lines with their hashes, for `audit verify`; or CSV that Excel opens
 * (BOM, CRLF, formulas neutralised).
 */
import type { StoredRecord } from '../../../shared/audit/record.ts';

type Column = readonly [title: string, value: (row: StoredRecord) => string | number | null];

export const japanTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const columns: readonly Column[] = [
  ['日時（日本時間）', ({ record }) => japanTime.format(new Date(record.at))],
  ['日時（UTC）', ({ record }) => record.at],
  ['端末', ({ terminal }) => terminal],
  ['番号', ({ seq }) => seq],
  ['種別', ({ record }) => record.type],
  ['参照番号', ({ record }) => record.id],
  ['操作', ({ record }) => ('act' in record ? record.act : null)],
  ['判定', (row) => decision(row)?.action ?? null],
  ['実施時の判定', (row) => decision(row)?.would ?? null],
  ['理由', (row) => decision(row)?.reason ?? null],
  ['決め手', (row) => decision(row)?.rule ?? null],
  ['条項', (row) => decision(row)?.clause ?? null],
  ['利用者', (row) => decision(row)?.who.user ?? change(row)?.actor ?? null],
  ['部署', (row) => decision(row)?.who.unit ?? null],
  ['方式', (row) => decision(row)?.destination?.scheme ?? null],
  ['宛先ホスト', (row) => decision(row)?.destination?.host ?? null],
  ['ポート', (row) => decision(row)?.destination?.port ?? null],
  ['パス', (row) => decision(row)?.destination?.path ?? null],
  ['メソッド', (row) => decision(row)?.method ?? null],
  ['呼び出し元', (row) => decision(row)?.initiator ?? null],
  ['アドレス', (row) => decision(row)?.address ?? null],
  ['処理', (row) => decision(row)?.handling ?? null],
  ['動作', (row) => decision(row)?.mode ?? null],
  ['版', (row) => decision(row)?.revision ?? null],
  ['対象', (row) => change(row)?.subject ?? null],
  ['詳細', (row) => change(row)?.detail ?? null],
  ['関連する判定', (row) => change(row)?.decision ?? null],
  ['結果', (row) => outcome(row)?.end ?? null],
  ['状態コード', (row) => outcome(row)?.status ?? null],
  ['送信バイト', (row) => outcome(row)?.bytesUp ?? null],
  ['受信バイト', (row) => outcome(row)?.bytesDown ?? null],
  ['所要ミリ秒', (row) => outcome(row)?.durationMs ?? null],
];

export async function* exportChunks(
  portions: AsyncIterable<StoredRecord[]>,
  format: 'jsonl' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${csvLine(columns.map(([title]) => title))}`;
  const line = format === 'csv' ? csvRow : (row: StoredRecord) => `${JSON.stringify(row)}\n`;
  for await (const rows of portions) yield rows.map(line).join('');
}

function csvRow(row: StoredRecord): string {
  return csvLine(columns.map(([, value]) => value(row)));
}

export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Numbers are ours; a text that a spreadsheet would take for a formula gets an apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function decision({ record }: StoredRecord) {
  return record.type === 'decision' ? record : null;
}
function change({ record }: StoredRecord) {
  return record.type === 'change' ? record : null;
}
function outcome({ record }: StoredRecord) {
  return record.type === 'outcome' ? record : null;
}
