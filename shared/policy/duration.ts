/** Periods of the policy: ISO 8601 as the schema admits them (`P1Y6M`, `P90D`, `PT12H`). */

const shape = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/**
 * Moves a time by a period, in UTC. Years and months follow the calendar; where the day does not
 * exist in the month, its last day counts (31 January and a month: 28 or 29 February).
 * @param at epoch ms
 * @param times 1 into the future, -1 into the past
 * @throws RangeError on what the schema refuses
 */
export function addDuration(at: number, duration: string, times: 1 | -1 = 1): number {
  const found = shape.exec(duration);
  if (found === null) throw new RangeError(`not a period: ${duration}`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = found
    .slice(1)
    .map((digits) => times * Number(digits ?? 0));
  const moved = addMonths(at, years * 12 + months);
  return moved + ((weeks * 7 + days) * 24 * 60 + hours * 60 + minutes) * 60_000;
}

function addMonths(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
