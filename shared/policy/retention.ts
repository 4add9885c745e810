/** How long records are kept: accesses, and for longer the uploads and postings among them. */
import { z } from 'zod';
import { addDuration } from './duration.ts';
import { error, type Finding } from './finding.ts';
import { duration } from './schema-parts.ts';

export const retentionSchema = z.strictObject({
  access: duration,
  /** Decisions on uploads, with what became of them. Else as long as `access`. */
  uploads: duration.optional(),
  /** The posting log with its reviews, orders and comments; drafts. Else as long as `access`. */
  postings: duration.optional(),
});
export type Retention = z.infer<typeof retentionSchema>;

/** The first UTC day (`2026-11-23`) that is kept of each. */
export function firstDaysKept(
  { access, uploads = access, postings = access }: Retention,
  now: number,
): { readonly access: string; readonly uploads: string; readonly postings: string } {
  const first = (period: string) => dayOf(addDuration(now, period, -1));
  return { access: first(access), uploads: first(uploads), postings: first(postings) };
}

/** A period that begins on a leap day is not longer for that: by the days of a plain year. */
const plainDay = Date.UTC(2026, 0, 1);

/** The records of an access hold its upload and its postings: those cannot go before it. */
export function checkRetention(retention: Retention | undefined): Finding[] {
  if (retention === undefined) return [];
  const least = addDuration(plainDay, retention.access);
  return (['uploads', 'postings'] as const).flatMap((key) => {
    const period = retention[key];
    if (period === undefined || addDuration(plainDay, period) >= least) return [];
    return [
      error(
        ['retention', key],
        `${key} が access より短くなっています。アクセスの記録に中身が残ります。/ ${key} is shorter than access, whose records hold the same.`,
        `${key} を access 以上にするか、access を短くしてください。/ Make ${key} at least as long as access, or access shorter.`,
      ),
    ];
  });
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
