/** English: what of the hub was read, as the audit log tells it. */
import type { jaReadings } from './ja-readings.ts';

export const enReadings: typeof jaReadings = {
  all: 'all records',
  uploads: 'uploads',
  postings: 'posting log',
  posting: 'one posting',
  thumbnail: 'a thumbnail',
  drafts: 'drafts',
  draftStates: { open: 'going on', closed: 'over' },
  why: 'a record decided again',
  wanted: (days) => `what pages wanted, ${days} days`,
  learning: (days) => `learning, ${days} days`,
  opening: (id) => `refusals around request ${id}`,
  replay: (revision, days) => `changes to revision ${revision}, records of ${days} days`,
  filtered: (what, filter) => `${what} (${filter})`,
};
