/**
 * Files that went ahead of a post, by the name that the service gave them: the post means them by
 * it. In memory alone, of each person; after a restart nobody knows them, and they have to be
 * uploaded again before what holds them can be the same as what was approved.
 */
import { type Segment, uploadedReferences } from '../../shared/posting/uploaded-references.ts';
import type { TappedAnswer } from './answer-tap.ts';

export interface UploadedFile {
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number;
  /** Keyed, as the records have it. */
  readonly digest: string;
  /** Hexadecimal; null where its service has nothing approved before. */
  readonly sha256: string | null;
  /** null: too large to be kept, or nobody needs it. */
  readonly data: Uint8Array | null;
}

export interface UploadedFiles {
  /**
   * @param answer of the upload; null where none came
   * @param segment of which file it is one; null: it is a whole file
   */
  learn(
    user: string,
    service: string,
    file: UploadedFile,
    answer: Promise<TappedAnswer | null>,
    segment?: Segment | null,
  ): void;
  /** Answers that have come are taken in. At most a second. */
  ready(user: string): Promise<void>;
  find(user: string, service: string, reference: string): UploadedFile | null;
}

const mostFiles = 500;
const mostBytes = 64 * 1024 * 1024;
const longestWait = 1_000;

export function createUploadedFiles(): UploadedFiles {
  /** Oldest first. null: it came in several segments, and nobody saw it in one piece. */
  const known = new Map<string, UploadedFile | null>();
  const coming = new Map<Promise<void>, string>();
  const keyOf = (user: string, service: string, reference: string) =>
    JSON.stringify([user, service, reference]);

  function keep(key: string, file: UploadedFile | null): void {
    if (known.get(key) === null) return;
    known.delete(key);
    known.set(key, file);
    let bytes = 0;
    for (const each of known.values()) bytes += each?.data?.length ?? 0;
    for (const [oldest, each] of known) {
      if (known.size <= mostFiles && bytes <= mostBytes) return;
      known.delete(oldest);
      bytes -= each?.data?.length ?? 0;
    }
  }

  return {
    learn(user, service, file, answer, segment = null) {
      const work = answer
        .then((came) => {
          if (came === null || came.status < 200 || came.status >= 300) return;
          if (segment !== null) {
            keep(keyOf(user, service, segment.reference), segment.isFirst ? file : null);
            return;
          }
          if (came.body === null) return;
          for (const reference of uploadedReferences(service, came.body)) {
            keep(keyOf(user, service, reference), file);
          }
        })
        .catch(() => {})
        .finally(() => coming.delete(work));
      coming.set(work, user);
    },
    async ready(user) {
      const own = [...coming].filter(([, whose]) => whose === user).map(([work]) => work);
      if (own.length === 0) return;
      let end: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        end = setTimeout(resolve, longestWait);
      });
      await Promise.race([Promise.all(own), limit]);
      clearTimeout(end);
    },
    find: (user, service, reference) => known.get(keyOf(user, service, reference)) ?? null,
  };
}
