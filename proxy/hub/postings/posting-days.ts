/** Postings by day in Japan, for the chart: every day of the span, also those without any. */
import { dayAfter, japanDate } from '../../../shared/policy/japan-time.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';

const dayMs = 86_400_000;
const usual = 30;
const most = 366;

export interface Counted {
  readonly day: string;
  readonly service: string;
  readonly fate: string;
  readonly count: number;
}

/** The last 30 days where nothing is said. @returns null: it ends before it begins, or is too long */
export function spanOf(
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: number,
): { readonly since: string; readonly until: string } | null {
  const last = until ?? japanDate(now);
  const first = since ?? dayAfter(last, 1 - usual);
  const days = (Date.parse(last) - Date.parse(first)) / dayMs + 1;
  return days >= 1 && days <= most ? { since: first, until: last } : null;
}

export function fillDays(
  counted: readonly Counted[],
  { since, until }: { readonly since: string; readonly until: string },
): ConsoleAnswer<'postingDays'>['days'] {
  const days: ConsoleAnswer<'postingDays'>['days'] = [];
  for (let day = since; day <= until; day = dayAfter(day, 1)) {
    const ofDay = counted.filter((each) => each.day === day);
    const services = [...new Set(ofDay.map(({ service }) => service))];
    days.push({
      day,
      ...sums(ofDay),
      services: services.map((service) => ({
        service,
        ...sums(ofDay.filter((each) => each.service === service)),
      })),
    });
  }
  return days;
}

function sums(counted: readonly Counted[]) {
  const sum = (fate: string) =>
    counted.reduce((all, each) => all + (each.fate === fate ? each.count : 0), 0);
  return { sent: sum('sent'), warned: sum('warned'), stopped: sum('stopped') };
}
