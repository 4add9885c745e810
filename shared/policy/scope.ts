/**
 * For whom and when a list or an entry counts. Every condition that is written must hold; out of
 * scope means: as if the entry were not there.
 */
import { isHoliday } from '../posting/holidays.ts';
import { endOf, japanClock, japanDate, minuteOf, startOf } from './japan-time.ts';
import { days } from './schema-parts.ts';

export interface ScopeFields {
  readonly units?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  readonly terminals?: readonly string[] | undefined;
  readonly hours?: Hours | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
export interface Hours {
  readonly days?: readonly (typeof days)[number][] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly holidays?: 'closed' | 'open' | undefined;
}

const dayMs = 86_400_000;

/** Who asks, and from which machine. */
export interface Person {
  readonly user: string | null;
  readonly unit: string | null;
  readonly terminal: string | null;
}

export const anybody: Person = { user: null, unit: null, terminal: null };

/** null: no condition at all. */
export type Scope = {
  readonly units: ReadonlySet<string> | null;
  readonly users: ReadonlySet<string> | null;
  readonly terminals: ReadonlySet<string> | null;
  readonly hours: ((at: number) => boolean) | null;
  readonly from: number;
  readonly until: number;
} | null;

export function compileScope(fields: ScopeFields): Scope {
  const { units, users, terminals, hours, from, until } = fields;
  if (!units && !users && !terminals && !hours && !from && !until) return null;
  return {
    units: units ? new Set(units) : null,
    users: users ? new Set(users) : null,
    terminals: terminals ? new Set(terminals) : null,
    hours: hours ? compileHours(hours) : null,
    from: from ? startOf(from) : Number.NEGATIVE_INFINITY,
    until: until ? endOf(until) : Number.POSITIVE_INFINITY,
  };
}

/** Whom the scope means: nobody known is in no unit, is no user, and sits at no terminal. */
export function isFor(scope: Scope, { user, unit, terminal }: Person): boolean {
  return (
    scope === null ||
    (holds(scope.units, unit) && holds(scope.users, user) && holds(scope.terminals, terminal))
  );
}

function holds(names: ReadonlySet<string> | null, name: string | null): boolean {
  return names === null || (name !== null && names.has(name));
}

export function isAt(scope: Scope, at: number): boolean {
  if (scope === null) return true;
  if (at < scope.from || at >= scope.until) return false;
  return scope.hours === null || scope.hours(at);
}

/** Over midnight (`from` later than `to`) the small hours belong to the day before, for holidays too. */
export function compileHours(hours: Hours): (at: number) => boolean {
  const on = hours.days ? new Set(hours.days.map((day) => days.indexOf(day))) : null;
  const from = minuteOf(hours.from ?? '00:00');
  const to = minuteOf(hours.to ?? '24:00');
  const isOn = (at: number) =>
    (on === null || on.has(japanClock(at).day)) &&
    (hours.holidays !== 'closed' || !isHoliday(japanDate(at)));
  return (at) => {
    const { minute } = japanClock(at);
    if (from < to) return minute >= from && minute < to && isOn(at);
    return (minute >= from && isOn(at)) || (minute < to && isOn(at - dayMs));
  };
}
