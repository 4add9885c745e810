/** Which posts belong together, what was ordered to be corrected, and what was said of a posting. */
import type { Step } from './migrate.ts';

export interface CorrectionColumns {
  number: number;
  terminal: string;
  seq: number;
  place: number;
  at: string;
  by: string;
  reason: string;
  /** A date in Japan, and the moment (ISO) at which that day is over. */
  due: string;
  due_at: string;
  /** Said by hand; an edit or deletion of the post needs no saying. */
  done_at: string | null;
  done_by: string | null;
  done_word: string | null;
}

export interface CommentColumns {
  number: number;
  terminal: string;
  seq: number;
  place: number;
  at: string;
  by: string;
  text: string;
}

export const postingThreadStep: Step = [
  'alter table postings add column post text',
  'alter table postings add column about text',
  'create index postings_post on postings (service, post) where post is not null',
  'create index postings_about on postings (service, about) where about is not null',
  `create table posting_corrections (number integer primary key autoincrement,
    terminal text not null, seq integer not null, place integer not null, at text not null,
    "by" text not null, reason text not null, due text not null, due_at text not null,
    done_at text, done_by text, done_word text)`,
  'create index posting_corrections_of on posting_corrections (terminal, seq, place)',
  `create table posting_comments (number integer primary key autoincrement,
    terminal text not null, seq integer not null, place integer not null, at text not null,
    "by" text not null, text text not null)`,
  'create index posting_comments_of on posting_comments (terminal, seq, place)',
  `create trigger postings_told_gone after delete on postings begin
    delete from posting_corrections where terminal = old.terminal and seq = old.seq
      and place = old.place;
    delete from posting_comments where terminal = old.terminal and seq = old.seq
      and place = old.place;
  end`,
];
