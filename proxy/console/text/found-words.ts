/** What was found in an item or an upload, in words: never the values. */
import type { FindingRecord, ItemRecord } from '../../../shared/audit/content-record.ts';
import type { Words } from '../words/ja.ts';

type Found = Pick<FindingRecord, 'kind' | 'count' | 'mark' | 'label' | 'document'>;

/** `個人番号 12件`, `個人情報の名簿 120人分`, `機密の表示「秘」 1件`, `登録文書の写し R-12 2件` */
export function foundWords(words: Words, { kind, count, mark, label, document }: Found): string {
  const own = words.content;
  const which = mark ?? label ?? document?.id;
  const name = which === undefined ? own.kinds[kind] : `${own.kinds[kind]} ${which}`;
  const many = words.number(count);
  return kind === 'bulk-personal-data' ? own.foundPersons(name, many) : own.found(name, many);
}

/** Kinds of all items, each once with its sum, the most serious first as the detectors order them. */
export function allFound(items: readonly Pick<ItemRecord, 'findings'>[]): Found[] {
  const sums = new Map<string, Found>();
  for (const found of items.flatMap(({ findings }) => findings)) {
    const { kind, count, mark, label, document } = found;
    const key = `${kind} ${mark ?? label ?? document?.id ?? ''}`;
    const known = sums.get(key)?.count ?? 0;
    sums.set(key, {
      ...{ kind, count: known + count },
      ...(mark === undefined ? {} : { mark }),
      ...(label === undefined ? {} : { label }),
      ...(document === undefined ? {} : { document }),
    });
  }
  return [...sums.values()];
}

/** Whether it was inspected, and why not. */
export function inspectedWords(
  words: Words,
  { inspected, why }: Pick<ItemRecord, 'inspected' | 'why'>,
): string {
  const own = words.content;
  if (inspected === true) return own.inspected.all;
  const how = inspected === 'partly' ? own.inspected.partly : own.inspected.none;
  if (why === null) return how;
  const reason = Object.hasOwn(own.whys, why) ? own.whys[why as keyof typeof own.whys] : why;
  return words.code === 'ja' ? `${how}（${reason}）` : `${how} (${reason})`;
}
