/** Counts by hour or day, drawn. The same numbers stand in a table beside it: this picture is extra. */
import { useEffect, useRef } from 'preact/hooks';
import type { Action } from '../../../shared/policy/decision.ts';
import type { StackedSeries } from '../text/stacked.ts';

const height = 220;

export function StackedChart({
  series,
  names,
  label,
}: {
  readonly series: StackedSeries;
  readonly names: Record<Action, string>;
  readonly label: string;
}) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let drop = () => {};
    let gone = false;
    void import('../text/draw-stacked.ts').then(({ drawStacked }) => {
      if (!gone) drop = drawStacked(element, series, height, names);
    });
    return () => {
      gone = true;
      drop();
    };
  }, [series, names]);
  return <div class="chart" ref={frame} role="img" aria-label={label} />;
}

/** What the colours mean, for those who see them. */
export function ChartKey({ names }: { readonly names: Record<Action, string> }) {
  return (
    <span class="key" aria-hidden="true">
      <span class="key-mark key-allow" />
      {names.allow}
      <span class="key-mark key-warn" />
      {names.warn}
      <span class="key-mark key-block" />
      {names.block}
    </span>
  );
}
