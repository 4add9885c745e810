/** Items that could not be inspected for want of a password → as they were inspected with it. */
import type { ContentOptions, InspectedItem } from './content-options.ts';

type Place = Parameters<ContentOptions['opened']['see']>[1][number];

export interface OpenedItems {
  readonly items: readonly InspectedItem[];
  /** They leave: what was inspected with a password is good once. */
  use(): void;
}

export function openedItems(
  items: readonly InspectedItem[],
  user: string | null,
  places: readonly Place[],
  classification: object,
  { see, use }: ContentOptions['opened'],
): OpenedItems {
  const used = new Set<string>();
  const opened = items.map((item): InspectedItem => {
    if (item.inspected === true) return item;
    const report = see(user, places, item.digest, classification);
    if (report === null) return item;
    used.add(item.digest);
    const { why: _, ...rest } = item;
    return { ...rest, ...report, findings: withOwn(report.findings, item.findings) };
  });
  return {
    items: opened,
    use: () => {
      for (const digest of used) use(user, places, digest);
    },
  };
}

/** What this request itself shows, its file name for one, counts as well. */
function withOwn(
  known: InspectedItem['findings'],
  own: InspectedItem['findings'],
): InspectedItem['findings'] {
  const names = new Set(known.map(nameOf));
  return [...known, ...own.filter((finding) => !names.has(nameOf(finding)))];
}

function nameOf({ kind, place, masked }: InspectedItem['findings'][number]): string {
  return JSON.stringify([kind, place, masked]);
}
