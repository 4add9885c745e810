/** Draws stacked bars with uPlot; loaded only where a chart is shown. */
import uPlot from 'uplot';
import type { Action } from '../../../shared/policy/decision.ts';
import { type StackedSeries, stacked } from './stacked.ts';

const colours: Record<Action, string> = { allow: '#4979f5', warn: '#b78f00', block: '#ce0000' };

/** @returns takes the chart away again */
export function drawStacked(
  element: HTMLElement,
  series: StackedSeries,
  height: number,
  names: Record<Action, string>,
): () => void {
  const tops = stacked(series);
  const bars = uPlot.paths.bars?.({ size: [0.75, 48] });
  const one = (action: Action): uPlot.Series => ({
    label: names[action],
    stroke: colours[action],
    fill: colours[action],
    points: { show: false },
    ...(bars && { paths: bars }),
  });
  const width = () => Math.max(240, element.clientWidth);
  const font = '14px "Noto Sans JP", "Noto Sans CJK JP", sans-serif';
  const axis = { stroke: '#333333', font, grid: { stroke: '#e6e6e6' } };
  const plot = new uPlot(
    {
      width: width(),
      height,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: (_, low, high) => [low - 0.6, high + 0.6] },
        y: { range: (_, __, top) => [0, Math.max(4, top * 1.1)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          values: (_, places) => places.map((place) => series.labels[place] ?? ''),
        },
        { ...axis, size: 56, values: (_, counts) => counts.map((count) => wholeOnly(count)) },
      ],
      series: [{}, one('allow'), one('warn'), one('block')],
    },
    [series.labels.map((_, at) => at), tops.allow, tops.warn, tops.block],
    element,
  );
  const watcher = new ResizeObserver(() => plot.setSize({ width: width(), height }));
  watcher.observe(element);
  return () => {
    watcher.disconnect();
    plot.destroy();
  };
}

function wholeOnly(count: number): string {
  return Number.isInteger(count) ? count.toLocaleString('ja-JP') : '';
}
