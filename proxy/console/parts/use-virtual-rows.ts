/** Long lists: only the rows in sight are in the page. Short ones are there as a whole. */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';

const shortEnough = 200;

export interface VirtualRows {
  readonly virtual: boolean;
  readonly indexes: readonly number[];
  /** Heights (px) of what is not in the page, above and below. */
  readonly before: number;
  readonly after: number;
  measure(row: HTMLTableRowElement | null): void;
}

/** @param region the element that scrolls */
export function useVirtualRows(
  count: number,
  region: { readonly current: HTMLElement | null },
): VirtualRows {
  const virtual = count > shortEnough;
  const [, redraw] = useState(0);
  const virtualizer = useMemo(
    () =>
      new Virtualizer<HTMLElement, HTMLTableRowElement>({
        count: 0,
        getScrollElement: () => region.current,
        estimateSize: () => 64,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        overscan: 10,
      }),
    [region],
  );
  virtualizer.setOptions({
    ...virtualizer.options,
    count: virtual ? count : 0,
    onChange: () => redraw((before) => before + 1),
  });
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  if (!virtual) {
    const indexes = Array.from({ length: count }, (_, index) => index);
    return { virtual, indexes, before: 0, after: 0, measure: () => {} };
  }
  const items = virtualizer.getVirtualItems();
  return {
    virtual,
    indexes: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
  };
}
