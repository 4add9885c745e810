/** How long records are kept: accesses, for longer the uploads and postings among them, thumbnails only where asked for. */
import { z } from 'zod';
import { addDuration } from './duration.ts';
import { error, type Finding } from './finding.ts';
import { duration, durationOrNone } from './schema-parts.ts';

export const retentionSchema = z.strictObject({
  access: duration,
  /** Decisions on uploads, with what became of them. Else as long as `access`. */
  uploads: duration.optional(),
  /** The posting log with its reviews, orders and comments; drafts. Else as long as `access`. */
  postings: duration.optional(),
  /** Small copies of the pictures of postings. Absent or `none`: none are made, and none are kept. */
  thumbnails: durationOrNone.optional(),
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

export function keepsThumbnails({ thumbnails = 'none' }: Partial<Retention> = {}): boolean {
  return thumbnails !== 'none';
}

/** The first UTC day whose thumbnails are kept; null: none are. */
export function firstThumbnailDay(
  { thumbnails = 'none' }: Partial<Retention> | undefined = {},
  now: number,
): string | null {
  return thumbnails === 'none' ? null : dayOf(addDuration(now, thumbnails, -1));
}

/** A period that begins on a leap day is not longer for that: by the days of a plain year. */
const plainDay = Date.UTC(2026, 0, 1);

/** The records of an access hold its upload and its postings: those cannot go before it. */
export function checkRetention(retention: Retention | undefined): Finding[] {
  if (retention === undefined) return [];
  const least = addDuration(plainDay, retention.access);
  const tooShort = (['uploads', 'postings'] as const).flatMap((key) => {
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
  return [...tooShort, ...checkThumbnails(retention)];
}

/** Seen with their posting alone: what outlived it could be seen by nobody. */
function checkThumbnails({ access, postings = access, thumbnails = 'none' }: Retention): Finding[] {
  if (thumbnails === 'none') return [];
  if (addDuration(plainDay, thumbnails) <= addDuration(plainDay, postings)) return [];
  return [
    error(
      ['retention', 'thumbnails'],
      'thumbnails が postings より長くなっています。縮小画像は投稿の記録と一緒にしか見られません。/ thumbnails is longer than postings, without which no thumbnail can be seen.',
      'thumbnails を postings 以下にしてください。/ Make thumbnails at most as long as postings.',
    ),
  ];
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
