/** The day by hour, drawn. The same numbers stand in a table beside it: this picture is extra. */
import { useEffect, useRef } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { jstHour } from '../text/time.ts';
import { useWords } from '../words/language.tsx';

type Hours = ConsoleAnswer<'overview'>['hours'];
const height = 220;

export function HourChart({ hours }: { readonly hours: Hours }) {
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let drop = () => {};
    let gone = false;
    void import('../text/draw-hours.ts').then(({ drawHours }) => {
      if (!gone) drop = drawHours(element, series(hours), height, words.actions);
    });
    return () => {
      gone = true;
      drop();
    };
  }, [hours, words]);
  return <div class="chart" ref={frame} role="img" aria-label={words.work.overview.chart} />;
}

function series(hours: Hours) {
  return {
    labels: hours.map(({ at }) => jstHour(at)),
    allow: hours.map(({ allow }) => allow),
    warn: hours.map(({ warn }) => warn),
    block: hours.map(({ block }) => block),
  };
}
